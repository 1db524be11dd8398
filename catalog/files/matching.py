"""Which column of a version is which of the other. In: two profiles. Out: what becomes of each.

A lost and an added column are one column renamed when their names only differ by case, accents
and signs, or when their values are the same.
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from catalog.files.shapes import Change, Column, ColumnChange, ColumnType, Profile

Likeness = Mapping[tuple[str, str], float]
"""By names before and after, the share of the distinct values that both columns have."""

ENOUGH = 0.7
"""Resemblance from which two columns are said to be one."""
ANOTHER_TABLE, SMALL = 0.1, 3
"""Share of the columns under which what arrives is another table, unless the former was small."""
MOST_PAIRS = 10_000
FEW_VALUES = 3
"""Distinct values under which any two columns look alike: their names must, too."""
HALF, MANY_VALUES, FAR_BEHIND = 0.5, 100, 0.25
"""Share of many values that is enough where no third column has a quarter of it."""
SIGNS = re.compile(r"[^a-z0-9]+")
FAMILIES = (
    {ColumnType.INTEGER, ColumnType.DECIMAL},
    {ColumnType.DATE, ColumnType.DATETIME},
)


@dataclass(frozen=True)
class Match:
    before: Column
    after: Column
    score: float
    likeness: int | None = None


def column_changes(
    old: Profile, new: Profile, likeness: Likeness | None = None
) -> tuple[ColumnChange, ...]:
    """Return one line a column: lost, added, renamed, retyped, then kept, each in file order."""
    names = {column.name: column for column in new.columns}
    kept = [(column, names[column.name]) for column in old.columns if column.name in names]
    renamed = renames(old, new, likeness or {})
    if is_another(len(kept) + len(renamed), len(old.columns)):
        renamed = []
    matched = [*kept, *((match.before, match.after) for match in renamed)]
    moved = moved_among([(before.position, after.position) for before, after in matched])
    found = {match.before.name: match.likeness for match in renamed}
    changes = [
        *(matched_change(*pair, pair[1].position in moved, found) for pair in matched),
        *(
            ColumnChange(Change.LOST, column.name, None, type_before=column.type)
            for column in lost(old, new)
            if column.name not in found
        ),
        *(
            ColumnChange(Change.ADDED, None, column.name, type_after=column.type)
            for column in added(old, new)
            if column not in [match.after for match in renamed]
        ),
    ]
    return tuple(sorted(changes, key=lambda change: rank(change, old, new)))


def is_another(kept: int, columns: int) -> bool:
    """Tell whether so few columns are kept that the file must be another one."""
    return columns >= SMALL and kept < ANOTHER_TABLE * columns


def matched_change(
    before: Column,
    after: Column,
    moved: bool,  # noqa: FBT001 (private to this module, passed by position with its pair)
    renamed: Mapping[str, int | None],
) -> ColumnChange:
    if before.name != after.name:
        change = Change.RENAMED
    else:
        change = Change.RETYPED if is_retyped(before, after) else Change.KEPT
    return ColumnChange(
        change, before.name, after.name, before.type, after.type, moved,
        likeness=renamed.get(before.name) if change == Change.RENAMED else None,
    )  # fmt: skip


def is_retyped(before: Column, after: Column) -> bool:
    """Tell whether the type changed; an empty column has none."""
    return before.type != after.type and before.null_share < 1 and after.null_share < 1


def rank(change: ColumnChange, old: Profile, new: Profile) -> tuple[int, int]:
    order = (Change.LOST, Change.ADDED, Change.RENAMED, Change.RETYPED, Change.KEPT)
    column = new.column(change.after) if change.after is not None else None
    column = column or old.column(change.before or "")
    return order.index(change.change), column.position if column else 0


def lost(old: Profile, new: Profile) -> list[Column]:
    names = {column.name for column in new.columns}
    return [column for column in old.columns if column.name not in names]


def added(old: Profile, new: Profile) -> list[Column]:
    return lost(new, old)


def renames(old: Profile, new: Profile, likeness: Likeness) -> list[Match]:
    """Return the best matches of lost and added columns, each column once."""
    pairs = list(possible(lost(old, new), added(old, new), likeness))
    taken: set[tuple[str, str]] = set()
    kept = []
    for match in sorted(pairs, key=lambda match: -match.score):
        ends = {("before", match.before.name), ("after", match.after.name)}
        if match.score >= ENOUGH and not ends & taken:
            taken |= ends
            kept.append(match)
    return sorted(kept, key=lambda match: match.before.position)


def possible(
    lost: Sequence[Column], added: Sequence[Column], likeness: Likeness
) -> Iterator[Match]:
    if len(lost) * len(added) > MOST_PAIRS:
        by_name = {folded(column.name): column for column in added}
        for before in lost:
            if after := by_name.get(folded(before.name)):
                yield Match(before, after, 1)
        return
    for before in lost:
        for after in added:
            match = compared(before, after, likeness.get((before.name, after.name)))
            if match.score < ENOUGH and is_alone(before, after, likeness):
                match = replace(match, score=ENOUGH)
            yield match


def is_alone(before: Column, after: Column, likeness: Likeness) -> bool:
    """Tell whether half of many values are in the other column, and hardly any in a third one."""
    share = likeness.get((before.name, after.name), 0.0)
    if share < HALF or min(before.distinct or 0, after.distinct or 0) < MANY_VALUES:
        return False
    others = (
        other
        for (first, second), other in likeness.items()
        if (first == before.name) != (second == after.name)
    )
    return max(others, default=0.0) < share * FAR_BEHIND


def compared(before: Column, after: Column, shared: float | None) -> Match:
    """Score the pair: the same name but for signs settles it, then values, then their shape."""
    same = None if shared is None else int(shared * 100)
    if folded(before.name) == folded(after.name) != "":
        return Match(before, after, 2, same)
    if before.null_share == 1 or after.null_share == 1:
        return Match(before, after, 0)
    values = shared if shared is not None else alike_values(before, after)
    if values is None or (shared is None and not akin(before, after)):
        return Match(before, after, 0)
    names = SequenceMatcher(None, folded(before.name), folded(after.name)).ratio()
    score = 0.75 * values + 0.25 * shape(before, after)
    if min(before.distinct or 0, after.distinct or 0) < FEW_VALUES and names < 0.5:
        score *= 0.6
    return Match(before, after, min(score, 1) + names / 10 if score >= ENOUGH else score, same)


def folded(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    return SIGNS.sub("", plain)


def akin(before: Column, after: Column) -> bool:
    types = {before.type, after.type}
    return len(types) == 1 or any(types <= family for family in FAMILIES)


def alike_values(before: Column, after: Column) -> float | None:
    """Return how much the most frequent values, or else the first ones, are the same; 0 to 1."""
    first, second = shares(before), shares(after)
    if len(first.keys() & second.keys()) >= FEW_VALUES or is_small(before, after):
        common = sum(min(first[value], second[value]) for value in first.keys() & second.keys())
        return float(common / min(sum(first.values()), sum(second.values())))
    first_ones, second_ones = set(before.examples), set(after.examples)
    if min(len(first_ones), len(second_ones)) < FEW_VALUES:
        return None
    return len(first_ones & second_ones) / min(len(first_ones), len(second_ones))


def is_small(before: Column, after: Column) -> bool:
    """Tell whether both columns have so few values that all of them are frequent ones."""
    small = [one for one in (before, after) if 0 < (one.distinct or 0) == len(one.frequent)]
    return len(small) == len((before, after))


def shares(column: Column) -> dict[str, float]:
    """Return each frequent value with its weight among them."""
    total = sum(one.count for one in column.frequent)
    return {one.value: one.count / total for one in column.frequent}


def shape(before: Column, after: Column) -> float:
    """Return how alike the two columns are filled and varied, from 0 to 1."""
    nulls = max(0.0, 1 - 4 * abs(before.null_share - after.null_share))
    counts = sorted((before.distinct or 1, after.distinct or 1))
    return (nulls + counts[0] / counts[1]) / 2


def moved_among(positions: Sequence[tuple[int, int]]) -> set[int]:
    """Return the fewest positions « after » that moved, the others having kept their order."""
    ordered = [after for _, after in sorted(positions)]
    tails: list[int] = []
    longest: list[int] = []
    for position in ordered:
        place = bisect_left(tails, position)
        tails[place : place + 1] = [position]
        longest.append(place)
    kept, wanted = set(), len(tails) - 1
    for position, place in zip(reversed(ordered), reversed(longest), strict=True):
        if place == wanted:
            kept.add(position)
            wanted -= 1
    return set(ordered) - kept
