"""How often a page was read and a file fetched: one row a day, nothing about who did."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import models
from django.utils import timezone

from catalog.accounts.models import Organization
from catalog.enums import CountKind
from catalog.models import Dataset, Resource

SUBJECTS = (Dataset, Organization, Resource)


def column_of(model: Any) -> str:
    """Return the column of `DailyCount` that points to this model, or to the model of this row."""
    return str(model._meta.model_name)


def today(at: datetime | None = None) -> date:
    """Return the day that it is in Paris, whatever the time zone of the page being drawn."""
    return timezone.localdate(at, timezone.get_default_timezone())


def window(days: int, at: datetime | None = None) -> models.Q:
    """Return the Q of the last `days` days, today included."""
    last = today(at)
    return models.Q(day__gt=last - timedelta(days=days), day__lte=last)


class DailyCountQuerySet(models.QuerySet["DailyCount"]):
    def of_kind(self, kind: str) -> "DailyCountQuerySet":
        return self.filter(kind=kind)

    def of_any_kind(self) -> "DailyCountQuerySet":
        """All of them, said in the terms of the indexes, where the kind precedes the day."""
        return self.filter(kind__in=CountKind.values)

    def about(self, column: str, subjects: Any) -> "DailyCountQuerySet":
        """Those of these subjects, all of one model: keys, or a queryset of them."""
        return self.filter(**{f"{column}__in": subjects})

    def over(self, days: int | None, *, at: datetime | None = None) -> "DailyCountQuerySet":
        """Those of the last `days` days, today included; all of them with None."""
        return self if days is None else self.filter(window(days, at))

    def summed_by(self, *names: str) -> "models.QuerySet[Any, dict[str, Any]]":
        """Return {*names, total} rows."""
        rows = self.order_by().values(*names)
        summed: models.QuerySet[Any, dict[str, Any]] = rows.annotate(total=models.Sum("count"))
        return summed


class DailyCount(models.Model):
    """What one subject was given on one day. Each subject has its own rows.

    A download adds one to its resource, its dataset and its organisation: what a dataset was worth
    survives the removal of a file, and a transferred dataset leaves what it brought where it was.
    """

    kind = models.CharField("nature", max_length=10, choices=CountKind)
    day = models.DateField("jour")
    dataset = models.ForeignKey(
        Dataset, models.CASCADE, null=True, related_name="daily_counts", db_index=False
    )
    resource = models.ForeignKey(
        Resource, models.CASCADE, null=True, related_name="daily_counts", db_index=False
    )
    organization = models.ForeignKey(
        Organization, models.CASCADE, null=True, related_name="daily_counts", db_index=False
    )
    count = models.PositiveIntegerField("nombre")

    objects = DailyCountQuerySet.as_manager()

    class Meta:
        verbose_name = "compte du jour"
        verbose_name_plural = "comptes du jour"
        # The subject comes first: these are also the indexes that pages read.
        constraints = [
            models.UniqueConstraint(
                fields=["dataset", "kind", "day"],
                condition=models.Q(dataset__isnull=False),
                name="one_count_a_day_per_dataset",
            ),
            models.UniqueConstraint(
                fields=["resource", "kind", "day"],
                condition=models.Q(resource__isnull=False),
                name="one_count_a_day_per_resource",
            ),
            models.UniqueConstraint(
                fields=["organization", "kind", "day"],
                condition=models.Q(organization__isnull=False),
                name="one_count_a_day_per_organization",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    dataset__isnull=False, resource__isnull=True, organization__isnull=True
                )
                | models.Q(dataset__isnull=True, resource__isnull=False, organization__isnull=True)
                | models.Q(dataset__isnull=True, resource__isnull=True, organization__isnull=False),
                name="a_count_has_one_subject",
            ),
        ]
        indexes = [
            models.Index(
                fields=["kind", "day", "dataset"],
                condition=models.Q(dataset__isnull=False),
                name="stats_datasets_by_day",
            )
        ]

    def __str__(self) -> str:
        return f"{self.count} {self.get_kind_display()} le {self.day:%d/%m/%Y}"
