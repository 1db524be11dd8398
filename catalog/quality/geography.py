"""Where the values of a file lie, as coarsely as is needed to see that a description is wrong.

Boxes are drawn by hand around each coast, rounded to the degree outwards.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from catalog.files.shapes import Column
from catalog.models import Territory
from catalog.search.analyzer import fold
from catalog.vocabularies.territories import DEPARTMENTS

COMMUNE = re.compile(r"(\d[\dAB])(\d)\d\d")
CODES = re.compile(r"insee|commune|departement|(^|_)dep(_|t|$)|code_?postal|(^|_)cp($|_)")


@dataclass(frozen=True)
class Box:
    west: float
    south: float
    east: float
    north: float

    def meets(self, other: tuple[float, float, float, float]) -> bool:
        west, south, east, north = other
        across = west <= self.east and self.west <= east
        return across and south <= self.north and self.south <= north


METROPOLE = Box(-6, 41, 10, 52)
OVERSEAS = {
    "971": Box(-62, 15, -60, 17),
    "972": Box(-62, 14, -60, 15),
    "973": Box(-55, 2, -51, 6),
    "974": Box(55, -22, 56, -20),
    "976": Box(44, -14, 46, -12),
}


def departments_of(territories: Sequence[Territory]) -> set[str] | None:
    """Return the codes of the departments chosen; None when none is, or when all of France is."""
    found: set[str] = set()
    for place in territories:
        if place.level == "fr:departement":
            found.add(place.code)
        elif place.level == "fr:region":
            found |= {code for code, (_, region) in DEPARTMENTS.items() if region == place.code}
        elif place.level == "fr:commune" and (code := department_of(place.code)):
            found.add(code)
        else:
            return None
    return found or None


def departments_in(column: Column) -> set[str]:
    """Return the departments of which the known values of a column of codes speak."""
    if not CODES.search(fold(f"{column.semantic or ''} {column.name}").replace(" ", "_")):
        return set()
    values = [one.value for one in column.frequent] + list(column.examples)
    return {code for value in values if (code := department_of(value.strip()))}


def department_of(code: str) -> str:
    """Return the department of a code of commune, department or postman; empty when there is none.

    Corsica's postal codes begin with 20: they say which island, not which of its departments.
    """
    if code in DEPARTMENTS:
        return code
    found = COMMUNE.fullmatch(code)
    if found is None:
        return ""
    short = found[1] + found[2] if found[1] == "97" else found[1]
    return short if short in DEPARTMENTS else ""


def stated_box(departments: set[str]) -> list[Box]:
    overseas = [box for code, box in OVERSEAS.items() if code in departments]
    return [*overseas, METROPOLE] if departments - OVERSEAS.keys() else overseas
