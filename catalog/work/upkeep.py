"""Forgetting what is over."""

from datetime import timedelta

from django.db.models import Max
from django.utils import timezone

from catalog.work import taken
from catalog.work.models import PeriodicRun, TaskLease, Worker

DAYS = 7


def forget() -> None:
    """Delete what ended more than seven days ago, but what is set aside and the last runs."""
    before = timezone.now() - timedelta(days=DAYS)
    aside = TaskLease.objects.set_aside().values_list("task_id", flat=True)
    taken.forget_ended(before, but=aside)
    last = (
        PeriodicRun.objects.values("name").annotate(last=Max("pk")).values_list("last", flat=True)
    )
    PeriodicRun.objects.before(before).exclude(pk__in=list(last)).delete()
    Worker.objects.unseen_since(before).delete()
