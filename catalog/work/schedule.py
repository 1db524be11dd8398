"""Starting what is due: one worker of all does, whichever comes first."""

from datetime import datetime

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone
from django.utils.module_loading import import_string

from catalog.enums import SlotOutcome
from catalog.work import taken
from catalog.work.models import PeriodicRun
from catalog.work.slots import Periodic


def schedule() -> tuple[Periodic, ...]:
    works: tuple[Periodic, ...] = import_string(settings.WORK_SCHEDULE)
    return works


def named(name: str) -> Periodic | None:
    return next((work for work in schedule() if work.name == name), None)


def tick(*, at: datetime | None = None) -> int:
    """Enqueue each work whose slot has come, unless its last run is not over; return how many.

    After a stop, or a clock that leaps ahead, only the last slot is run; a clock that goes back
    finds its slots run already.
    """
    now = at or common_clock()
    slots = {work: slot for work in schedule() if (slot := work.latest(now))}
    known = set(
        PeriodicRun.objects.filter(slot__in=set(slots.values())).values_list("name", "slot")
    )
    return sum(
        start(work, slot)
        for work, slot in slots.items()
        if (work.name, slot) not in known and not is_under_way(work)
    )


def common_clock() -> datetime:
    """Return the time of the database: those of the machines may differ."""
    if connection.vendor != "postgresql":
        return timezone.now()
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        found: datetime = cursor.fetchone()[0]
        return found


def is_under_way(work: Periodic) -> bool:
    last = PeriodicRun.objects.of(work.name).open().first()
    return bool(last and last.task_id and taken.is_unended(last.task_id))


@transaction.atomic
def start(work: Periodic, slot: datetime) -> bool:
    """Enqueue the run of that slot in the transaction that writes it: the second one to write it
    waits for the first, and finds it done.

    A work that is new, of once a day, waits for its next slot.
    """
    is_new = work.cron != "" and not PeriodicRun.objects.of(work.name).exists()
    outcome = SlotOutcome.PASSED if is_new else SlotOutcome.WAITING
    run, created = PeriodicRun.objects.get_or_create(
        name=work.name, slot=slot, defaults={"outcome": outcome}
    )
    if not created or is_new:
        return False
    run.task_id = taken.put(work.task)
    run.save(update_fields=["task_id"])
    return True
