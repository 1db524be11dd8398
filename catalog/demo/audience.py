"""The visits of the demo: invented figures, drawn by a generator that always draws the same."""

import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from catalog.accounts.models import Organization
from catalog.enums import CountKind
from catalog.models import Dataset, Resource
from catalog.stats.models import column_of, today
from catalog.stats.writing import Key, write

DAYS = 400
QUIETEST, BUSIEST = 4, 45
"""Views a day."""
WEEKEND, SUMMER, AUGUST, WHEN_ARCHIVED = 0.35, 0.6, 8, 0.3


def visit(*, at: datetime) -> None:
    """Count what was read and downloaded until yesterday, from the day each was published."""
    counts: Counter[Key] = Counter()
    for dataset in Dataset.objects.once_public().prefetch_related("resources").order_by("pk"):
        for visits in visits_of(dataset, today(at)):
            counts.update(visits)
    write(counts)


@dataclass(frozen=True)
class Life:
    """From when to when something could be visited."""

    first: date
    last: date

    def has(self, day: date) -> bool:
        return self.first <= day < self.last


def life_of(start: datetime | None, end: datetime | None, last: date) -> Life:
    return Life(today(start), today(end) if end else last)


def visits_of(dataset: Dataset, last: date) -> Iterator[Counter[Key]]:
    """Yield the counts of each day."""
    draw = Random(dataset.title)  # noqa: S311 (figures of a demo, to be the same each time)
    usual = math.exp(draw.uniform(math.log(QUIETEST), math.log(BUSIEST)))
    life = life_of(dataset.published_at, dataset.deleted_at, last)
    files = [
        (one, life_of(one.created_at, one.removed_at, last), draw.uniform(0.03, 0.3))
        for one in sorted(dataset.resources.all(), key=lambda one: one.position)
    ]
    for ago in range(DAYS, 0, -1):
        day = last - timedelta(days=ago)
        if life.has(day):
            views = number_near(usual * pace(dataset, day), draw)
            taken = {
                one: number_near(views * share, draw) for one, own, share in files if own.has(day)
            }
            yield counted(dataset, day, views, taken)


def pace(dataset: Dataset, day: date) -> float:
    """Return how busy a day is beside a usual one."""
    week = WEEKEND if day.weekday() >= 5 else 1
    season = SUMMER if day.month == AUGUST else 1
    archived = dataset.archived_at and today(dataset.archived_at) <= day
    return week * season * (WHEN_ARCHIVED if archived else 1)


def number_near(mean: float, draw: Random) -> int:
    return max(0, round(draw.gauss(mean, math.sqrt(mean))))


def counted(dataset: Dataset, day: date, views: int, taken: dict[Resource, int]) -> Counter[Key]:
    """Return the rows of one day: the files', then those of what they belong to."""
    found: Counter[Key] = Counter()
    above: list[tuple[Any, Any]] = [
        (Dataset, dataset.pk), (Organization, dataset.organization_id),
    ]  # fmt: skip
    for model, key in above:
        found[Key(column_of(model), key, day, CountKind.VIEW)] = views
        found[Key(column_of(model), key, day, CountKind.DOWNLOAD)] = sum(taken.values())
    for resource, number in taken.items():
        found[Key(column_of(Resource), resource.pk, day, CountKind.DOWNLOAD)] = number
    return +found
