"""CSV rows, one by one. In: a file in UTF-8. Out: rows by column name, and those that are broken.

A row whose quote is never closed would swallow the next ones: when a row has not as many cells as
the header, reading goes back to its second line, and on to the first line that starts a row.
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
UNCLOSED = "La ligne s’arrête au milieu d’une case : il y manque un guillemet, ou la fin."
IDENTIFIER = re.compile(r"(?<![0-9a-f])[0-9a-f]{24}(?![0-9a-f])")
KEYS = {"id", "id.dataset", "dataset.id"}
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


@dataclass(frozen=True)
class Shape:
    """The columns of a table, and what separates them."""

    names: list[str]
    delimiter: str

    @property
    def key(self) -> int:
        """Return the rank of the column that identifies a row; the first one by default."""
        return next((rank for rank, name in enumerate(self.names) if name in KEYS), 0)


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
    """The cells read from `lines`; None when the file ended inside one of them.

    A `loose` one has quotes that are not written as they should.
    """

    cells: list[str] | None
    lines: list[str]
    loose: bool = False


def open_table(path: Path) -> TextIO:
    """Open in UTF-8; bytes that are not are kept aside, and refused row by row."""
    return path.open(encoding="utf-8-sig", errors="surrogateescape", newline="")


def columns(path: Path) -> list[str]:
    with open_table(path) as file:
        return header(Lines(file)).names


def rows(path: Path) -> Iterator[Row | Broken]:
    """Read the rows below the header. Line numbers are those of the file, the header's being 1."""
    with open_table(path) as file:
        lines = Lines(file)
        shape = header(lines)
        while (record := take(lines, shape.delimiter)).lines:
            start = lines.number - len(record.lines) + 1
            if record.cells == []:
                continue
            reason = trouble(record, len(shape.names))
            if record.loose and not reason and swallowed(record, shape):
                reason = UNCLOSED
            if reason:
                lines.give_back(record.lines[1:])
                skip_to_next(lines, shape)
                yield Broken(start, reason, identifier_in(record.lines[0]))
            else:
                yield Row(start, dict(zip(shape.names, known(record), strict=True)))


def header(lines: Lines) -> Shape:
    """Return the names of the columns, under the delimiter that makes the most of them."""
    attempts = []
    for delimiter in DELIMITERS:
        record = take(lines, delimiter)
        lines.give_back(record.lines)
        attempts.append(Shape([name.strip() for name in record.cells or []], delimiter))
    found = max(attempts, key=lambda shape: len(shape.names))
    take(lines, found.delimiter)
    return found


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
        return Record(parse(lines, again, delimiter, strict=False), again, loose=True)
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
        return UNCLOSED
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


def swallowed(record: Record, shape: Shape) -> bool:
    """Tell whether another row starts on one of the lines after the first."""
    return any(starts_row(line, shape) for line in record.lines[1:])


def skip_to_next(lines: Lines, shape: Shape) -> None:
    """Skip what is left of a broken row, up to the next line that starts a row, whole or not."""
    while (attempt := take(lines, shape.delimiter)).lines:
        lines.give_back(attempt.lines)
        whole = attempt.cells is not None and len(attempt.cells) == len(shape.names)
        if whole or starts_row(attempt.lines[0], shape):
            return
        next(lines)


def starts_row(line: str, shape: Shape) -> bool:
    """Tell whether the line has an identifier in the column where rows have theirs."""
    try:
        cells = parse(Lines([line]), [], shape.delimiter, strict=False) or []
    except csv.Error:  # a cell beyond the limit
        return False
    return len(cells) > shape.key and bool(IDENTIFIER.fullmatch(cells[shape.key].strip()))


def known(record: Record) -> list[str]:
    return ["" if cell in BLANK else cell for cell in record.cells or []]


def identifier_in(line: str) -> str:
    found = IDENTIFIER.search(line)
    return found.group() if found else ""
