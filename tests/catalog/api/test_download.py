"""The bytes of a version over HTTP: ranges, conditions, names, and a storage that fails."""

import hashlib
import logging
import tracemalloc
from base64 import b64encode
from pathlib import Path

import pytest
from django.core.files.storage import storages
from django.utils.http import http_date

from tests import factories

pytestmark = pytest.mark.django_db
DIGITS = b"0123456789" * 10


@pytest.fixture
def resource():
    dataset = factories.dataset(published=True, with_link=True)
    return factories.resource(dataset, content=DIGITS, filename="chiffres.csv")


def body(response):
    return b"".join(response.streaming_content)


def test_the_headers_say_what_the_file_is_and_disarm_it(client, resource):
    response = client.get(resource.permalink)

    digest = hashlib.sha256(DIGITS)
    expected = {
        "Content-Type": "text/csv",
        "Content-Length": "100",
        "ETag": f'"{digest.hexdigest()}"',
        "Repr-Digest": f"sha-256=:{b64encode(digest.digest()).decode()}:",
        "Accept-Ranges": "bytes",
        "Last-Modified": http_date(resource.current_version.created_at.timestamp()),
        "Content-Security-Policy": "sandbox; default-src 'none'",
        "X-Content-Type-Options": "nosniff",
        "Access-Control-Allow-Origin": "*",
        "Cache-Control": "no-cache",
    }
    assert {name: response.headers.get(name) for name in expected} == expected
    assert not response.cookies


def test_head_says_the_same_without_a_body(client, resource):
    whole, head = client.get(resource.permalink), client.head(resource.permalink)

    assert head.content == b""
    for name in ("Content-Type", "Content-Length", "ETag", "Accept-Ranges", "Repr-Digest"):
        assert head.headers[name] == whole.headers[name]


@pytest.mark.parametrize(
    ("asked", "start", "end"),
    [
        ("bytes=0-9", 0, 10),
        ("bytes=10-10", 10, 11),
        ("bytes=90-", 90, 100),
        ("bytes=-5", 95, 100),
        ("bytes=-5000", 0, 100),
        ("bytes=95-9999999999", 95, 100),
        ("BYTES = 1-2", 1, 3),
    ],
)
def test_one_range_is_given(client, resource, asked, start, end):
    response = client.get(resource.permalink, headers={"Range": asked})

    assert response.status_code == 206
    assert response.headers["Content-Range"] == f"bytes {start}-{end - 1}/100"
    assert response.headers["Content-Length"] == str(end - start)
    assert body(response) == DIGITS[start:end]


@pytest.mark.parametrize(
    "asked",
    [
        "bytes=0-1,5-6",
        "bytes=9-3",
        "bytes=-",
        "bytes=a-b",
        "bytes=1-2x",
        "octets=0-1",
        "bytes",
        "bytes=" + "9" * 5000 + "-",
        "bytes=٣-٤",
        "",
    ],
)
def test_several_ranges_or_an_unreadable_one_give_the_whole(client, resource, asked):
    response = client.get(resource.permalink, headers={"Range": asked})

    assert response.status_code == 200
    assert body(response) == DIGITS
    assert "Content-Range" not in response.headers


@pytest.mark.parametrize("asked", ["bytes=100-", "bytes=500-600", "bytes=-0"])
def test_a_range_beyond_the_end_is_416(client, resource, asked):
    response = client.get(resource.permalink, headers={"Range": asked})

    assert response.status_code == 416
    assert response.headers["Content-Range"] == "bytes */100"


def test_a_resumed_download_starts_again_when_the_file_was_replaced(client, resource):
    etag = client.get(resource.permalink).headers["ETag"]
    ranged = {"Range": "bytes=50-", "If-Range": etag}
    resumed = client.get(resource.permalink, headers=ranged)
    factories.version(resource, b"x" * 80)

    restarted = client.get(resource.permalink, headers=ranged)

    assert resumed.status_code == 206
    assert restarted.status_code == 200
    assert body(restarted) == b"x" * 80


@pytest.mark.parametrize("same", [True, False])
def test_if_range_also_takes_a_date(client, resource, same):
    date = http_date(resource.current_version.created_at.timestamp() - (0 if same else 60))

    response = client.get(resource.permalink, headers={"Range": "bytes=1-1", "If-Range": date})

    assert response.status_code == (206 if same else 200)


@pytest.mark.parametrize("form", ["{}", "W/{}", '"other", {}', "*"])
def test_what_is_already_held_is_not_sent_again(client, resource, form):
    etag = client.get(resource.permalink).headers["ETag"]

    response = client.get(resource.permalink, headers={"If-None-Match": form.format(etag)})

    assert response.status_code == 304
    assert response.content == b""
    assert response.headers["ETag"] == etag


def test_an_old_date_or_another_etag_gets_the_file(client, resource):
    for headers in ({"If-None-Match": '"other"'}, {"If-Modified-Since": http_date(0)}):
        assert client.get(resource.permalink, headers=headers).status_code == 200


@pytest.mark.parametrize(
    ("name", "plain", "full"),
    [
        ("musées d’été.csv", "musees dete.csv", "mus%C3%A9es%20d%E2%80%99%C3%A9t%C3%A9.csv"),
        ('dit "le grand".csv', "dit _le grand_.csv", "dit%20%22le%20grand%22.csv"),
        ("../../etc/passwd.csv", "passwd.csv", "passwd.csv"),
        ("a\r\nSet-Cookie: x=1.csv", "aSet-Cookie: x=1.csv", "aSet-Cookie%3A%20x%3D1.csv"),
        ("50%;q.csv", "50__q.csv", "50%25%3Bq.csv"),
    ],
)
def test_the_name_survives_and_breaks_no_header(client, resource, name, plain, full):
    made = factories.version(resource, b"1;2\n3;4\n", filename=name)

    response = client.get(resource.permalink)

    header = response.headers["Content-Disposition"]
    assert header == f"attachment; filename=\"{plain}\"; filename*=UTF-8''{full}"
    assert made.filename.endswith(".csv")


def test_no_encoding_is_claimed_for_text(client, resource):
    factories.version(resource, "nom\nÉglise\n".encode("cp1252"), filename="eglises.csv")

    assert client.get(resource.permalink).headers["Content-Type"] == "text/csv"


@pytest.mark.parametrize("fault", ["missing", "truncated"])
@pytest.mark.parametrize("method", ["get", "head"])
def test_a_storage_that_lost_the_file_is_said_and_logged(client, resource, fault, method, caplog):
    stored = Path(storages["files"].path(resource.current_version.key))
    if fault == "missing":
        stored.unlink()
    else:
        stored.write_bytes(DIGITS[:50])

    with caplog.at_level(logging.ERROR, logger="catalog.api.download"):
        response = getattr(client, method)(resource.permalink)

    assert response.status_code == 503
    assert response.headers["Retry-After"]
    assert "no-store" in response.headers["Cache-Control"]
    assert "File not served" in caplog.text
    if method == "get":
        assert "Réessayez" in response.content.decode()


class FarStorage:
    """A storage that has addresses of its own, as S3 does."""

    def signed_address(self, key, headers):
        return f"https://s3.exemple.org/{key}?signed"


def test_a_far_storage_gives_the_bytes_itself(client, resource, monkeypatch):
    monkeypatch.setattr("catalog.storage.files", FarStorage)

    response = client.get(resource.permalink)

    assert response.status_code == 302
    assert response.headers["Location"].startswith("https://s3.exemple.org/")
    assert response.headers["Cache-Control"] == "private, no-store"
    assert response.headers["Access-Control-Allow-Origin"] == "*"


def test_memory_stays_flat_whatever_the_size(client, resource):
    large = factories.resource(resource.dataset, content=b"0;1\n" * 8_000_000)
    response = client.get(large.permalink)
    tracemalloc.start()

    sent = sum(len(chunk) for chunk in response.streaming_content)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert sent == 32_000_000
    assert peak < 2_000_000
