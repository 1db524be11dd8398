"""What was counted, as pages, curves, exports and sorts read it.

Windows are in days and end today: 30 is today and the 29 days before; None is since the beginning.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Min, Model, OuterRef, Subquery, Sum
from django.db.models.functions import Coalesce

from catalog.enums import CountKind
from catalog.models import Dataset
from catalog.models.dataset import DatasetQuerySet
from catalog.stats.counting import Subject
from catalog.stats.models import DailyCount, column_of, today, window


@dataclass(frozen=True)
class Totals:
    """An organisation's views are those of its own page and of its datasets'."""

    views: int = 0
    downloads: int = 0


@dataclass(frozen=True)
class Day:
    day: date
    views: int
    downloads: int


@dataclass(frozen=True)
class Audience:
    """`always` is since the beginning, with what the source had counted; `recent` is ours."""

    always: Totals
    recent: Totals


def totals(
    subjects: Iterable[Subject], *, days: int | None = None, at: datetime | None = None
) -> dict[UUID, Totals]:
    """Return the totals of each subject by its key, in one query; they are all of one model."""
    listed = list(subjects)
    if not listed:
        return {}
    column = column_of(listed[0])
    rows = DailyCount.objects.of_any_kind().about(column, [one.pk for one in listed])
    found: dict[UUID, dict[str, int]] = defaultdict(dict)
    for row in rows.over(days, at=at).summed_by(column, "kind"):
        found[row[column]][row["kind"]] = row["total"]
    return {one.pk: totals_in(found[one.pk]) for one in listed}


def totals_in(counted: dict[str, int]) -> Totals:
    return Totals(counted.get(CountKind.VIEW, 0), counted.get(CountKind.DOWNLOAD, 0))


def audience(dataset: Dataset, *, days: int = 30, at: datetime | None = None) -> Audience:
    """Return what a dataset was worth, up to the last minute, in one query."""
    rows = DailyCount.objects.of_any_kind().about(column_of(dataset), [dataset.pk]).order_by()
    recent = Coalesce(Sum("count", filter=window(days, at)), 0)
    sums = list(rows.values("kind").annotate(ever=Sum("count"), recent=recent))
    ours = totals_in({row["kind"]: row["ever"] for row in sums})
    return Audience(
        Totals(dataset.source_views + ours.views, dataset.source_downloads + ours.downloads),
        totals_in({row["kind"]: row["recent"] for row in sums}),
    )


def whole_series(subject: Subject, *, at: datetime | None = None) -> list[Day]:
    """Return every day since the first that was counted, in two queries."""
    rows = DailyCount.objects.of_any_kind().about(column_of(subject), [subject.pk])
    first = rows.aggregate(first=Min("day"))["first"]
    return series(subject, days=(today(at) - first).days + 1, at=at) if first else []


def series(subject: Subject, *, days: int = 30, at: datetime | None = None) -> list[Day]:
    """Return every day of the window, the oldest first, those without a count included."""
    rows = DailyCount.objects.of_any_kind().about(column_of(subject), [subject.pk])
    counted: dict[date, dict[str, int]] = defaultdict(dict)
    for day, kind, number in rows.over(days, at=at).values_list("day", "kind", "count"):
        counted[day][kind] = number
    first = today(at) - timedelta(days=days - 1)
    window = [first + timedelta(days=passed) for passed in range(days)]
    found = [(day, totals_in(counted[day])) for day in window]
    return [Day(day, sums.views, sums.downloads) for day, sums in found]


def sum_of(
    kind: str, model: type[Model], *, days: int | None = None, at: datetime | None = None
) -> Coalesce:
    """Return the total of each row of that model's queryset: to annotate, order by or update."""
    column = column_of(model)
    rows = DailyCount.objects.of_kind(kind).over(days, at=at).filter(**{column: OuterRef("pk")})
    return Coalesce(Subquery(rows.summed_by(column).values("total")), 0)


def most_downloaded(
    datasets: DatasetQuerySet, *, most: int = 100, days: int = 30, at: datetime | None = None
) -> DatasetQuerySet:
    """Keep the `most` downloaded in the window, if at all, in that order; see `recent_downloads`.

    They are ranked before anything else of them is read: that is what costs with many datasets.
    """
    kind, among = CountKind.DOWNLOAD, datasets.order_by().values("pk")
    counted = DailyCount.objects.of_kind(kind).over(days, at=at).about("dataset", among)
    ranked = counted.summed_by("dataset").order_by("-total", "dataset").values("dataset")
    recent = sum_of(kind, Dataset, days=days, at=at)
    kept = datasets.filter(pk__in=ranked[:most]).annotate(recent_downloads=recent)
    return kept.order_by("-recent_downloads", "pk")
