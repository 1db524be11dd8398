"""How datasets are spread: by theme, territory or organisation, for the lists of those pages."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone

from catalog.models import Theme
from catalog.models.dataset import DatasetQuerySet
from catalog.search.analyzer import fold
from catalog.search.facets import counted
from catalog.search.models import FacetKind
from showcase.public import public_datasets


@dataclass(frozen=True)
class Share:
    """A name, its page, its number of datasets, and that number in hundredths of the largest."""

    name: str
    address: str
    count: int
    percent: int
    text: str = ""


@dataclass(frozen=True)
class Spread:
    """The values of some datasets, by kind of facet, the most frequent first."""

    rows: dict[str, list[tuple[str, str, int]]]

    def of(self, kind: str) -> dict[str, int]:
        return {value: count for value, _, count in self.rows.get(kind, [])}

    def links(self, kind: str, page: str, *, most: int = 12) -> list[Share]:
        """Return the most frequent values, each with the address of its page of that name."""
        rows = self.rows.get(kind, [])[:most]
        top = max((count for _, _, count in rows), default=1)
        return [
            Share(label, reverse(page, args=[value]), count, percent(count, top))
            for value, label, count in rows
        ]


def spread(datasets: DatasetQuerySet, *kinds: str) -> Spread:
    """Count the values of these kinds, in one query."""
    rows: dict[str, list[tuple[str, str, int]]] = {kind: [] for kind in kinds}
    for kind, value, label, count in counted(datasets, kinds):
        rows[kind].append((value, label, count))
    for found in rows.values():
        found.sort(key=lambda row: (-row[2], row[1]))
    return Spread(rows)


def theme_shares(found: Spread | None = None) -> list[Share]:
    """Return the themes of today in their order, each with its share of the catalogue."""
    found = found or spread(public_datasets(), FacetKind.THEME)
    themes = list(Theme.objects.current(timezone.localdate()).in_order())
    return shares(themes, found.of(FacetKind.THEME))


def shares(themes: Sequence[Theme], counts: dict[str, int]) -> list[Share]:
    top = max([1, *(counts.get(theme.slug, 0) for theme in themes)])
    return [
        Share(
            theme.name,
            theme.get_absolute_url(),
            counts.get(theme.slug, 0),
            percent(counts.get(theme.slug, 0), top),
            theme.description,
        )
        for theme in themes
    ]


def place_shares(places: Iterable[Any], counts: dict[str, int]) -> list[Share]:
    listed = sorted(places, key=lambda place: fold(place.name))
    top = max([1, *(counts.get(place.pk, 0) for place in listed)])
    return [
        Share(
            place.name,
            place.get_absolute_url(),
            counts.get(place.pk, 0),
            percent(counts.get(place.pk, 0), top),
        )
        for place in listed
    ]


def percent(count: int, top: int) -> int:
    """Return hundredths of the largest; what exists is never drawn as nothing."""
    return max(round(100 * count / top), 1) if count else 0
