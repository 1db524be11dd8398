"""Who works, on what, until when; and what was done at which slot."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models.functions import Now
from django.utils import timezone

from catalog.enums import SlotOutcome
from catalog.rules import restrict

ALIVE = timedelta(minutes=2)


class WorkerQuerySet(models.QuerySet["Worker"]):
    def alive(self, at: datetime | None = None) -> "WorkerQuerySet":
        return self.filter(seen_at__gt=(at or timezone.now()) - ALIVE)

    def unseen_since(self, moment: datetime) -> "WorkerQuerySet":
        return self.filter(seen_at__lt=moment)


class Worker(models.Model):
    """One process that takes tasks; it says regularly that it is there."""

    name = models.CharField("nom", max_length=64, unique=True)
    machine = models.CharField("machine", max_length=255)
    queues = models.CharField("files", max_length=200)
    started_at = models.DateTimeField("démarré le", default=timezone.now)
    seen_at = models.DateTimeField("vu le", default=timezone.now)

    objects = WorkerQuerySet.as_manager()

    class Meta:
        verbose_name = "ouvrier"

    def __str__(self) -> str:
        return self.name


class TaskLeaseQuerySet(models.QuerySet["TaskLease"]):
    def allowing(self, user: Any, right: str) -> "TaskLeaseQuerySet":
        return restrict(self, user, right)

    def held_under(self, task_id: UUID, token: int) -> "TaskLeaseQuerySet":
        """The lease of that task, if nobody has taken it since that token."""
        return self.filter(task_id=task_id, token=token, expires_at__isnull=False)

    def expired(self) -> "TaskLeaseQuerySet":
        """By the clock of the database: those of the machines may differ."""
        return self.filter(expires_at__lt=Now())

    def of_worker(self, name: str) -> "TaskLeaseQuerySet":
        return self.filter(worker=name, expires_at__isnull=False)

    def set_aside(self) -> "TaskLeaseQuerySet":
        return self.filter(set_aside_at__isnull=False)

    def set_aside_since(self, moment: datetime) -> "TaskLeaseQuerySet":
        return self.filter(set_aside_at__gt=moment)

    def to_be_tried_again(self) -> "TaskLeaseQuerySet":
        """Those that went wrong, and wait for their next try."""
        return self.filter(set_aside_at__isnull=True, expires_at__isnull=True).exclude(
            last_error=""
        )


class TaskLease(models.Model):
    """A task is lent to a worker until `expires_at`, which the worker puts off while it lives.

    `token` moves each time the task changes hands: whoever holds an older one writes nothing
    (`catalog.queue.fence`). `deaths` counts the processes that ended with it, `refusals` the times
    it said no by itself; beyond what `retries.py` allows it is set aside, and somebody is told.
    """

    task_id = models.UUIDField("tâche", unique=True)
    task_path = models.CharField("nom", max_length=200)
    worker = models.CharField("ouvrier", max_length=64)
    token = models.PositiveIntegerField("jeton", default=0)
    deaths = models.PositiveIntegerField("morts", default=0)
    refusals = models.PositiveIntegerField("refus", default=0)
    expires_at = models.DateTimeField("prêtée jusqu’au", null=True)
    set_aside_at = models.DateTimeField("mise de côté le", null=True)
    last_error = models.TextField("dernier empêchement", blank=True)

    objects = TaskLeaseQuerySet.as_manager()

    class Meta:
        verbose_name = "prêt d’une tâche"
        verbose_name_plural = "prêts de tâches"
        indexes = [models.Index(fields=["expires_at"], name="work_lease_expiry")]

    def __str__(self) -> str:
        return f"{self.task_path} ({self.task_id})"


class PeriodicRunQuerySet(models.QuerySet["PeriodicRun"]):
    def of(self, name: str) -> "PeriodicRunQuerySet":
        return self.filter(name=name).order_by("-slot")

    def open(self) -> "PeriodicRunQuerySet":
        return self.filter(outcome=SlotOutcome.WAITING)

    def ended(self) -> "PeriodicRunQuerySet":
        return self.filter(outcome__in=[SlotOutcome.DONE, SlotOutcome.FAILED])

    def failed(self) -> "PeriodicRunQuerySet":
        return self.filter(outcome=SlotOutcome.FAILED)

    def done(self) -> "PeriodicRunQuerySet":
        return self.filter(outcome=SlotOutcome.DONE)

    def of_task(self, task_id: UUID) -> "PeriodicRunQuerySet":
        return self.filter(task_id=task_id)

    def latest_of_each(self) -> "PeriodicRunQuerySet":
        """The last slot of each work."""
        last = self.order_by().values("name").annotate(last=models.Max("slot")).values("last")
        return self.filter(slot=models.Subquery(last.filter(name=models.OuterRef("name"))))

    def failures_by_name(self, *, since: datetime) -> dict[str, int]:
        rows = self.failed().filter(slot__gt=since).order_by().values_list("name")
        return dict(rows.annotate(count=models.Count("pk")))

    def before(self, moment: datetime) -> "PeriodicRunQuerySet":
        return self.filter(slot__lt=moment)


class PeriodicRun(models.Model):
    """What became of one slot of a periodic work. The pair is unique: it is run once."""

    name = models.CharField("travail", max_length=60)
    slot = models.DateTimeField("créneau")
    task_id = models.UUIDField("tâche", null=True)
    started_at = models.DateTimeField("commencé le", null=True)
    finished_at = models.DateTimeField("fini le", null=True)
    outcome = models.CharField(
        "issue", max_length=10, choices=SlotOutcome, default=SlotOutcome.WAITING
    )
    error = models.TextField("empêchement", blank=True)

    objects = PeriodicRunQuerySet.as_manager()

    class Meta:
        verbose_name = "passage d’un travail"
        verbose_name_plural = "passages des travaux"
        constraints = [models.UniqueConstraint(fields=["name", "slot"], name="one_run_a_slot")]
        indexes = [models.Index(fields=["task_id"], name="work_run_of_task")]

    def __str__(self) -> str:
        return f"{self.name}, {self.slot:%d/%m/%Y %H:%M}"

    @property
    def is_failed(self) -> bool:
        return self.outcome == SlotOutcome.FAILED

    @property
    def is_done(self) -> bool:
        return self.outcome == SlotOutcome.DONE

    @property
    def is_passed(self) -> bool:
        return self.outcome == SlotOutcome.PASSED

    @property
    def duration(self) -> timedelta | None:
        return self.finished_at - self.started_at if self.started_at and self.finished_at else None
