"""What to try when nothing is found: what to give up, the most fruitful first."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import CharField, Count, Value
from django.http import QueryDict

from catalog.search.analyzer import STOP_WORDS, fold
from catalog.search.facets import FACETS
from catalog.search.filters import DatasetFilter
from catalog.search.query import matching, read
from showcase.public import public_datasets
from showcase.refine import Active, without

MOST_WORDS = 6


@dataclass(frozen=True)
class Way:
    """A search that finds something: what it is, its address, and how many datasets it finds."""

    label: str
    address: str
    count: int


def ways_out(search: DatasetFilter, active: list[Active], parameters: QueryDict) -> list[Way]:
    """Return what giving up one thing would find, the most fruitful first, in one query."""
    tried = {
        **fewer_filters(search, active, parameters),
        **fewer_words(search, alone=not active),
    }
    if not tried:
        return []
    first, *others = [counted(rows, str(n)) for n, (rows, _, _) in enumerate(tried.values())]
    counts = {int(n): count for n, count in first.union(*others, all=True)}
    found = [
        Way(label, address, counts.get(n, 0))
        for n, (_, label, address) in enumerate(tried.values())
    ]
    return sorted((way for way in found if way.count), key=lambda way: -way.count)


def fewer_filters(
    search: DatasetFilter, active: list[Active], parameters: QueryDict
) -> dict[str, tuple[Any, str, str]]:
    chosen: dict[str, list[str]] = {}
    for filter_ in active:
        chosen.setdefault(filter_.parameter, []).append(filter_.label)
    ways = {
        facet.parameter: (
            search.without(facet.parameter),
            f"Sans le filtre {' ou '.join(chosen[facet.parameter])}",
            without(parameters, facet.parameter),
        )
        for facet in FACETS
        if facet.parameter in chosen
    }
    if active and search.query.typed:
        words = urlencode({"q": search.query.typed})
        rows = matching(public_datasets(), search.query)
        ways["every"] = (rows, "Sans aucun filtre", f"?{words}")
    return ways


def fewer_words(search: DatasetFilter, *, alone: bool) -> dict[str, tuple[Any, str, str]]:
    """Return, for several words and no filter, the same search without one of the words."""
    typed = [word for word in search.query.typed.split() if fold(word) not in STOP_WORDS]
    if not alone or not 1 < len(typed) <= MOST_WORDS:
        return {}
    found = {}
    for position, word in enumerate(typed):
        left = " ".join(typed[:position] + typed[position + 1 :])
        rows = matching(public_datasets(), read(left))
        label = f"Sans le mot «\u00a0{word}\u00a0»"
        found[f"word-{position}"] = (rows, label, f"?{urlencode({'q': left})}")
    return found


def counted(rows: Any, name: str) -> Any:
    key = Value(name, output_field=CharField())
    return rows.order_by().annotate(way=key).values_list("way").annotate(Count("pk"))
