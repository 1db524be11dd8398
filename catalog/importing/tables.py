"""CSV rows, one by one. In: a file in UTF-8. Out: rows by column name, and those that are broken.

A row whose quote is never closed would swallow the next ones: when a row has not as many cells as
the header, reading starts again at the first following line that does.
"""

import csv
import re
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

DELIMITERS = ";,\t|"
CELL_LIMIT = 10_000_000  # characters
ROW_LIMIT = 2_000  # lines
CUT = "unexpected end of data"  # the csv module's word for a file that ends inside a cell
IDENTIFIER = re.compile(r"(?<![0-9a-f])[0-9a-f]{24}(?![0-9a-f])")
BLANK = {"nan", "None", "null"}  # as some scripts write what they do not know


@dataclass(frozen=True)
class Row:
    line: int
    cells: dict[str, str]


@dataclass(frozen=True)
class Broken:
    line: int
    reason: str
    identifier: str


class Lines:
    """The lines of a file; those given back are read again. `number` counts those taken."""

    def __init__(self, file: Iterable[str]) -> None:
        self.file = iter(file)
        self.returned: deque[str] = deque()
        self.number = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self.returned.popleft() if self.returned else next(self.file)
        self.number += 1
        return line

    def give_back(self, lines: list[str]) -> None:
        self.returned.extendleft(reversed(lines))
        self.number -= len(lines)


@dataclass(frozen=True)
class Record:
    """The cells read from `lines`; None when the file ended inside one of them."""

    cells: list[str] | None
    lines: list[str]


def open_table(path: Path) -> TextIO:
    """Open in UTF-8; bytes that are not are kept aside, and refused row by row."""
    return path.open(encoding="utf-8-sig", errors="surrogateescape", newline="")


def columns(path: Path) -> list[str]:
    with open_table(path) as file:
        return header(Lines(file))[0]


def rows(path: Path) -> Iterator[Row | Broken]:
    """Read the rows below the header. Line numbers are those of the file, the header's being 1."""
    with open_table(path) as file:
        lines = Lines(file)
        names, delimiter = header(lines)
        while (record := take(lines, delimiter)).lines:
            start = lines.number - len(record.lines) + 1
            if record.cells == []:
                continue
            reason = trouble(record, len(names))
            if reason:
                skip_to_next(lines, record, delimiter, len(names))
                yield Broken(start, reason, identifier_in(record.lines[0]))
            else:
                yield Row(start, dict(zip(names, known(record), strict=True)))


def header(lines: Lines) -> tuple[list[str], str]:
    """Return the names of the columns, and the delimiter that makes the most of them."""
    attempts = []
    for delimiter in DELIMITERS:
        record = take(lines, delimiter)
        lines.give_back(record.lines)
        attempts.append((record.cells or [], delimiter))
    names, delimiter = max(attempts, key=lambda attempt: len(attempt[0]))
    take(lines, delimiter)
    return [name.strip() for name in names], delimiter


def take(lines: Lines, delimiter: str) -> Record:
    """Take one row, on as many lines as its quotes hold.

    A quote inside a cell that nobody doubled is forgiven; a file that ends inside a cell is not.
    """
    taken: list[str] = []
    try:
        return Record(parse(lines, taken, delimiter, strict=True), taken)
    except csv.Error as error:
        if str(error) == CUT:
            return Record(None, taken)
    lines.give_back(taken)
    again: list[str] = []
    try:
        return Record(parse(lines, again, delimiter, strict=False), again)
    except csv.Error:  # a cell beyond the limit
        return Record(None, again)


def parse(lines: Lines, taken: list[str], delimiter: str, *, strict: bool) -> list[str] | None:
    """Return the cells of the next row, and put its lines in `taken`; None after the last."""

    def following() -> Iterator[str]:
        while len(taken) < ROW_LIMIT and (line := next(lines, None)) is not None:
            taken.append(line)
            yield line

    with cell_limit():
        return next(csv.reader(following(), delimiter=delimiter, strict=strict), None)


@contextmanager
def cell_limit() -> Iterator[None]:
    """Raise the module's limit, which is global, for the time of one row."""
    before = csv.field_size_limit(CELL_LIMIT)
    try:
        yield
    finally:
        csv.field_size_limit(before)


def trouble(record: Record, width: int) -> str:
    """Return why the row cannot be read; empty when it can."""
    if record.cells is None:
        return "La ligne s’arrête au milieu d’une case : il y manque un guillemet, ou la fin."
    found = len(record.cells)
    if found < width:
        return f"La ligne est tronquée : {found} cases, pour {width} colonnes."
    if found > width:
        return (
            f"La ligne a {found} cases, pour {width} colonnes : un guillemet ou un séparateur "
            "est de trop, ou manque."
        )
    try:
        "".join(record.cells).encode()
    except UnicodeEncodeError:
        return "La ligne a des caractères illisibles : enregistrez le fichier en UTF-8."
    return ""


def skip_to_next(lines: Lines, broken: Record, delimiter: str, width: int) -> None:
    """Leave out the broken row alone, when a whole one starts on one of the lines it swallowed."""
    lines.give_back(broken.lines[1:])
    for _ in broken.lines[1:]:
        attempt = take(lines, delimiter)
        lines.give_back(attempt.lines)
        if attempt.cells is not None and len(attempt.cells) == width:
            return
        next(lines)


def known(record: Record) -> list[str]:
    return ["" if cell in BLANK else cell for cell in record.cells or []]


def identifier_in(line: str) -> str:
    found = IDENTIFIER.search(line)
    return found.group() if found else ""
