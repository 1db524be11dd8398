"""Which datasets were downloaded most, worked out every ten minutes for everybody.

Only keys and figures are kept: which of them are public is asked again at each reading, so that a
dataset hidden since is not shown.
"""

from typing import Any

from django.core.cache import cache

from catalog.models import Dataset
from catalog.stats import reading
from showcase.public import public_datasets

SECONDS = 600
KEPT = 24
"""Twice what a block shows: some may be hidden in the meantime."""


def most_downloaded(days: int, *, number: int) -> list[Dataset]:
    """Return the first `number` over these days, the most first, with their `recent_downloads`."""
    counts = ranking(days)
    found = public_datasets().select_related("organization").in_bulk(list(counts))
    kept = [found[key] for key in counts if key in found][:number]
    for dataset in kept:
        dataset.recent_downloads = counts[dataset.pk]
    return kept


def ranking(days: int) -> dict[Any, int]:
    """Return the downloads of each by its key, the most first."""
    key = f"showcase.most_downloaded.{days}"
    known: dict[Any, int] | None = cache.get(key)
    if known is None:
        ranked = reading.most_downloaded(public_datasets(), most=KEPT, days=days)
        known = dict(ranked.values_list("pk", "recent_downloads"))
        cache.set(key, known, SECONDS)
    return known
