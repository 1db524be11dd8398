"""Telling those who answer for the platform that something does not run by itself any more."""

from datetime import timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from catalog.accounts.models import User
from catalog.journal.notify import absolute, notify
from catalog.work.models import PeriodicRun, TaskLease
from catalog.work.wording import label_of_run, label_of_task

QUIET = timedelta(hours=1)
"""A service that is away sets many tasks aside: one message tells it."""


def answerable() -> list[User]:
    """Return the DPNC and the platform's administrators."""
    dpnc = Q(groups__permissions__codename="decide_requests")
    people = User.objects.filter(dpnc | Q(is_superuser=True), is_active=True)
    return list(people.distinct().order_by("pk"))


def tell_set_aside(lease: TaskLease) -> None:
    since = timezone.now() - QUIET
    others = TaskLease.objects.set_aside_since(since).filter(task_path=lease.task_path)
    if not others.exclude(pk=lease.pk).exists():
        tell("task_set_aside", label_of_task(lease.task_path), lease.last_error)


def tell_failed(run: PeriodicRun) -> None:
    tell("work_failed", label_of_run(run.name), run.error)


def tell(kind: str, label: str, error: str) -> None:
    link = absolute(reverse("backoffice:work-list"))
    for person in answerable():
        notify(kind, person, label=label, error=error, link=link)
