"""XLSX, XLS and ODS. In: a workbook. Out: the rows of its first sheet with rows; all its sheets.

Formulas are read as the values last computed for them; links to other files are never followed.
"""

import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

from catalog.files import wording
from catalog.files.archives import check_archive
from catalog.files.formats.base import Format, Reading, Refusal, Sample, Table
from catalog.files.identify import MIME, identify
from catalog.files.layout import SNIFFED, Layout, Names, layout_of, names_of
from catalog.files.shapes import Finding, Part
from catalog.files.staging import Staging, check_columns

BROKEN = (
    "Ce classeur ne s’ouvre pas : il est abîmé, protégé par un mot de passe, ou écrit par un "
    "logiciel trop ancien. Enregistrez-le de nouveau, puis déposez-le."
)
EMPTY = "Ce classeur est vide."
LINKS = "xl/externalLinks/"
Cell = Any
"""What calamine reads: text, number, boolean, date, time or duration."""


@dataclass(frozen=True)
class Sheet:
    """One sheet: `rows` counts those that hold something, header excluded."""

    name: str
    layout: Layout
    names: Names
    rows: int

    @property
    def part(self) -> Part:
        return Part(self.name, row_count=self.rows, column_count=len(self.names.names))


class Spreadsheet(Format):
    names = ("xlsx", "xls", "ods")

    def recognises(self, sample: Sample) -> bool:
        return identify(sample.head, sample.filename).format in self.names

    def read(self, sample: Sample, work: Path) -> Reading:
        format_ = identify(sample.head, sample.filename).format
        links = False
        if format_ != "xls":
            links = any(LINKS in member.filename for member in check_archive(sample.path))
        book = opened(sample.path, work / f"book.{format_}")
        sheets = [sheet_of(book, name) for name in book.sheet_names]
        main = next((sheet for sheet in sheets if sheet.rows), sheets[0] if sheets else None)
        if main is None or not main.names.names:
            raise Refusal(EMPTY)
        return Reading(
            format=format_,
            mime=MIME[format_],
            header_row=main.layout.header_row,
            parts=tuple(sheet.part for sheet in sheets),
            part=main.name,
            table=table_of(book, main, work / "rows.parquet"),
            observations=tuple(observations(main, links=links)),
        )


def opened(path: Path, named: Path) -> Any:
    """Open the workbook under a name that says what it is: the reader believes names."""
    from python_calamine import CalamineError, CalamineWorkbook

    named.symlink_to(path)
    try:
        return CalamineWorkbook.from_path(str(named))
    except (CalamineError, zipfile.BadZipFile, ValueError) as error:
        raise Refusal(BROKEN) from error


def sheet_of(book: Any, name: str) -> Sheet:
    rows = rows_in(book, name)
    first = list(islice(rows, SNIFFED))
    layout = layout_of([[cell or "" for cell in row] for row in first])
    header = first[layout.header_row] if layout.header_row is not None else []
    width = last_filled([header, *first]) if first else 0
    check_columns(width)
    below = sum(any(row) for row in first[layout.first_row :])
    return Sheet(name, layout, names_of(header, width), below + sum(map(any, rows)))


def last_filled(rows: Sequence[Sequence[str | None]]) -> int:
    """Return the width without the empty columns on the right."""
    return max(
        (position + 1 for row in rows for position, cell in enumerate(row) if cell), default=0
    )


def rows_in(book: Any, name: str) -> Iterator[list[str | None]]:
    sheet = book.get_sheet_by_name(name)
    for row in sheet.to_python(skip_empty_area=True):
        yield [shown(cell) for cell in row]


def table_of(book: Any, sheet: Sheet, destination: Path) -> Table:
    with Staging(destination, sheet.names.names) as staging:
        for row in islice(rows_in(book, sheet.name), sheet.layout.first_row, None):
            if any(row):
                staging.add(row)
    return staging.table()


def observations(sheet: Sheet, *, links: bool) -> Iterator[Finding]:
    yield from wording.of_header(sheet.layout.header_row, sheet.names)
    if links:
        yield wording.external_links()


def shown(cell: Cell) -> str | None:
    """Return the cell as a CSV would hold it: « 12 », « 12.5 », « true », « 2026-11-21 »."""
    if cell is None or cell == "":
        return None
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ")
    if isinstance(cell, date | time):
        return cell.isoformat()
    return str(cell) if isinstance(cell, int | timedelta) else cell
