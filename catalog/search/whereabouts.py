"""Places that a text names, and the tokens by which the index knows where a dataset is about.

A dataset about Rennes has a token for being in Brittany; one about the whole country has a token
for being about France. Who looks for something in Brittany wants both.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from catalog.enums import OrganizationKind
from catalog.models import Dataset, Territory
from catalog.search.analyzer import WORD, fold, stems
from catalog.vocabularies.territories import (
    COLLECTIVITIES,
    DEPARTMENTS,
    FORMER_REGIONS,
    REGIONS,
    Zone,
    region_of,
)

FRANCE = Zone("country:fr", "France")
WIDEST = ("country:fr", "country-group:ue", "country-group:world")
COMMON = frozenset(
    """
    aube cher creuse landes loire lot manche marne nord orne saint-martin somme var
    """.split()  # noqa: SIM905 (as the stop words)
)
"""Names that are also something else: read as places after « dans le », « en », « du »."""
INTRODUCED = re.compile(r"\b(dans l[ea]s?|en|du|des|de la|departement) $")
TO_A_TOWN = re.compile(r"\ba ((?:[a-z]+ ?){1,4})")
NATIONWIDE = (OrganizationKind.MINISTRY, OrganizationKind.DEPARTMENT)


@dataclass(frozen=True)
class Place:
    """A place as a text names it: `words` are folded, `around` are the zones that contain it."""

    words: str
    name: str
    zone: str
    around: tuple[str, ...]

    @property
    def inside(self) -> str:
        return token("dans", self.zone)

    @property
    def about_wider(self) -> list[str]:
        return [token("sur", zone) for zone in self.around]


def token(relation: str, zone: str) -> str:
    """Return « dansfrregion53 », which no text contains."""
    return relation + re.sub(r"[^a-z0-9]", "", zone.lower())


def plain(text: str) -> str:
    return " ".join(WORD.findall(fold(text)))


def named_zones() -> dict[str, Zone]:
    """Return regions, departments and collectivities by their plain name, the widest first."""
    rows = [
        *((f"fr:region:{code}", name) for code, name in REGIONS.items()),
        *((f"fr:region:{code}", name) for code, (name, _) in FORMER_REGIONS.items()),
        *((f"fr:departement:{code}", name) for code, (name, _) in DEPARTMENTS.items()),
        *((f"fr:collectivite:{code}", name) for code, name in COLLECTIVITIES.items()),
    ]
    found = {plain(name): Zone(id_, name) for id_, name in reversed(rows)}
    return found | {"paca": found["provence alpes cote d azur"], "france": FRANCE}


ZONES = named_zones()
LONGEST_FIRST = sorted(ZONES, key=len, reverse=True)
NAMED = re.compile(rf"\b({'|'.join(LONGEST_FIRST)})\b")


def named_in(text: str) -> Iterator[Place]:
    """Yield the regions, departments and countries that the text names, longest names first."""
    known = plain(text)
    for found in NAMED.finditer(known):
        name = found.group()
        if name.replace(" ", "-") not in COMMON or INTRODUCED.search(known[: found.start()]):
            yield place_of(ZONES[name], name)


def place_of(zone: Zone, words: str) -> Place:
    """Return the place; a region of before 2016 is read as the one that it is in today."""
    if zone == FRANCE:
        return Place(words, zone.name, zone.id, WIDEST[1:])
    region = region_of(zone)
    if zone.level == "fr:region":
        return Place(words, zone.name, f"fr:region:{region}", WIDEST)
    around = (f"fr:region:{region}",) if region else ()
    return Place(words, zone.name, zone.id, (*around, *WIDEST))


def asked_in(typed: str) -> tuple[Place, ...]:
    """Return the places of a query. France is a word there: « musées de France » is a label."""
    found = {place.words: place for place in named_in(typed) if place.zone != FRANCE.id}
    if not found and (town := TO_A_TOWN.search(plain(typed))):
        found = {place.words: place for place in towns(town.group(1).split())}
    return tuple(found.values())


def towns(words: list[str]) -> Iterator[Place]:
    """Yield the communes of that name, or of the longest beginning of it: « à Rennes en 2024 »."""
    names = [" ".join(words[:end]) for end in range(len(words), 0, -1)]
    rows = Territory.objects.communes_called(names).select_related("parent__parent")
    by_name: dict[str, list[Territory]] = {}
    for row in rows:
        by_name.setdefault(plain(row.name), []).append(row)
    name = next((name for name in names if len(by_name.get(name, ())) == 1), None)
    if name:
        (row,) = by_name[name]
        above = [row.parent, row.parent.parent if row.parent else None]
        yield Place(name, row.name, row.pk, (*(one.pk for one in above if one), *WIDEST))


def tokens_of(dataset: Dataset, zones: Iterable[str]) -> tuple[list[str], list[str]]:
    """Return the tokens of what it is in, then of what it is about; `zones` has those around."""
    own = [place.pk for place in dataset.territories.all()]
    if own:
        return [token("dans", zone) for zone in zones], [token("sur", zone) for zone in own]
    return presumed(dataset)


def presumed(dataset: Dataset) -> tuple[list[str], list[str]]:
    """Presume where a dataset without territory is about: where its title or its publisher says.

    What a ministry publishes without naming a place is about the whole country. Nothing shows it.
    """
    organization = dataset.organization
    text = f"{dataset.title} · {dataset.short_description} · {organization.name}"
    places = list(named_in(text))
    local = [place for place in places if place.zone != FRANCE.id]
    inside = {zone for place in local for zone in (place.zone, *place.around)}
    about = {place.zone for place in local}
    if not local and (places or organization.kind in NATIONWIDE):
        about = {FRANCE.id}
    return (
        [token("dans", zone) for zone in sorted(inside) if zone.startswith("fr:")],
        [token("sur", zone) for zone in sorted(about)],
    )


def alternatives(place: Place, *, alone: bool) -> list[list[str]]:
    """Return what stands for the place: its words, being in it, or being about wider.

    Alone, a place asks for what is there: the whole country would drown it.
    """
    found = [stems(place.words), [place.inside]]
    return found if alone else [*found, *([wider] for wider in place.about_wider)]
