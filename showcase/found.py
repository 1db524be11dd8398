"""Why a dataset answers a query: the places where its words are, said under each result."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from catalog.models import Dataset, Resource
from catalog.search.analyzer import fold, stems
from catalog.search.models import DatasetFacet, FacetKind
from showcase.highlight import highlight

MOST = 3
NAMED = {
    FacetKind.KEYWORD: "le mot-clé",
    FacetKind.THEME: "la thématique",
    FacetKind.TERRITORY: "le territoire",
}

Place = tuple[str, str, bool]
"""How a place is called, its text, and whether that text is shown: its reader does not see it."""


def reasons(datasets: list[Dataset], words: str) -> dict[Any, SafeString]:
    """Return by dataset the sentence that says where its words are; two queries for all."""
    tokens = set(stems(words))
    if not tokens or not datasets:
        return {}
    named, files = named_places(datasets), file_places(datasets)
    return {
        dataset.pk: sentence(places_of(dataset, named[dataset.pk], files[dataset.pk]), words)
        for dataset in datasets
    }


def named_places(datasets: list[Dataset]) -> dict[Any, list[Place]]:
    found: dict[Any, list[Place]] = defaultdict(list)
    rows = DatasetFacet.objects.filter(dataset__in=datasets, kind__in=NAMED).order_by("kind", "pk")
    for key, kind, label in rows.values_list("dataset", "kind", "label"):
        found[key].append((NAMED[FacetKind(kind)], label, True))
    return found


def file_places(datasets: list[Dataset]) -> dict[Any, list[Place]]:
    found: dict[Any, list[Place]] = defaultdict(list)
    resources = Resource.objects.in_place().filter(dataset__in=datasets).order_by("position", "pk")
    for key, title in resources.values_list("dataset", "title"):
        found[key].append(("le fichier", title, True))
    return found


def places_of(dataset: Dataset, named: list[Place], files: list[Place]) -> Iterator[Place]:
    """Yield where words may be, from what tells most to what tells least."""
    organization = dataset.organization
    yield "le titre", f"{dataset.title} {dataset.acronym}", False
    yield "le résumé", dataset.short_description, False
    yield from named
    yield "l’organisation", f"{organization.name} {organization.acronym}", False
    yield from files
    yield "le service producteur", dataset.producing_service, True
    yield "la description", dataset.description, False


def sentence(places: Iterable[Place], words: str) -> SafeString:
    """Return « Trouvé dans le titre et le mot-clé « Besançon » »: enough places for every word."""
    missing = set(stems(words))
    said: list[SafeString] = []
    for name, text, shown in places:
        if not missing or len(said) == MOST:
            break
        if here := missing & set(stems(text)):
            missing -= here
            said.append(named_place(name, highlight(text, words) if shown else ""))
    return listed(said)


def named_place(name: str, text: str) -> SafeString:
    return format_html("{} «\u00a0{}\u00a0»", name, text) if text else format_html("{}", name)


def listed(said: list[SafeString]) -> SafeString:
    """Return « Trouvé dans … , … et … »; an empty text when there is nothing to list."""
    if not said:
        return SafeString("")
    before = format_html_join(", ", "{}", ((each,) for each in said[:-1]))
    return format_html("Trouvé dans {}{}{}", before, " et " if before else "", said[-1])


def accented(words: str, datasets: Iterable[Dataset]) -> str:
    """Return the corrected words as the datasets found with them write them: « bibliothèques »."""
    known: dict[str, str] = {}
    for dataset in datasets:
        for word in f"{dataset.title} {dataset.short_description}".lower().split():
            bare = word.strip("«»\u00a0\u202f.,;:!?()’'\"")
            known.setdefault(fold(bare), bare)
    return " ".join(known.get(word, word) for word in words.split())
