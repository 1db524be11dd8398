"""Who holds which task. A lease is taken, put off, and ended by its holder; what a dead holder left
goes back in the queue, or is set aside when it keeps ending badly.

Every change is made with the row of the lease locked, and the token moves each time a task is
taken away: a process that was only slow finds out before it writes.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from django.db.models import F
from django.db.models.expressions import CombinedExpression
from django.db.models.functions import Now
from django.utils import timezone

from catalog.queue import LeaseLost
from catalog.work import retries, runs, taken
from catalog.work.alerts import tell_set_aside
from catalog.work.models import TaskLease, TaskLeaseQuerySet, Worker

logger = logging.getLogger(__name__)
SILENT = "L’ouvrier qui s’en chargeait ne donne plus signe de vie : arrêté, ou machine éteinte."
AT_ONCE = 20


@dataclass(frozen=True)
class Held:
    """A task that this process holds, as long as the token is the one of the row."""

    task_id: UUID
    path: str
    token: int


def claim(lane: taken.Lane, worker: str) -> Held | None:
    """Take the next task, if there is one."""
    if not taken.ready(lane).exists():
        return None
    with transaction.atomic():
        row = taken.take(lane, worker)
        if row is None:
            return None
        lease = TaskLease.objects.get_or_create(
            task_id=row.pk, defaults={"task_path": row.task_path}
        )[0]
        same = TaskLease.objects.filter(pk=lease.pk)
        same.update(worker=worker, token=F("token") + 1, set_aside_at=None, expires_at=later())
        runs.begin(row.pk)
        return Held(row.pk, row.task_path, same.get().token)


def later() -> CombinedExpression:
    return Now() + timedelta(seconds=settings.WORK_LEASE_SECONDS)


def put_off(held: Held) -> None:
    """Say that the task is still worked on. A verb that has its fence up keeps it by itself."""
    with transaction.atomic():
        mine = TaskLease.objects.held_under(held.task_id, held.token)
        row = mine.select_for_update(of=("self",), skip_locked=True).first()
        if row is not None:
            TaskLease.objects.filter(pk=row.pk).update(expires_at=later())


def assert_held(held: Held) -> TaskLease:
    """Lock the lease until the end of the transaction. Raises LeaseLost."""
    mine = TaskLease.objects.held_under(held.task_id, held.token)
    lease = mine.select_for_update(of=("self",)).first()
    if lease is None:
        message = f"{held.path} ({held.task_id}) was given to another worker."
        raise LeaseLost(message)
    return lease


@transaction.atomic
def end_well(held: Held) -> None:
    """Raises LeaseLost."""
    lease = assert_held(held)
    taken.end_well(held.task_id)
    runs.end_well(held.task_id)
    lease.delete()


@transaction.atomic
def refuse(held: Held, error: BaseException) -> None:
    """The task raised: try it later, or set it aside. What it was about may simply be gone: a row
    deleted since is nobody's concern. Raises LeaseLost.
    """
    lease = assert_held(held)
    if isinstance(error, ObjectDoesNotExist):
        taken.end_badly(held.task_id, error)
        runs.end_badly(held.task_id, sentence_of(error))
        lease.delete()
        return
    lease.refusals += 1
    delay = retries.after_refusal(error, lease.refusals)
    release(lease, sentence_of(error), delay, error)


@transaction.atomic
def give_back(held: Held) -> None:
    """The worker is asked to stop before the task ends: another does it again, from its start."""
    lease = assert_held(held)
    taken.put_back(held.task_id)
    free(lease)


def sentence_of(error: BaseException) -> str:
    return f"{type(error).__name__} : {error}"[:1000]


def reap() -> int:
    """Take back what silent workers held; return how many tasks."""
    if not TaskLease.objects.expired().exists():
        return 0
    return bury(TaskLease.objects.expired, SILENT)


def abandon(worker: str, sentence: str) -> int:
    """Take back what that worker held: its supervisor saw it die."""
    Worker.objects.filter(name=worker).delete()
    return bury(lambda: TaskLease.objects.of_worker(worker), sentence)


@transaction.atomic
def bury(rows: Callable[[], TaskLeaseQuerySet], sentence: str) -> int:
    locked = rows().select_for_update(of=("self",), skip_locked=True)
    leases = list(locked.order_by("pk")[:AT_ONCE])
    for lease in leases:
        lease.deaths += 1
        release(lease, sentence, retries.after_death(lease.deaths))
    return len(leases)


def release(
    lease: TaskLease,
    sentence: str,
    delay: timedelta | None,
    error: BaseException | None = None,
) -> None:
    """Put the task back in the queue after `delay`; without one, end it badly.

    A periodic work is not set aside: its next slot comes by itself.
    """
    lease.last_error = sentence
    logger.warning("Task not done: %s (%s): %s", lease.task_path, lease.task_id, sentence)
    if delay is not None and runs.leaves_time(lease.task_id, delay):
        taken.put_back(lease.task_id, delay)
        free(lease)
        return
    taken.end_badly(lease.task_id, error)
    if runs.end_badly(lease.task_id, sentence):
        lease.delete()
        return
    lease.set_aside_at = timezone.now()
    free(lease)
    tell_set_aside(lease)


def free(lease: TaskLease) -> None:
    lease.token += 1
    lease.expires_at = None
    lease.save()


@transaction.atomic
def start_again(lease: TaskLease) -> bool:
    """Put back in the queue what was set aside; False when somebody has done it already."""
    held = TaskLease.objects.set_aside().select_for_update(of=("self",)).filter(pk=lease.pk).first()
    if held is None:
        return False
    held.deaths = held.refusals = 0
    held.set_aside_at = None
    taken.put_back(held.task_id)
    free(held)
    return True
