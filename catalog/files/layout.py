"""How a table is laid out: its delimiter, its header, its width. In: its first lines."""

import csv
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

DELIMITERS = (";", ",", "\t", "|", ":", "^", "~", "§", "¤")
SNIFFED = 300
"""Rows that are looked at to find the layout."""
VALUE = re.compile(
    r"[+-]?\d[\d   ]*([.,]\d+)?\s*%?|\d{1,2}[/.-]\d{1,2}[/.-]\d{4}.*|\d{4}-\d{2}-\d{2}.*"
    r"|\S+@\S+\.\S+|https?://\S+"
)
YEAR = re.compile(r"(18|19|20)\d\d")
SPACES = re.compile(r"\s+")
LONGEST_NAME = 200


@dataclass(frozen=True)
class Layout:
    """`header_row`: None when the first line already is one of values; `width`: of most rows."""

    header_row: int | None
    first_row: int
    width: int


@dataclass(frozen=True)
class Names:
    """The names of the columns, unique whatever their case, and what had to be made up."""

    names: tuple[str, ...]
    empty: tuple[int, ...] = ()
    duplicate: tuple[str, ...] = ()


def delimiter_of(text: str) -> str | None:
    """Return the delimiter that cuts the lines in the most regular way; None for one column."""
    scores = {mark: regularity(text, mark) for mark in DELIMITERS if mark in text}
    best = max(scores, key=lambda mark: scores[mark], default=None)
    return best if best is not None and scores[best] > 0 else None


def regularity(text: str, delimiter: str) -> float:
    """Return 0 for a delimiter that does not cut; more columns count, regular rows count more, and
    a first row like the others, which is a header, counts double.
    """
    rows = [row for row in rows_of(text, delimiter) if any(row)]
    widths = Counter(map(len, rows))
    if not widths:
        return 0
    width, count = max(widths.items(), key=lambda pair: (pair[1] * (pair[0] > 1), pair[0]))
    share = count / widths.total()
    if width < 2 or share < 0.6:
        return 0
    like_the_first = 2 if len(rows[0]) == width else 1
    return float(like_the_first * share**3 * min(width - 1, 20) ** 0.5)


def rows_of(text: str, delimiter: str, limit: int = SNIFFED) -> list[list[str]]:
    """Parse the first rows of a text that may be cut anywhere."""
    rows = []
    reader = csv.reader(text.splitlines(keepends=True), delimiter=delimiter)
    try:
        for row in reader:
            rows.append(row)
            if len(rows) == limit:
                break
    except csv.Error:
        return rows
    return rows


def layout_of(rows: Sequence[Sequence[str]]) -> Layout:
    """Find the header: the first row as full as most, after the titles and notes above it."""
    width = usual_width(rows)
    full = usual_width([[cell for cell in row if filled(cell)] for row in rows])
    enough = max(1, min(full, width) * 0.6) if width > 1 else 1
    for position, row in enumerate(rows):
        if sum(map(filled, row)) >= enough and len(row) >= min(width, 2):
            if is_values(row, rows[position + 1 :]):
                return Layout(None, position, width)
            return Layout(position, position + 1, max(width, len(row)))
    return Layout(None, 0, width)


def usual_width(rows: Sequence[Sequence[str]]) -> int:
    widths = Counter(len(row) for row in rows if row)
    return max(widths, key=lambda width: (widths[width], width), default=0)


def filled(cell: str | None) -> bool:
    return bool(cell and cell.strip())


def is_values(row: Sequence[str], following: Sequence[Sequence[str]]) -> bool:
    """Tell a first line of values from a header: it holds a number or a date where rows do."""
    if not following:
        return False
    seen = [
        position
        for position, cell in enumerate(row)
        if VALUE.fullmatch(cell.strip()) and not YEAR.fullmatch(cell.strip())
    ]
    alike = [position for position in seen if holds_values(following, position)]
    return len(alike) > 0.1 * len(row) and len(set(row)) > len(row) / 2


def holds_values(rows: Sequence[Sequence[str]], position: int) -> bool:
    cells = [row[position].strip() for row in rows if position < len(row) and filled(row[position])]
    return bool(cells) and sum(bool(VALUE.fullmatch(cell)) for cell in cells) > 0.8 * len(cells)


def names_of(header: Sequence[str | None], width: int) -> Names:
    """Name every column: « colonne 3 » where there is none, « nom (2) » for a second « nom »."""
    names: list[str] = []
    next_number: dict[str, int] = {}
    empty, duplicate = [], []
    for position in range(width):
        cell = header[position] if position < len(header) else ""
        name = SPACES.sub(" ", (cell or "").replace("\ufeff", "")).strip()[:LONGEST_NAME]
        if not name:
            empty.append(position)
            name = f"colonne {position + 1}"
        elif name.casefold() in next_number:
            duplicate.append(name)
        names.append(unique(name, next_number))
    return Names(tuple(names), tuple(empty), tuple(duplicate))


def unique(wanted: str, next_number: dict[str, int]) -> str:
    """Return the name, numbered if it is taken; `next_number` by folded name, kept up to date."""
    name, key = wanted, wanted.casefold()
    while name.casefold() in next_number:
        next_number[key] += 1
        name = f"{wanted} ({next_number[key]})"
    next_number[name.casefold()] = 1
    return name
