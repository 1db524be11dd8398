"""What to try when nothing is found: what to give up, the most fruitful first."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import CharField, Count, Value
from django.http import QueryDict

from catalog.search.analyzer import STOP_WORDS, fold
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
    of_words: bool = False


@dataclass(frozen=True)
class Trial:
    """A search that may find something, before it is counted."""

    rows: Any
    label: str
    address: str
    of_words: bool = False


def ways_out(search: DatasetFilter, active: list[Active], parameters: QueryDict) -> list[Way]:
    """Return what giving up one thing would find, in one query: filters first, then words."""
    tried = [*fewer_filters(search, active, parameters), *fewer_words(search)]
    if not tried:
        return []
    first, *others = [counted(one.rows, str(n)) for n, one in enumerate(tried)]
    counts = {int(n): count for n, count in first.union(*others, all=True)}
    found = [
        Way(one.label, one.address, counts.get(n, 0), one.of_words) for n, one in enumerate(tried)
    ]
    return sorted((way for way in found if way.count), key=lambda way: (way.of_words, -way.count))


def fewer_filters(
    search: DatasetFilter, active: list[Active], parameters: QueryDict
) -> list[Trial]:
    chosen: dict[str, list[str]] = {}
    for filter_ in active:
        chosen.setdefault(filter_.parameter, []).append(filter_.label)
    trials = [
        Trial(
            search.without(parameter),
            f"Sans le filtre {' ou '.join(labels)}",
            without(parameters, parameter),
        )
        for parameter, labels in chosen.items()
    ]
    if len(chosen) > 1 and search.query.typed:
        rows = matching(public_datasets(), search.query)
        trials.append(Trial(rows, "Sans aucun filtre", asked(search.query.typed)))
    return trials


def fewer_words(search: DatasetFilter) -> list[Trial]:
    """Return, for several words, the search of all but one of them, without filter."""
    typed = [word for word in search.query.typed.split() if fold(word) not in STOP_WORDS]
    if not 1 < len(typed) <= MOST_WORDS:
        return []
    kept = [" ".join(typed[:position] + typed[position + 1 :]) for position in range(len(typed))]
    return [
        Trial(
            matching(public_datasets(), read(words)),
            f"Chercher seulement «\u00a0{words}\u00a0»",
            asked(words),
            of_words=True,
        )
        for words in kept
    ]


def asked(words: str) -> str:
    return f"?{urlencode({'q': words})}"


def counted(rows: Any, name: str) -> Any:
    key = Value(name, output_field=CharField())
    return rows.order_by().annotate(way=key).values_list("way").annotate(Count("pk"))
