"""The filters of a search as the page shows them: facets to tick, filters to remove."""

from dataclasses import dataclass

from django.http import QueryDict

from catalog.search.facets import FacetValue
from catalog.search.filters import RELEVANCE, SORTS, DatasetFilter

SHOWN = 5
LONGEST = 20
OPEN = ("thematique", "territoire", "format")


@dataclass(frozen=True)
class FacetList:
    """A facet: its first values, those behind « Tout voir », and how many are not listed at all."""

    parameter: str
    title: str
    first: list[FacetValue]
    others: list[FacetValue]
    unlisted: int
    open: bool


@dataclass(frozen=True)
class Active:
    """A filter in force: its words, and the address of the same search without it."""

    parameter: str
    label: str
    address: str


@dataclass(frozen=True)
class Sort:
    key: str
    label: str
    chosen: bool


def facets_of(search: DatasetFilter) -> list[FacetList]:
    """Return the facets that have something to offer."""
    lists = [
        FacetList(
            facet.parameter,
            facet.title,
            values[:SHOWN],
            values[SHOWN:LONGEST],
            max(0, len(values) - LONGEST),
            facet.parameter in OPEN or any(value.chosen for value in values),
        )
        for facet, values in search.facets()
    ]
    return [facet for facet in lists if facet.first]


def active_filters(facets: list[FacetList], parameters: QueryDict) -> list[Active]:
    """Return the ticked values: they head their list, so that none is left out of it."""
    return [
        Active(facet.parameter, value.label, without(parameters, facet.parameter, value.slug))
        for facet in facets
        for value in [*facet.first, *facet.others]
        if value.chosen
    ]


def without(parameters: QueryDict, name: str, value: str = "") -> str:
    """Return the query string without this parameter, or without this value of it, at page 1."""
    kept = parameters.copy()
    kept.pop("page", None)
    left = [other for other in kept.pop(name, []) if value and other != value]
    kept.setlist(name, left)
    return f"?{kept.urlencode()}"


def sorts_of(search: DatasetFilter) -> list[Sort]:
    """Return the orders that can be asked; relevance only means something for words."""
    return [
        Sort(key, label, key == search.sort)
        for key, label in SORTS
        if key != RELEVANCE or search.query.typed
    ]
