"""The rows of the queue. No other module of ours knows django-tasks-db: replacing it, by the tasks
of Django 6 or another backend, is writing these functions again.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from traceback import format_exception
from typing import Any
from uuid import UUID

from django.db.models import Count, Min, Q
from django.utils import timezone
from django.utils.module_loading import import_string
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult, DBTaskResultQuerySet, get_date_max


@dataclass(frozen=True)
class Lane:
    """Which queues a worker takes from: these, or all; never those of `without`."""

    queues: tuple[str, ...] = ()
    without: tuple[str, ...] = ()

    def __str__(self) -> str:
        return ", ".join(self.queues or ["toutes", *(f"sauf « {name} »" for name in self.without)])


@dataclass(frozen=True)
class Queued:
    """One task of the queue, for those who read."""

    id: UUID
    path: str
    arguments: tuple[Any, ...]
    enqueued_at: datetime
    started_at: datetime | None
    run_after: datetime | None

    @classmethod
    def of(cls, row: "DBTaskResult[..., Any]") -> "Queued":
        given = row.args_kwargs
        after = None if row.run_after == get_date_max() else row.run_after
        arguments = (*given["args"], *given["kwargs"].values())
        return cls(row.pk, row.task_path, arguments, row.enqueued_at, row.started_at, after)


def ready(lane: Lane | None = None) -> DBTaskResultQuerySet:
    rows = DBTaskResult.objects.ready()
    if lane and lane.queues:
        rows = rows.filter(queue_name__in=lane.queues)
    return rows.exclude(queue_name__in=lane.without) if lane and lane.without else rows


def take(lane: Lane, worker: str) -> "DBTaskResult[..., Any] | None":
    """Mark the next task as run by that worker, in the transaction of the caller: others pass it
    by until then. On SQLite that transaction already holds the only lock.
    """
    row = ready(lane).get_locked()
    if row is not None:
        row.claim(worker[:64])
    return row


def call(task_id: UUID) -> Any:
    """Do what the task says, and return what it returns."""
    row = DBTaskResult.objects.get(pk=task_id)
    return row.task.call(*row.args_kwargs["args"], **row.args_kwargs["kwargs"])


def put(task: str) -> UUID:
    """Enqueue the task of that dotted name, without arguments; return its id."""
    return UUID(str(import_string(task).enqueue().id))


def end_well(task_id: UUID) -> None:
    ended = {"status": TaskResultStatus.SUCCESSFUL, "finished_at": timezone.now()}
    named(task_id).update(**ended, exception_class_path="", traceback="")


def end_badly(task_id: UUID, error: BaseException | None) -> None:
    """`error`: None when the process died, and said nothing."""
    said = {
        "exception_class_path": f"{type(error).__module__}.{type(error).__qualname__}",
        "traceback": "".join(format_exception(error)),
    }
    ended = {"status": TaskResultStatus.FAILED, "finished_at": timezone.now()}
    named(task_id).update(**ended, **(said if error else {}))


def put_back(task_id: UUID, after: timedelta = timedelta(0)) -> None:
    """Give the task to whoever takes it, not before that long."""
    moment = timezone.now() + after if after else get_date_max()
    named(task_id).update(
        status=TaskResultStatus.READY, run_after=moment, started_at=None, finished_at=None
    )


def named(task_id: UUID) -> DBTaskResultQuerySet:
    return DBTaskResult.objects.filter(pk=task_id)


def is_unended(task_id: UUID) -> bool:
    rows = named(task_id)
    return rows.exists() and not rows.finished().exists()


def under_way() -> list[Queued]:
    """Return what runs, the oldest first."""
    return [Queued.of(row) for row in DBTaskResult.objects.running().order_by("started_at")]


def waiting() -> tuple[int, datetime | None]:
    """Return how many tasks could be run now, and since when the oldest could."""
    at_once = Q(run_after=get_date_max())
    facts = ready().aggregate(
        count=Count("pk"),
        asked=Min("enqueued_at", filter=at_once),
        due=Min("run_after", filter=~at_once),
    )
    return facts["count"], min(filter(None, (facts["asked"], facts["due"])), default=None)


def those(task_ids: Iterable[UUID]) -> dict[UUID, Queued]:
    rows = DBTaskResult.objects.filter(pk__in=list(task_ids))
    return {row.pk: Queued.of(row) for row in rows}


def stopped_since(moment: datetime) -> list[Queued]:
    """Return what has been said to run since before that moment."""
    rows = DBTaskResult.objects.running().filter(started_at__lt=moment).order_by("started_at")
    return [Queued.of(row) for row in rows]


def put_back_stopped(task_id: UUID) -> None:
    """Put it back in the queue, unless its worker ended it meanwhile."""
    rows = DBTaskResult.objects.running().filter(pk=task_id)
    rows.update(status=TaskResultStatus.READY, started_at=None)


def forget_ended(before: datetime, *, but: Iterable[UUID]) -> int:
    """Delete what ended before then, except those."""
    rows = DBTaskResult.objects.finished().filter(finished_at__lt=before)
    return rows.exclude(pk__in=list(but)).delete()[0]
