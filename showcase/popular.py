"""The most downloaded datasets: over thirty days, or since ever while nothing recent is counted."""

from dataclasses import dataclass

from catalog.models import Dataset
from showcase import ranking
from showcase.public import public_datasets

DAYS = 30


@dataclass(frozen=True)
class Popular:
    """Datasets and their downloads; `is_recent` tells that these are of the last thirty days."""

    datasets: list[Dataset]
    counts: list[int]
    is_recent: bool


def most_downloaded(number: int) -> Popular:
    if not number:
        return Popular([], [], is_recent=True)
    public = public_datasets().select_related("organization")
    recent = ranking.most_downloaded(DAYS, number=number)
    if recent:
        return Popular(recent, [one.recent_downloads for one in recent], is_recent=True)
    ever = list(public.downloaded().most_downloaded_first()[:number])
    return Popular(ever, [one.downloads for one in ever], is_recent=False)
