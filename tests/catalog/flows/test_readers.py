"""An inbox is read by version: a folder, and the two S3 servers, give the same answers."""

import io
import os
import uuid
from pathlib import Path

import pytest

from catalog.enums import InboxKind
from catalog.flows.inbox import Changed, InboxUnreachable
from catalog.flows.models import Inbox
from catalog.flows.readers import reader_of
from tests import s3_servers

pytestmark = pytest.mark.django_db
BUCKET = "vitrine-inbox"


class Place:
    """An inbox of the test, and how a partner writes in it."""

    def __init__(self, inbox, prefix, put, names):
        self.inbox, self.prefix, self.put, self.names = inbox, prefix, put, names
        self.reader = reader_of(inbox)

    def seen(self, **fields):
        fields.setdefault("limit", 100)
        return self.reader.look(self.prefix, **fields)

    def copied(self, seen):
        target = io.BytesIO()
        self.reader.copy(seen, target)
        return target.getvalue()


@pytest.fixture(params=["folder", "rclone", "moto"])
def place(request, settings, tmp_path):
    settings.FLOWS_FOLDER_SECONDS = settings.FLOWS_S3_SECONDS = 0
    if request.param == "folder":
        return folder_place(tmp_path)
    return s3_place(request.param, settings)


def folder_place(root):
    def put(key, data):
        path = Path(root, key)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.with_suffix(".part").write_bytes(data)
        path.with_suffix(".part").rename(path)

    def names(prefix):
        found = (path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())
        return sorted(name for name in found if name.startswith(prefix))

    inbox = Inbox(name="Dossier", kind=InboxKind.FOLDER, folder=str(root))
    return Place(inbox, "musees/", put, names)


def s3_place(server, settings):
    s3 = s3_servers.client(s3_servers.address_of(server))
    options = s3_servers.options(server)
    settings.INBOX_ENDPOINTS = [options["endpoint_url"]]
    settings.INBOX_CREDENTIALS = {"ESSAI": (options["access_key"], options["secret_key"])}
    prefix = f"musees-{uuid.uuid4().hex[:8]}/"
    inbox = Inbox(
        name="Espace",
        kind=InboxKind.S3,
        endpoint=options["endpoint_url"],
        bucket=BUCKET,
        credentials="ESSAI",
    )

    def names(prefix):
        found = s3.list_objects_v2(Bucket=BUCKET, Prefix=prefix).get("Contents", [])
        return [one["Key"] for one in found]

    return Place(
        inbox,
        prefix,
        lambda key, data: s3.put_object(Bucket=BUCKET, Key=key, Body=data),
        names,
    )


def test_what_is_seen_is_read_whole_or_not_at_all(place):
    place.put(f"{place.prefix}a.csv", b"a\n1\n")
    place.put(f"{place.prefix}sous/b.csv", b"b\n22\n")
    place.put("ailleurs/c.csv", b"c\n")

    seen = place.seen().seen

    assert [one.key for one in seen] == [f"{place.prefix}a.csv", f"{place.prefix}sous/b.csv"]
    assert [one.size for one in seen] == [4, 5]
    assert place.copied(seen[0]) == b"a\n1\n"
    assert place.seen().seen == seen, "an identity is of a version: it does not change"
    first = place.seen(limit=1)
    assert (len(first.seen), first.reached) == (1, f"{place.prefix}a.csv")
    assert place.seen(limit=1, after=first.reached).seen == seen[1:]


def test_a_file_that_was_replaced_is_not_read_in_its_place(place):
    key = f"{place.prefix}a.csv"
    place.put(key, b"a\n1\n")
    (before,) = place.seen().seen

    place.put(key, b"a\n2\n")

    (after,) = place.seen().seen
    assert before.identity != after.identity
    with pytest.raises(Changed):
        place.copied(before)
    with pytest.raises(Changed):
        place.reader.delete(before)
    with pytest.raises(Changed):
        place.reader.put_away(before, "published/a.csv")
    assert place.copied(after) == b"a\n2\n"
    assert place.names(place.prefix) == [key]


def test_what_is_on_line_is_put_away_or_deleted(place):
    for name in ("a.csv", "b.csv"):
        place.put(f"{place.prefix}{name}", name.encode())
    first, second = place.seen().seen

    place.reader.put_away(first, "published/20261121-a.csv")
    place.reader.delete(second)

    assert place.names(place.prefix) == [f"{place.prefix}published/20261121-a.csv"]
    with pytest.raises(Changed):
        place.reader.delete(second)


def test_an_inbox_that_does_not_answer_is_not_empty(place, settings):
    if place.inbox.is_folder:
        place.inbox.folder += "/absent"
    else:
        place.inbox.endpoint = "http://127.0.0.1:9"
        settings.INBOX_ENDPOINTS = [place.inbox.endpoint]

    with pytest.raises(InboxUnreachable):
        reader_of(place.inbox).look("musees/", limit=10)


def test_a_folder_leads_nowhere_else(tmp_path, settings):
    settings.FLOWS_FOLDER_SECONDS = 0
    outside = tmp_path / "ailleurs"
    outside.mkdir()
    (outside / "secret.csv").write_text("a\n1\n")
    root = tmp_path / "depot"
    place = folder_place(root)
    place.put("musees/vrai.csv", b"a\n1\n")
    (root / "musees/lien.csv").symlink_to(outside / "secret.csv")
    (root / "musees/dossier").symlink_to(outside)
    os.mkfifo(root / "musees/tuyau.csv")

    (seen,) = place.seen().seen
    assert seen.key == "musees/vrai.csv"

    (root / "musees/vrai.csv").unlink()
    (root / "musees/vrai.csv").symlink_to(outside / "secret.csv")
    with pytest.raises((Changed, InboxUnreachable)):
        place.copied(seen)


def test_a_file_that_is_still_written_is_not_settled(tmp_path, settings):
    place = folder_place(tmp_path)
    place.put("musees/a.csv", b"a\n")
    os.utime(tmp_path / "musees/a.csv", (0, 0))

    settings.FLOWS_FOLDER_SECONDS = 60
    (seen,) = place.seen().seen
    assert not seen.settled, "its date was set back: the one that nobody sets was not"

    settings.FLOWS_FOLDER_SECONDS = 0
    assert place.seen().seen[0].settled
