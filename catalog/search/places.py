"""Places by the names and codes that people type."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from catalog.models import Territory
from catalog.models.vocabulary import LEVELS
from catalog.vocabularies import territories

MOST = 12
LARGE = ("country-group", "country", "fr:region")
WIDEST_FIRST = [level for level, _ in LEVELS]


@dataclass(frozen=True)
class Places:
    """`exact` tells whether they bear the name or the code typed, or only start like it."""

    found: list[Territory]
    exact: bool

    @property
    def only(self) -> Territory | None:
        return self.found[0] if self.exact and len(self.found) == 1 else None


def find_places(typed: str) -> Places:
    """Return the places of that identifier, code or name, else those whose name starts like it."""
    for found in candidates(typed):
        if found:
            return Places(preferred(found), exact=True)
    near = Territory.objects.starting_with(typed).large_first()[:MOST]
    return Places(widest_first(near), exact=False)


def candidates(typed: str) -> Iterator[list[Territory]]:
    """Yield those of that identifier, of that code, of that name, of another word for a name."""
    if ":" in typed and (zone := territories.from_identifier(typed)):
        yield list(Territory.objects.filter(pk=zone.id))
    code = "".join(typed.split())
    if any(char.isdigit() for char in code):
        yield widest_first(Territory.objects.of_code(code))
    yield widest_first(Territory.objects.called(typed))
    if zone := territories.zone(typed):
        yield list(Territory.objects.filter(pk=zone.id))


def preferred(found: list[Territory]) -> list[Territory]:
    """Return the only country or region among them: « Bretagne » is seldom one of two villages.

    A department and its town stay side by side: « Paris » is as often one as the other.
    """
    large = [one for one in found if one.level in LARGE]
    return large if len(large) == 1 else found


def widest_first(rows: Iterable[Territory]) -> list[Territory]:
    return sorted(rows, key=lambda one: (WIDEST_FIRST.index(one.level), one.name))


def described(territory: Territory) -> str:
    """Return « Bretagne, région », « Rennes, commune (35238) »."""
    text = f"{territory.name}, {territory.get_level_display()}"
    coded = territory.level in ("fr:departement", "fr:commune", "fr:collectivite")
    return f"{text} ({territory.code})" if coded else text
