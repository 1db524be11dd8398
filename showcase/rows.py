"""A dataset as lists show it: title, summary, files, freshness."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.paginator import Page, Paginator
from django.utils import timezone
from django.utils.safestring import SafeString

from catalog.cadence import Cadence, cadences
from catalog.models import Dataset, Resource
from catalog.models.dataset import DatasetQuerySet
from catalog.search.query import Query
from showcase.found import reasons
from showcase.freshness import Freshness, freshness_of
from showcase.highlight import highlight


@dataclass(frozen=True)
class Contents:
    """How many files and links, and their formats, the most frequent first."""

    files: int
    formats: tuple[str, ...]


@dataclass(frozen=True)
class Row:
    dataset: Dataset
    title: SafeString
    summary: SafeString
    organization: SafeString
    contents: Contents
    freshness: Freshness
    cadence: Cadence
    found: SafeString


@dataclass(frozen=True)
class Listing:
    """A page of datasets, and how many there are in all."""

    page: Page
    rows: list[Row]

    @property
    def total(self) -> int:
        return self.page.paginator.count


NOTHING = Contents(0, ())
NO_QUERY = Query("")
PAGE_SIZE = 20


def listing(datasets: DatasetQuerySet, *, page: str | None) -> Listing:
    """Return that page of the datasets, those updated last first."""
    found = datasets.recently_updated_first().select_related("organization")
    wanted = Paginator(found, PAGE_SIZE).get_page(page)
    return Listing(wanted, rows_of(wanted.object_list))


def rows_of(
    datasets: Iterable[Dataset], *, query: Query = NO_QUERY, at: datetime | None = None
) -> list[Row]:
    """Return the rows, with the searched words marked; two queries for the files of all.

    With words, two more queries tell where they were found.
    """
    datasets, words = list(datasets), query.text
    contents, why = contents_of(datasets), reasons(datasets, words, query.places)
    now = at or timezone.now()
    ticks = cadences(datasets, at=now)
    return [
        Row(
            dataset,
            highlight(dataset.title, words),
            highlight(dataset.short_description, words),
            highlight(dataset.organization.name, words),
            contents.get(dataset.pk, NOTHING),
            freshness_of(dataset, at=now),
            ticks[dataset.pk],
            why.get(dataset.pk, SafeString("")),
        )
        for dataset in datasets
    ]


def contents_of(datasets: list[Dataset]) -> dict[Any, Contents]:
    found: dict[Any, list[tuple[str, int]]] = defaultdict(list)
    resources = Resource.objects.in_place().filter(dataset__in=datasets)
    for key, name, count in resources.counted_by_format():
        found[key].append((name, count))
    return {
        key: Contents(
            sum(count for _, count in formats), tuple(name for name, _ in formats if name)
        )
        for key, formats in found.items()
    }
