"""What the data cover, in words: a period, and places."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse

from catalog.models import Dataset, Territory
from catalog.templatetags.vitrine import day

WITH_PAGES = ("fr:region", "fr:departement", "fr:collectivite")


@dataclass(frozen=True)
class PlaceLink:
    name: str
    address: str


def period_of(dataset: Dataset) -> str:
    """Return « De 2019 à 2025 » for whole years, « Du 5 mars 2020 au 1er mai 2021 » otherwise."""
    start, end = dataset.temporal_start, dataset.temporal_end
    if start and end:
        return between(start, end)
    if start:
        return f"Depuis {start.year}" if opens_year(start) else f"Depuis le {day(start)}"
    if end:
        return f"Jusqu’à fin {end.year}" if closes_year(end) else f"Jusqu’au {day(end)}"
    return ""


def between(start: date, end: date) -> str:
    if start == end:
        return f"Le {day(start)}"
    if not opens_year(start) or not closes_year(end):
        return f"Du {day(start)} au {day(end)}"
    return f"Année {start.year}" if start.year == end.year else f"De {start.year} à {end.year}"


def opens_year(value: date) -> bool:
    return (value.month, value.day) == (1, 1)


def closes_year(value: date) -> bool:
    return (value.month, value.day) == (12, 31)


def place_link(place: Territory) -> PlaceLink:
    """Lead to the page of the place, or to the search for those that have none."""
    if place.level in WITH_PAGES:
        return PlaceLink(place.name, place.get_absolute_url())
    query = urlencode({"territoire": place.pk})
    return PlaceLink(place.name, f"{reverse('showcase:explorer')}?{query}")
