"""What becomes of the run of a slot, told by the lease of its task. Other tasks have none."""

from datetime import timedelta
from uuid import UUID

from django.utils import timezone

from catalog.enums import SlotOutcome
from catalog.work.alerts import tell_failed
from catalog.work.models import PeriodicRun
from catalog.work.schedule import named

RARE = timedelta(hours=1)
FAILURES_TOLD = 3
"""Of a frequent work, one failure tells nothing: the next slot is soon."""


def begin(task_id: UUID) -> None:
    PeriodicRun.objects.of_task(task_id).update(started_at=timezone.now())


def end_well(task_id: UUID) -> None:
    ended = {"finished_at": timezone.now(), "outcome": SlotOutcome.DONE, "error": ""}
    PeriodicRun.objects.of_task(task_id).update(**ended)


def end_badly(task_id: UUID, sentence: str) -> bool:
    """Return False for a task that no slot asked for. A series of failures is told once."""
    run = PeriodicRun.objects.of_task(task_id).first()
    if run is None:
        return False
    run.finished_at, run.outcome, run.error = timezone.now(), SlotOutcome.FAILED, sentence
    run.save()
    if failures_in_a_row(run.name) == told_at(run.name):
        tell_failed(run)
    return True


def failures_in_a_row(name: str) -> int:
    lately = PeriodicRun.objects.of(name).ended()[: FAILURES_TOLD + 1]
    return next((number for number, run in enumerate(lately) if not run.is_failed), len(lately))


def told_at(name: str) -> int:
    work = named(name)
    return FAILURES_TOLD if work and work.every and work.every < RARE else 1


def leaves_time(task_id: UUID, delay: timedelta) -> bool:
    """Tell whether the task may be tried again then: a run leaves its place to the next slot."""
    run = PeriodicRun.objects.of_task(task_id).first()
    work = run and named(run.name)
    if not run or not work:
        return True
    coming = work.following(run.slot)
    return coming is None or timezone.now() + delay < coming
