"""The counters that lists show and sort by: what the source had counted, then what was here."""

from typing import Any

from django.db.models import F

from catalog.enums import CountKind
from catalog.models import Dataset, Resource
from catalog.stats.reading import sum_of

COUNTERS = (
    (Dataset, "views", CountKind.VIEW),
    (Dataset, "downloads", CountKind.DOWNLOAD),
    (Resource, "downloads", CountKind.DOWNLOAD),
)
AT_ONCE = 500
"""How many rows an UPDATE holds: nobody who publishes waits for all of them."""


def roll_up() -> int:
    """Write the counters that are not right, and return how many; repeated, it writes none."""
    return sum(write_counter(*counter) for counter in COUNTERS)


def counters_too_high() -> int:
    """Return how many counters say more than was counted: one that says less is only late."""
    return sum(
        counted_rows(model, name, kind).filter(**{f"{name}__gt": F("counted")}).count()
        for model, name, kind in COUNTERS
    )


def counted_rows(model: Any, name: str, kind: str) -> Any:
    return model.objects.annotate(counted=F(f"source_{name}") + sum_of(kind, model))


def write_counter(model: Any, name: str, kind: str) -> int:
    rows = counted_rows(model, name, kind)
    wrong = rows.exclude(**{name: F("counted")}).order_by("pk")
    keys = list(wrong.values_list("pk", flat=True))
    batches = [keys[first : first + AT_ONCE] for first in range(0, len(keys), AT_ONCE)]
    return sum(wrong.filter(pk__in=batch).update(**{name: F("counted")}) for batch in batches)
