"""Each slot once: whatever the number of workers, the stops, and what the clock does."""

from datetime import UTC, datetime, timedelta

import pytest
from django_tasks_db.models import DBTaskResult

from catalog.enums import SlotOutcome
from catalog.journal.models import Notification
from catalog.work import leases, schedule
from catalog.work.models import PeriodicRun
from catalog.work.slots import Periodic
from catalog.work.taken import Lane
from catalog.work.upkeep import forget
from tests import factories
from tests.queue_rows import TASKS, queued, set_aside

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
PLAN = (
    Periodic("often", task="catalog.tasks.roll_up_counts", every=10 * MINUTE, label="Compter"),
    Periodic("nightly", task="catalog.tasks.forget_uploads", cron="0 3 * * *", label="Oublier"),
)


@pytest.fixture(autouse=True)
def plan(settings):
    settings.TASKS = TASKS
    settings.WORK_SCHEDULE = f"{__name__}.PLAN"


def slots(name="often"):
    return sorted(PeriodicRun.objects.filter(name=name).values_list("slot", flat=True))


def do_all():
    while held := leases.claim(Lane(), "un"):
        leases.end_well(held)


def test_a_slot_is_asked_for_once():
    assert schedule.tick(at=NOON) == 1
    assert schedule.tick(at=NOON + MINUTE) == 0
    do_all()
    assert schedule.tick(at=NOON + 2 * MINUTE) == 0
    assert schedule.tick(at=NOON + 10 * MINUTE) == 1

    assert slots() == [NOON, NOON + 10 * MINUTE]
    run = PeriodicRun.objects.get(slot=NOON)
    assert run.is_done
    assert run.duration is not None


def test_a_work_does_not_start_again_while_it_lasts():
    schedule.tick(at=NOON)
    leases.claim(Lane(), "un")

    assert schedule.tick(at=NOON + HOUR) == 0


def test_after_a_stop_the_last_slot_only_is_run():
    schedule.tick(at=NOON)
    do_all()

    assert schedule.tick(at=NOON + 10 * DAY) == 2
    do_all()
    assert schedule.tick(at=NOON + 10 * DAY) == 0
    assert slots() == [NOON, NOON + 10 * DAY]
    assert slots("nightly")[1:] == [datetime(2026, 12, 1, 2, tzinfo=UTC)]


def test_a_clock_that_goes_back_runs_nothing_twice_and_one_that_leaps_runs_one_slot():
    for at in (NOON, NOON + 10 * MINUTE, NOON + 5 * HOUR):
        schedule.tick(at=at)
        do_all()
    before = slots()

    assert schedule.tick(at=NOON) == 0
    assert schedule.tick(at=NOON + 10 * MINUTE) == 0
    assert schedule.tick(at=NOON + 5 * HOUR) == 0
    assert slots() == before == [NOON, NOON + 10 * MINUTE, NOON + 5 * HOUR]


def test_a_new_work_of_once_a_day_waits_for_its_hour():
    schedule.tick(at=NOON)

    assert PeriodicRun.objects.get(name="nightly").outcome == SlotOutcome.PASSED
    assert schedule.tick(at=NOON + DAY) == 1  # the other one has not ended
    assert len(slots("nightly")) == 2


def fail(error):
    """The works refuse; mails leave."""
    while held := leases.claim(Lane(), "un"):
        if held.path.endswith("send_notification"):
            leases.end_well(held)
        else:
            leases.refuse(held, error)


def test_failures_leave_their_place_to_the_next_slot_and_are_told_once_a_series():
    person, long_ago = factories.superuser(), NOON - 400 * DAY
    for number in range(5):
        schedule.tick(at=long_ago + number * 10 * MINUTE)
        fail(ValueError("non"))

    assert PeriodicRun.objects.failed().count() == 5
    assert "ValueError" in PeriodicRun.objects.failed()[0].error
    told = Notification.objects.filter(kind="work_failed", recipient=person)
    assert [one.context["label"] for one in told] == ["Compter"]


def test_what_may_be_tried_before_its_next_slot_is():
    schedule.tick(at=NOON + 4000 * DAY)
    fail(ValueError("non"))

    assert (
        DBTaskResult.objects.filter(task_path="catalog.tasks.roll_up_counts").ready().count() == 0
    )
    assert not PeriodicRun.objects.get(name="often").is_failed


def test_what_is_over_is_forgotten_after_seven_days_but_what_is_set_aside():
    long_ago = NOON - 400 * DAY
    old = queued(status="SUCCESSFUL", finished_at=long_ago)
    aside = set_aside(set_aside_at=long_ago)
    DBTaskResult.objects.filter(pk=aside.task_id).update(finished_at=long_ago)
    for number in range(3):
        PeriodicRun.objects.create(name="often", slot=long_ago + number * MINUTE)

    forget()

    assert not DBTaskResult.objects.filter(pk=old.pk).exists()
    assert DBTaskResult.objects.filter(pk=aside.task_id).exists()
    assert slots() == [long_ago + 2 * MINUTE]
