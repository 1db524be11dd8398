"""What every storage promises, on a folder and on two real S3 servers."""

import hashlib
import io
import random
import tracemalloc
import urllib.error
import urllib.parse
import urllib.request
import uuid

import pytest
from botocore.exceptions import ClientError
from django.core.files.base import ContentFile
from django.core.files.storage import storages

from catalog import storage
from catalog.exceptions import StorageFailure
from tests import s3_servers

MIB = 1024 * 1024
HEADERS = {
    "Content-Disposition": "attachment; filename=\"musees dete.csv\"; filename*=UTF-8''mus%C3%A9es",
    "Content-Type": "text/csv",
}


def content(size, seed=4):
    return random.Random(seed).randbytes(size)  # noqa: S311 (bytes to compare, not a secret)


def joined(chunks):
    return b"".join(chunks)


def lowered(headers):
    return {name.lower(): value for name, value in headers.items()}


def fetch(address):
    try:
        with urllib.request.urlopen(address, timeout=10) as answer:  # noqa: S310 (our own server)
            return answer.status, lowered(answer.headers), answer.read()
    except urllib.error.HTTPError as refusal:
        with refusal:
            return refusal.code, lowered(refusal.headers), refusal.read()


@pytest.mark.parametrize("size", [1, 255, 256 * 1024, 256 * 1024 + 1, 5 * MIB, 19 * MIB])
def test_what_is_written_is_read_back_with_its_size_and_hash(each_storage, size):
    sent = content(size)

    stored = storage.write(io.BytesIO(sent))

    assert (stored.size, stored.sha256) == (size, hashlib.sha256(sent).hexdigest())
    assert joined(storage.files().read_range(stored.key)) == sent
    assert storage.files().size(stored.key) == size


@pytest.mark.parametrize(("start", "end"), [(0, None), (0, 1), (5, 10), (90, None), (99, 100)])
def test_a_part_is_read_alone(each_storage, start, end):
    sent = content(100)
    stored = storage.write(io.BytesIO(sent))

    assert joined(storage.files().read_range(stored.key, start, end)) == sent[start:end]


def test_a_stream_that_was_half_read_is_written_whole(each_storage):
    stream = io.BytesIO(b"nom;commune\n")
    stream.read(5)

    assert storage.write(stream).size == 12


def test_what_is_listed_is_what_is_there(each_storage):
    stored = {storage.write(io.BytesIO(content(size))).key: size for size in (3, 30, 300)}

    listed = list(storage.files().listing())
    storage.files().delete(listed[0].key)

    assert {one.key: one.size for one in listed} == stored
    assert len(list(storage.files().listing())) == 2
    assert list(storage.derived().listing()) == []


def test_nothing_is_listed_where_nothing_was_written(each_storage):
    assert list(storage.files().listing()) == []
    assert list(storage.files().unfinished()) == []


# rclone takes no notice of the condition: there, keys rest on being UUIDs.
@pytest.mark.parametrize("each_storage", ["folder", "moto"], indirect=True)
@pytest.mark.parametrize("size", [10, 19 * MIB])
def test_a_key_is_never_written_over(each_storage, size):
    key = f"ab/{uuid.uuid4().hex}"
    storage.files()._save(key, ContentFile(b"un"))

    with pytest.raises((FileExistsError, ClientError)):
        storage.files()._save(key, ContentFile(content(size)))

    assert joined(storage.files().read_range(key)) == b"un"


def test_a_key_that_is_not_there_fails_as_a_storage_does(each_storage):
    with pytest.raises(storage.UNREACHABLE):
        joined(storage.files().read_range("ab/absente"))


def test_a_signed_address_gives_the_bytes_under_their_name_for_five_minutes(each_s3):
    stored = storage.write(io.BytesIO(b"nom\nPhare\n"))

    address = storage.files().signed_address(stored.key, HEADERS)
    status, headers, body = fetch(address)

    asked = urllib.parse.parse_qs(urllib.parse.urlsplit(address).query)
    assert int(asked["X-Amz-Expires"][0]) <= 300
    assert (status, body) == (200, b"nom\nPhare\n")
    assert headers["content-disposition"] == HEADERS["Content-Disposition"]
    assert headers["content-type"] == "text/csv"


@pytest.mark.parametrize("fault", ["unsigned", "another key", "wrong signature", "expired"])
def test_an_address_that_was_not_signed_for_this_is_refused(fault):
    disk = storage.S3FileStorage(**s3_servers.options("rclone"))
    key, other = (disk.save(f"ab/{uuid.uuid4().hex}", ContentFile(b"secret")) for _ in range(2))
    address = disk.url(key, expire=1 if fault == "expired" else 300)
    plain, _, query = address.partition("?")
    wrong = {
        "unsigned": plain,
        "another key": address.replace(key, other),
        "wrong signature": address[:-4] + "0000",
        "expired": f"{plain}?{query.replace(query_date(query), '20200101T000000Z')}",
    }[fault]

    assert fetch(address)[2] == b"secret"
    status, _, body = fetch(wrong)

    assert status >= 400
    assert b"secret" not in body


def query_date(query):
    return urllib.parse.parse_qs(query)["X-Amz-Date"][0]


@pytest.mark.parametrize("each_s3", ["rclone"], indirect=True)
def test_a_wrong_secret_writes_nothing(each_s3, settings):
    wrong = storages.backends["files"]["OPTIONS"] | {"secret_key": "une-autre-clef"}
    entry = {"BACKEND": "catalog.storage.S3FileStorage", "OPTIONS": wrong}
    settings.STORAGES = settings.STORAGES | {"files": entry}

    with pytest.raises(StorageFailure, match="Rien n’a changé"):
        storage.write(io.BytesIO(b"nom\n"))


def test_a_bucket_that_is_away_is_said_in_seconds(settings):
    options = {"bucket_name": "vitrine", "endpoint_url": "http://127.0.0.1:9", "location": "essai"}
    keys = {"access_key": "CLE", "secret_key": "secret", "region_name": "us-east-1"}
    entry = {"BACKEND": "catalog.storage.S3FileStorage", "OPTIONS": options | keys}
    settings.STORAGES = settings.STORAGES | {"files": entry}

    with pytest.raises(StorageFailure, match="ne répond pas"):
        storage.write(io.BytesIO(b"nom\n"))


class Zeros(io.RawIOBase):
    """A large file that is in nobody's memory."""

    def __init__(self, size):
        self.size, self.place = size, 0

    def readable(self):
        return True

    def seekable(self):
        return True

    def tell(self):
        return self.place

    def seek(self, offset, whence=0):
        self.place = offset + {0: 0, 1: self.place, 2: self.size}[whence]
        return self.place

    def read(self, size=-1):
        size = min(self.size - self.place, size if size >= 0 else self.size)
        self.place += size
        return bytes(size)


def test_the_memory_of_an_upload_does_not_follow_its_size(each_s3):
    tracemalloc.start()

    stored = storage.write(Zeros(120 * MIB))

    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    storage.files().delete(stored.key)
    assert stored.size == 120 * MIB
    assert peak < 60 * MIB


def test_an_upload_that_nobody_completed_is_seen_and_dropped(each_s3):
    disk = storage.files()
    disk.client.create_multipart_upload(Bucket=disk.bucket_name, Key=f"{disk.prefix}ab/begun")

    (begun,) = disk.unfinished()
    disk.drop_unfinished(begun)

    assert begun.key.startswith("ab/begun#")
    assert list(disk.unfinished()) == []


def test_a_file_that_a_killed_process_had_begun_is_seen_and_dropped(settings, tmp_path):
    disk = storage.LocalFileStorage(location=tmp_path)
    (tmp_path / "ab").mkdir()
    (tmp_path / "ab" / ".part-x1").write_bytes(b"moi")

    (begun,) = disk.unfinished()

    assert list(disk.listing()) == []
    disk.drop_unfinished(begun)
    assert not list(tmp_path.rglob(".part-*"))


def test_pictures_have_an_address_without_signature():
    disk = storage.PublicStorage(**s3_servers.options("moto", "vitrine-public"))
    name = disk.save("images/phare.png", ContentFile(b"PNG"))

    address = disk.url(name)

    assert "?" not in address
    assert fetch(address)[::2] == (200, b"PNG")
    assert s3_servers.options("moto")["endpoint_url"] in address
