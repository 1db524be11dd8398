"""An inbox is read by version: a folder, and the two S3 servers, give the same answers."""

import os

import pytest

from catalog.flows.inbox import Changed, InboxUnreachable
from catalog.flows.readers import reader_of
from tests.catalog.flows.places import folder_place

pytestmark = pytest.mark.django_db


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
    place = folder_place(root, settings)
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
    place = folder_place(tmp_path, settings)
    place.put("musees/a.csv", b"a\n")
    os.utime(tmp_path / "musees/a.csv", (0, 0))

    settings.FLOWS_FOLDER_SECONDS = 60
    (seen,) = place.seen().seen
    assert not seen.settled, "its date was set back: the one that nobody sets was not"

    settings.FLOWS_FOLDER_SECONDS = 0
    assert place.seen().seen[0].settled
