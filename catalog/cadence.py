"""The cadence: a tick for each month with a publication, a hollow box for each one that was missed.

Enters: the moments when a dataset changed, and what its frequency promises. Leaves: three paths of
an SVG picture, and the sentence that says the same thing.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from catalog.enums import DatasetState
from catalog.models import Dataset, ResourceVersion
from catalog.models.dataset import GRACE

MONTHS = 24
STEP = 5
SHORTEST_PERIOD = timedelta(days=28)
WIDTH = MONTHS * STEP
MIDDAY = time(12)


@dataclass(frozen=True)
class Cadence:
    """Paths of a picture of 120 by 16, a month every 5, and their sentence."""

    done: str
    idle: str
    missed: str
    sentence: str


def cadences(datasets: Iterable[Dataset], *, at: datetime) -> dict[Any, Cadence]:
    """Return the cadence of each dataset, with one query for all."""
    listed = list(datasets)
    moments = defaultdict(list)
    versions = ResourceVersion.objects.published().of_datasets(listed).since(start_of(at))
    for key, moment in versions.values_list("resource__dataset", "created_at"):
        moments[key].append(moment)
    return {dataset.pk: cadence_of(dataset, moments[dataset.pk], at=at) for dataset in listed}


def moments_of(days: Iterable[date]) -> list[datetime]:
    """Return days as moments: a month is all that the picture tells of them."""
    zone = timezone.get_current_timezone()
    return [datetime.combine(day, MIDDAY, tzinfo=zone) for day in days]


def cadence_of(dataset: Dataset, moments: list[datetime], *, at: datetime) -> Cadence:
    """Draw what was published: what happened to a draft before its publication is not told."""
    opened = dataset.published_at or at
    told = [moment for moment in moments if moment > opened]
    told += [moment for moment in (dataset.published_at, dataset.data_updated_at) if moment]
    done = {month_of(moment, at) for moment in told} & set(range(MONTHS))
    missed = missed_months(dataset, sorted(told), at) - done
    idle = set(range(MONTHS)) - done - missed
    return Cadence(
        done=" ".join(f"M{x_of(month)} 1V15" for month in sorted(done)),
        idle=" ".join(f"M{x_of(month)} 12V15" for month in sorted(idle)),
        missed=" ".join(f"M{x_of(month) - 1} 2h3v12h-3z" for month in sorted(missed)),
        sentence=sentence(len(done), len(missed)),
    )


def missed_months(dataset: Dataset, told: list[datetime], at: datetime) -> set[int]:
    """Return the months in which an update was expected and did not come."""
    facts = dataset.frequency_facts
    if not told or facts is None or facts.period is None or dataset.state != DatasetState.PUBLISHED:
        return set()
    period, missed = max(facts.period, SHORTEST_PERIOD), set()
    for last, following in zip(told, [*told[1:], at], strict=True):
        due = last + period
        while due + GRACE < following:
            missed.add(month_of(due, at))
            due += period
    return {month for month in missed if 0 <= month < MONTHS}


def month_of(moment: datetime, at: datetime) -> int:
    """Return the place of that month in the picture: 23 is the current one, 0 the oldest."""
    now, then = timezone.localtime(at), timezone.localtime(moment)
    return MONTHS - 1 - (now.year - then.year) * 12 - now.month + then.month


def start_of(at: datetime) -> datetime:
    return at - timedelta(days=31 * MONTHS)


def x_of(month: int) -> int:
    return 2 + month * STEP


def sentence(done: int, missed: int) -> str:
    """Return « En 24 mois : 8 mois avec une publication, aucun rendez-vous manqué »."""
    said = f"{done} mois avec une publication" if done else "aucune publication"
    kept = {0: "", 1: ", un mois manqué"}.get(missed, f", {missed} mois manqués")
    return f"En {MONTHS} mois\u00a0: {said}{kept}"
