"""A task is lent, taken back, tried again, set aside; and whoever lost it writes nothing."""

from datetime import timedelta
from functools import partial

import pytest
from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from django.utils import timezone
from django_tasks.base import TaskResultStatus

from catalog.journal.models import Notification
from catalog.management.commands.worker import lanes
from catalog.queue import LeaseLost, fence, fenced_by
from catalog.work import leases
from catalog.work.child import Child
from catalog.work.models import TaskLease, Worker
from catalog.work.taken import Lane
from tests import factories
from tests.queue_rows import queued, set_aside

pytestmark = pytest.mark.django_db
ANY = Lane()


def lent(row):
    return TaskLease.objects.get(task_id=row.pk)


def silent(row):
    """Its worker says nothing any more."""
    past = timezone.now() - timedelta(seconds=1)
    TaskLease.objects.filter(task_id=row.pk).update(expires_at=past)


def due(row):
    """The time of the next try has come."""
    type(row).objects.filter(pk=row.pk).update(run_after=timezone.now())


def state_of(row):
    row.refresh_from_db()
    return row.status


def test_a_task_is_done_by_one_worker_then_forgotten():
    row = queued()

    held = leases.claim(ANY, "un")

    assert state_of(row) == TaskResultStatus.RUNNING
    assert leases.claim(ANY, "autre") is None
    assert leases.reap() == 0
    leases.end_well(held)
    assert state_of(row) == TaskResultStatus.SUCCESSFUL
    assert not TaskLease.objects.exists()


def test_whoever_was_only_slow_loses_the_task_and_writes_nothing():
    row = queued()
    slow = leases.claim(ANY, "lent")
    silent(row)

    assert leases.reap() == 1
    with fenced_by(partial(leases.assert_held, slow)), pytest.raises(LeaseLost):
        fence()
    other = leases.claim(ANY, "autre")

    assert other.token > slow.token
    for write in (leases.end_well, leases.give_back, partial(leases.refuse, error=ValueError())):
        with pytest.raises(LeaseLost):
            write(slow)
    leases.put_off(slow)
    with fenced_by(partial(leases.assert_held, other)), transaction.atomic():
        fence()
    leases.end_well(other)
    assert state_of(row) == TaskResultStatus.SUCCESSFUL


def test_a_lease_is_put_off_while_its_worker_lives():
    row = queued()
    held = leases.claim(ANY, "un")
    silent(row)

    leases.put_off(held)

    assert leases.reap() == 0
    assert lent(row).expires_at > timezone.now() + timedelta(seconds=20)


def test_outside_a_worker_a_fence_is_open():
    fence()


@pytest.mark.parametrize(
    ("error", "tries"), [(ValueError("non"), 3), (ConnectionRefusedError("absent"), 7)]
)
def test_what_refuses_is_tried_later_then_set_aside(error, tries):
    dpnc, root, editor = factories.dpnc_user(), factories.superuser(), factories.editor()
    row = queued()
    for _ in range(tries):
        due(row)
        leases.refuse(leases.claim(ANY, "un"), error)
        assert leases.claim(ANY, "un") is None

    assert state_of(row) == TaskResultStatus.FAILED
    assert str(error) in lent(row).last_error
    assert lent(row).set_aside_at
    told = [one.recipient for one in Notification.objects.filter(kind="task_set_aside")]
    assert {dpnc, root} <= set(told)
    assert editor not in told
    assert len(told) == len(set(told))


def test_the_third_death_sets_aside_and_one_message_tells_several():
    person = factories.superuser()
    rows = [queued(), queued()]
    for _ in range(3):
        for row in rows:
            due(row)
            leases.claim(ANY, f"un-{row.pk}")
        leases.abandon(f"un-{rows[0].pk}", "Son processus a été tué par le signal SIGSEGV.")
        silent(rows[1])
        leases.reap()

    assert [state_of(row) for row in rows] == [TaskResultStatus.FAILED] * 2
    assert [lent(row).deaths for row in rows] == [3, 3]
    assert Notification.objects.filter(kind="task_set_aside", recipient=person).count() == 1


def test_a_task_about_what_is_gone_is_nobody_s_concern():
    row = queued()

    leases.refuse(leases.claim(ANY, "un"), ObjectDoesNotExist("Notification"))

    assert state_of(row) == TaskResultStatus.FAILED
    assert not TaskLease.objects.exists()
    assert not Notification.objects.exists()


def test_a_task_given_back_has_lost_no_try():
    row = queued()

    leases.give_back(leases.claim(ANY, "un"))

    assert leases.claim(ANY, "autre").task_id == row.pk
    assert (lent(row).deaths, lent(row).refusals) == (0, 0)


def test_what_was_set_aside_starts_again_once():
    lease = set_aside()

    assert leases.start_again(lease)
    assert not leases.start_again(lease)
    assert leases.claim(ANY, "un").task_id == lease.task_id
    assert TaskLease.objects.get().deaths == 0


def test_a_lane_leaves_the_others_their_queue():
    queued(queue_name="files")

    assert leases.claim(Lane(without=("files",)), "un") is None
    assert leases.claim(Lane(queues=("default",)), "un") is None
    assert leases.claim(Lane(queues=("files",)), "un")


def test_a_worker_does_what_the_queue_holds_and_survives_what_refuses():
    good, bad = queued(), queued("catalog.tasks.check_version", "pas un identifiant")
    child = Child(ANY)

    while child.work_once():
        pass

    assert state_of(good) == TaskResultStatus.SUCCESSFUL
    assert state_of(bad) == TaskResultStatus.READY
    assert "ValidationError" in lent(bad).last_error


def test_a_worker_says_that_it_is_there():
    child = Child(ANY)

    child.pulse.appear()
    assert Worker.objects.alive().count() == 1
    assert not Worker.objects.alive(timezone.now() + timedelta(minutes=3)).exists()
    leases.abandon(child.name, "")
    assert not Worker.objects.exists()


def test_whatever_lasts_somebody_takes_the_rest():
    assert lanes(1, ()) == [Lane()]
    assert lanes(2, ("files",)) == [Lane(queues=("files",))] * 2
    for queue in settings.TASKS["default"]["QUEUES"]:
        assert any(queue not in lane.without for lane in lanes(2, ()))
    assert Lane(without=("files", "links")) in lanes(3, ())
