"""The place where files live goes away, cuts, or is full, while a file is replaced and read.

The old file serves, the sender is told, and when it is over the same form makes one version.
"""

import os
import urllib.request
import uuid

import pytest

from tests.faults.house import assert_numbered, assert_whole, digest

HALF = 150_000
"""Of a file of about 280 kB."""


@pytest.fixture
def s3(house_on_s3, wire):
    yield house_on_s3
    wire.mend()


def begin(house, fault):
    house.suffered[fault] += 1
    before, house.turn = house.turn, house.turn + 1
    return before, str(uuid.uuid4())


def assert_refused(said):
    assert said.get("failed") == "StorageFailure", said
    assert "Rien n’a changé" in said["why"]


def assert_finished(house, submission):
    house.ask(**house.replacement(submission=submission))
    story = house.recover()
    assert story["sha256"] == digest(house.turn)
    assert story["submissions"].count(submission) == 1
    assert_numbered(story)


def test_an_upload_that_is_cut_changes_nothing(s3, wire):
    before, submission = begin(s3, "uploads cut")

    with s3.read_all_along() as seen:
        wire.cut(up=HALF)
        refused = s3.try_(**s3.replacement(submission=submission))
        wire.mend()
        assert_finished(s3, submission)

    assert_refused(refused)
    assert_whole(seen, before, s3.turn)


def test_a_bucket_that_gives_back_the_half_of_it_is_not_believed(s3, wire):
    before, submission = begin(s3, "downloads cut")

    wire.cut(down=HALF)
    refused = s3.try_(**s3.replacement(submission=submission))
    wire.mend()

    assert_refused(refused)
    assert s3.ask(do="story", resource=s3.world["resource"])["sha256"] == digest(before)
    assert_finished(s3, submission)


def test_nothing_is_concluded_from_the_half_of_a_file(s3, wire):
    """The bucket cuts what the check reads: the version waits, and the nightly round ends it."""
    before, submission = begin(s3, "downloads cut")
    s3.kill_at("the version is received", submission)

    wire.cut(down=HALF)
    s3.try_(do="work")
    during = s3.ask(do="story", resource=s3.world["resource"])
    wire.mend()
    s3.ask(do="repair")
    s3.ask(do="work")
    after = s3.ask(do="story", resource=s3.world["resource"])

    assert during["sha256"] == digest(before)
    assert during["versions"][-1][1] in ("received", "checking")
    assert after["sha256"] == digest(s3.turn)
    assert s3.ask(do="verify") == []


def test_a_bucket_that_is_away_takes_no_page_with_it(s3, wire):
    _, submission = begin(s3, "buckets away")

    wire.cut(up=0, down=0)
    refused = s3.try_(**s3.replacement(submission=submission))
    origin = s3.address.partition("/datasets/")[0]
    with urllib.request.urlopen(f"{origin}/api/1/datasets/", timeout=10) as answer:  # noqa: S310 (our own site)
        status = answer.status
    wire.mend()

    assert_refused(refused)
    assert status == 200
    assert_finished(s3, submission)


def test_a_file_that_the_system_refuses_to_grow_changes_nothing(house_in_a_folder):
    house = house_in_a_folder
    before, submission = begin(house, "files stopped from growing")

    with house.read_all_along() as seen:
        refused = house.try_(**house.replacement(submission=submission, largest=HALF))
        assert_finished(house, submission)

    assert_refused(refused)
    assert_whole(seen, before, house.turn)


@pytest.mark.parametrize("left", [HALF, 500_000])
def test_a_full_disk_changes_nothing_and_is_over_when_it_is_emptied(house_on_a_small_disk, left):
    """With room for the file but not for reading it, the version waits for its check."""
    house = house_on_a_small_disk
    before, submission = begin(house, "full disks")
    filler = house.folder / "journal-trop-gros"

    with house.read_all_along() as seen:
        fill(filler, left)
        said = house.try_(**house.replacement(submission=submission))
        during = house.ask(do="story", resource=house.world["resource"])
        filler.unlink()
        house.ask(do="work")
        assert_finished(house, submission)

    assert during["sha256"] == digest(before)
    if left == HALF:
        assert_refused(said)
    else:
        assert said["answer"]["state"] in ("received", "checking"), said
    assert_whole(seen, before, house.turn)


def fill(path, left):
    """Leave that many bytes on the disk of that file."""
    facts = os.statvfs(path.parent)
    with path.open("wb") as file:
        os.posix_fallocate(file.fileno(), 0, facts.f_bavail * facts.f_frsize - left)
