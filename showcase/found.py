"""Why a dataset answers a query: the places where its words are, said under each result."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from catalog.models import Dataset, Resource
from catalog.models.resource import is_generated
from catalog.search.analyzer import fold, stems
from catalog.search.models import DatasetFacet, FacetKind
from catalog.search.whereabouts import Place
from showcase.highlight import highlight

MOST = 3
NAMED = {
    FacetKind.KEYWORD: "le mot-clé",
    FacetKind.THEME: "la thématique",
    FacetKind.TERRITORY: "le territoire",
}


@dataclass(frozen=True)
class Spot:
    """How a place is called, its text, and whether that text is shown: its reader does not see it.

    `answers` are words that it does not contain and answers: France, somebody who said Brittany.
    """

    name: str
    text: str
    shown: bool = False
    answers: str = ""


def reasons(
    datasets: list[Dataset], words: str, zones: Iterable[Place] = ()
) -> dict[Any, SafeString]:
    """Return by dataset the sentence that says where its words are; two queries for all.

    `zones` are what the words name on a map.
    """
    tokens = set(stems(words))
    if not tokens or not datasets:
        return {}
    named, files = named_spots(datasets, zones), file_spots(datasets)
    return {
        dataset.pk: sentence(spots_of(dataset, named[dataset.pk], files[dataset.pk]), words)
        for dataset in datasets
    }


def named_spots(datasets: list[Dataset], zones: Iterable[Place]) -> dict[Any, list[Spot]]:
    answers = {zone: place.words for place in zones for zone in (place.zone, *place.around)}
    found: dict[Any, list[Spot]] = defaultdict(list)
    rows = DatasetFacet.objects.filter(dataset__in=datasets, kind__in=NAMED).order_by("kind", "pk")
    for key, kind, value, label in rows.values_list("dataset", "kind", "value", "label"):
        also = answers.get(value, "") if kind == FacetKind.TERRITORY else ""
        found[key].append(Spot(NAMED[FacetKind(kind)], label, shown=True, answers=also))
    return found


def file_spots(datasets: list[Dataset]) -> dict[Any, list[Spot]]:
    found: dict[Any, list[Spot]] = defaultdict(list)
    resources = Resource.objects.in_place().filter(dataset__in=datasets).order_by("position", "pk")
    for key, title in resources.values_list("dataset", "title"):
        if not is_generated(title):
            found[key].append(Spot("le fichier", title, shown=True))
    return found


def spots_of(dataset: Dataset, named: list[Spot], files: list[Spot]) -> Iterator[Spot]:
    """Yield where words may be, from what tells most to what tells least."""
    organization = dataset.organization
    yield Spot("le titre", f"{dataset.title} {dataset.acronym}")
    yield Spot("le résumé", dataset.short_description)
    yield from named
    yield Spot("l’organisation", f"{organization.name} {organization.acronym}")
    yield from files
    yield Spot("le service producteur", dataset.producing_service, shown=True)
    yield Spot("la description", dataset.description)


def sentence(spots: Iterable[Spot], words: str) -> SafeString:
    """Return « Trouvé dans le titre et le mot-clé « Besançon » »: enough places for every word."""
    missing = set(stems(words))
    said: list[SafeString] = []
    for spot in spots:
        if not missing or len(said) == MOST:
            break
        if here := missing & set(stems(f"{spot.text} {spot.answers}")):
            missing -= here
            said.append(named_place(spot.name, highlight(spot.text, words) if spot.shown else ""))
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
