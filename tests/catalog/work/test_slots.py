"""The moments of periodic works: the same for every worker, whatever the clock of France does."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils.module_loading import import_string
from django_tasks.base import Task

from catalog import tasks
from catalog.work.cron import Cron
from catalog.work.slots import Periodic
from catalog.work.wording import label_of_task
from config.schedule import SCHEDULE


def utc(*words):
    return datetime(*words, tzinfo=UTC)


def cron(text):
    return Periodic("essai", task="t", label="Essayer", cron=text)


@pytest.mark.parametrize(
    ("text", "at", "latest", "following"),
    [
        ("0 3 * * *", utc(2026, 11, 21, 12), utc(2026, 11, 21, 2), utc(2026, 11, 22, 2)),
        ("0 3 * * *", utc(2026, 11, 21, 2), utc(2026, 11, 21, 2), utc(2026, 11, 22, 2)),
        ("0 3 * * *", utc(2026, 7, 14, 0, 59), utc(2026, 7, 13, 1), utc(2026, 7, 14, 1)),
        ("*/20 8-9 * * 1", utc(2026, 11, 21, 12), utc(2026, 11, 16, 8, 40), utc(2026, 11, 23, 7)),
        ("5 0 1,15 * *", utc(2026, 11, 21), utc(2026, 11, 14, 23, 5), utc(2026, 11, 30, 23, 5)),
        ("0 12 13 * 5", utc(2026, 11, 21), utc(2026, 11, 20, 11), utc(2026, 11, 27, 11)),
        ("0 0 29 2 *", utc(2026, 11, 21), utc(2024, 2, 28, 23), utc(2028, 2, 28, 23)),
        ("0 0 * * 7", utc(2026, 11, 21), utc(2026, 11, 14, 23), utc(2026, 11, 21, 23)),
        # 29 March 2026: 2.30 does not exist, and is done an hour later.
        ("30 2 * * *", utc(2026, 3, 29, 12), utc(2026, 3, 29, 1, 30), utc(2026, 3, 30, 0, 30)),
        # 25 October 2026: 2.30 comes twice, and is done once.
        ("30 2 * * *", utc(2026, 10, 25, 12), utc(2026, 10, 25, 0, 30), utc(2026, 10, 26, 1, 30)),
    ],
)
def test_cron_is_read_in_the_time_of_paris(text, at, latest, following):
    assert cron(text).latest(at) == latest
    assert cron(text).following(at) == following


def test_a_day_that_never_comes_has_no_slot():
    assert cron("0 0 30 2 *").latest(utc(2026, 11, 21)) is None
    assert cron("0 0 30 2 *").following(utc(2026, 11, 21)) is None


@pytest.mark.parametrize(
    "text", ["", "* * * *", "60 * * * *", "* 24 * * *", "* * 0 * *", "*/0 * * * *", "a * * * *"]
)
def test_what_cron_does_not_know_is_refused(text):
    with pytest.raises(ValueError):  # noqa: PT011 (its message is for who writes the schedule)
        Cron.parse(text)


def test_a_step_is_counted_from_the_same_moment_everywhere():
    work = Periodic("essai", task="t", label="Essayer", every=timedelta(minutes=15))

    assert work.latest(utc(2026, 11, 21, 16, 44, 59)) == utc(2026, 11, 21, 16, 30)
    assert work.following(utc(2026, 11, 21, 16, 45)) == utc(2026, 11, 21, 17)


def test_a_work_says_when_it_is_done_once():
    with pytest.raises(ValueError, match="either"):
        Periodic("essai", task="t", label="Essayer")
    with pytest.raises(ValueError, match="either"):
        Periodic("essai", task="t", label="E", every=timedelta(hours=1), cron="0 3 * * *")


def test_every_work_of_the_schedule_leads_to_a_task_and_says_what_it_does():
    assert len({work.name for work in SCHEDULE}) == len(SCHEDULE)
    for work in SCHEDULE:
        assert isinstance(import_string(work.task), Task), work
        assert work.label[0].isupper()
        assert not work.label.endswith(".")
        assert work.following(utc(2026, 11, 21))


def test_every_task_says_in_french_what_it_does():
    paths = [one.module_path for one in vars(tasks).values() if isinstance(one, Task)]

    assert [path for path in paths if not label_of_task(path)[0].isupper()] == []
