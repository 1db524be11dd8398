"""Which columns may tell one row from another. In: two profiles, matched. Out: columns to try."""

import re
from collections.abc import Sequence
from itertools import combinations

from catalog.files.matching import folded
from catalog.files.shapes import Column, ColumnType, Profile

ALMOST = 0.98
"""Share of distinct values from which a column called « identifiant » is tried as one."""
MOST = 4
"""Single columns that are tried, and columns of which the pairs are."""
NAMED = re.compile(
    r"(^|[^a-z])(id|ident|identifiants?|codes?|refs?|references?|num|numeros?|ndeg|no|uuid|guid"
    r"|siren|siret|uai|rna|museofile|cles?|keys?|matricule|isbn|inventaire)([^a-z]|$)"
)
YEAR = re.compile(r"(^|[^a-z])(annee|an|year|millesime|exercice|saison|periode|mois)([^a-z]|$)")
NEVER = {
    ColumnType.DECIMAL,
    ColumnType.BOOLEAN,
    ColumnType.GEOPOINT,
    ColumnType.GEOMETRY,
    ColumnType.JSON,
}

Both = tuple[Column, Column]


def candidates(old: Profile, new: Profile, both: Sequence[Both]) -> list[tuple[str, ...]]:
    """Return the keys to try, by names in the new version, the likeliest first.

    One column that is unique in both versions; failing that, one named as an identifier and almost
    unique; failing that, a code and a year, or two codes.
    """
    usable = [pair for pair in both if is_usable(pair)]
    singles = [pair for pair in usable if is_unique(old, new, pair)]
    if singles:
        ordered = sorted(singles, key=lambda pair: (not is_named(pair), pair[1].position))
        return [(after.name,) for _, after in ordered[:MOST]]
    parts = [pair for pair in usable if is_named(pair) or is_year(pair)]
    near = [pair for pair in parts if is_unique(old, new, pair, ALMOST)]
    if near:
        ordered = sorted(near, key=lambda pair: -(pair[1].distinct or 0))
        return [(after.name,) for _, after in ordered[:MOST]]
    return [
        (first.name, second.name)
        for (_, first), (_, second) in combinations(parts[:MOST], 2)
        if is_enough(old, new, first, second)
    ]


def is_usable(pair: Both) -> bool:
    return all(column.null_share < 1 - ALMOST and column.type not in NEVER for column in pair)


def is_unique(old: Profile, new: Profile, pair: Both, share: float = 1.0) -> bool:
    """Tell whether the column is distinct and filled everywhere, or almost, in both versions."""
    rows = (old.row_count or 0, new.row_count or 0)
    exact = share < 1 or all(column.null_share == 0 for column in pair)
    return exact and all(
        (column.distinct or 0) >= share * count for column, count in zip(pair, rows, strict=True)
    )


def is_enough(old: Profile, new: Profile, first: Column, second: Column) -> bool:
    """Tell whether two columns have enough values to number every row between them."""
    rows = max(old.row_count or 0, new.row_count or 0)
    return (first.distinct or 0) * (second.distinct or 0) >= rows


def is_named(pair: Both) -> bool:
    return NAMED.search(spaced(pair[1].name)) is not None


def is_year(pair: Both) -> bool:
    return YEAR.search(spaced(pair[1].name)) is not None


def spaced(name: str) -> str:
    """Return the words of a name without accents: « REF_Deps » gives « ref deps »."""
    parts = re.split(r"[\W_]+", re.sub(r"(?<=[a-zéè])(?=[A-Z])", " ", name))
    return " ".join(filter(None, map(folded, parts)))
