"""Rows of the real queue, for the tests of what takes from it: elsewhere tasks are run at once."""

from django.conf import settings
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from catalog.work.models import TaskLease

TASKS = {"default": settings.TASKS["default"] | {"BACKEND": "django_tasks_db.DatabaseBackend"}}
"""For `settings.TASKS`: what is enqueued waits."""


def queued(path="catalog.tasks.roll_up_counts", *arguments, **fields):
    """Put a task in the queue by its dotted name."""
    kept = {"queue_name": "default", "backend_name": "default"} | fields
    given = {"args": list(arguments), "kwargs": {}}
    return DBTaskResult.objects.create(task_path=path, args_kwargs=given, **kept)


def set_aside(path="catalog.tasks.roll_up_counts", **fields):
    """Return the lease of a task that was tried often enough."""
    row = queued(path, status=TaskResultStatus.FAILED, finished_at=timezone.now())
    kept = {"set_aside_at": timezone.now(), "last_error": "Tuée par le signal SIGSEGV."} | fields
    return TaskLease.objects.create(task_id=row.pk, task_path=path, token=6, deaths=3, **kept)
