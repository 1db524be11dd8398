"""CSV, TSV and plain text. In: bytes in any encoding, with any delimiter. Out: rows of text."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import duckdb

from catalog.files import engine, wording
from catalog.files.encoding import Encoding, encoding_of, is_text, transcode
from catalog.files.formats.base import MAX_CELL, Format, Reading, Refusal, Sample, Table
from catalog.files.identify import MIME, extension
from catalog.files.layout import Layout, Names, delimiter_of, layout_of, names_of, rows_of
from catalog.files.shapes import Finding
from catalog.files.staging import Staging, check_columns, check_size, staged

NOT_A_TABLE = (
    "Ce texte n’est pas un tableau : ses lignes ne se découpent pas en colonnes. "
    "Il reste téléchargeable."
)
WIDE = 1000
"""Columns beyond which DuckDB's own reader would ask for too much memory."""
TABULAR_NAMES = ("csv", "tsv")


@dataclass(frozen=True)
class Sheet:
    """What is known of a delimited file before its rows are read."""

    path: Path
    encoding: Encoding
    delimiter: str | None
    layout: Layout
    names: Names

    @property
    def mark(self) -> str:
        return self.delimiter or ","


class Delimited(Format):
    names = ("csv", "tsv", "txt")

    def recognises(self, sample: Sample) -> bool:
        return sample.size > 0 and is_text(sample.head)

    def read(self, sample: Sample, work: Path) -> Reading:
        encoding = encoding_of(sample.path, sample.head)
        text = beginning(sample, encoding)
        delimiter = delimiter_of(text)
        if delimiter is None and not is_one_column(text, sample.filename):
            format_ = "txt" if extension(sample.filename) in ("", *self.names) else ""
            named = format_ or extension(sample.filename)
            return Reading(named, MIME.get(named, "text/plain"), encoding.name, refusal=NOT_A_TABLE)
        sheet = sheet_of(sample, encoding, delimiter, text)
        table, extra = rows_in(sheet, work)
        format_ = "tsv" if delimiter == "\t" else "csv"
        return Reading(
            format=format_,
            mime=MIME[format_],
            encoding=encoding.name,
            delimiter=delimiter,
            header_row=sheet.layout.header_row,
            table=table,
            observations=(*observations(sheet), *extra),
        )


def beginning(sample: Sample, encoding: Encoding) -> str:
    """Return the first lines, whole."""
    text = sample.head.decode(encoding.name, errors="replace").removeprefix("\ufeff")
    if len(sample.head) == sample.size:
        return text
    end = max(text.rfind("\n"), text.rfind("\r"))
    return text[: end + 1] if end > 0 else text


def is_one_column(text: str, filename: str) -> bool:
    """Tell a list, one value a line, from prose; only a name in .csv or .tsv makes it a table."""
    return extension(filename) in TABULAR_NAMES and bool(text.strip())


def sheet_of(sample: Sample, encoding: Encoding, delimiter: str | None, text: str) -> Sheet:
    rows = rows_of(text, delimiter or ",")
    check_columns(max(map(len, rows), default=0))
    if not rows:
        raise Refusal(wording.too_long_a_cell(MAX_CELL))
    layout = layout_of(rows)
    header = rows[layout.header_row] if layout.header_row is not None else []
    return Sheet(sample.path, encoding, delimiter, layout, names_of(header, layout.width))


def observations(sheet: Sheet) -> Iterator[Finding]:
    yield from wording.of_header(sheet.layout.header_row, sheet.names)
    if sheet.encoding.mixed:
        yield wording.mixed_encodings()


def rows_in(sheet: Sheet, work: Path) -> tuple[Table, list[Finding]]:
    """Read the rows by the engine where the file is regular, one by one where it is not."""
    destination = work / "rows.parquet"
    plain = sheet
    if not sheet.encoding.is_utf8:
        path = transcode(sheet.path, sheet.encoding, work / "utf8.csv")
        plain = Sheet(path, Encoding("utf-8"), sheet.delimiter, sheet.layout, sheet.names)
    if len(sheet.names.names) <= WIDE and sheet.layout.first_row <= 1:
        try:
            return by_the_engine(plain, work, destination), []
        except duckdb.Error as error:
            if isinstance(error, duckdb.OutOfMemoryException):
                raise
    return one_by_one(plain, destination)


def by_the_engine(sheet: Sheet, work: Path, destination: Path) -> Table:
    """Copy the rows as they are; the engine refuses the first irregular one."""
    names = sheet.names.names
    columns = ", ".join(f"{engine.text(name)}: 'VARCHAR'" for name in names)
    connection = engine.connect(work, opens=[sheet.path])
    source = (
        f"read_csv({engine.text(str(sheet.path))}, auto_detect = false, strict_mode = true, "
        f"delim = {engine.text(sheet.mark)}, quote = '\"', escape = '\"', "
        f"header = {str(sheet.layout.header_row is not None).lower()}, "
        f"max_line_size = {MAX_CELL}, columns = {{{columns}}})"
    )
    cells = ", ".join(
        f"nullif(trim({engine.name(name)}), '') AS {engine.name(name)}" for name in names
    )
    copied = connection.execute(
        f"COPY (SELECT {cells} FROM {source}) TO {engine.text(str(destination))} "
        "(FORMAT parquet, COMPRESSION lz4)"
    ).fetchone()
    connection.close()
    check_size(copied[0] if copied else 0, len(names))
    return staged(destination, names)


def one_by_one(sheet: Sheet, destination: Path) -> tuple[Table, list[Finding]]:
    """Read an irregular file: rows are completed or cut to the header's width, and counted."""
    width, ragged, first = len(sheet.names.names), 0, 0
    with Staging(destination, sheet.names.names) as staging:
        for number, row in rows_after_header(sheet):
            if len(row) != width:
                ragged, first = ragged + 1, first or number
            staging.add(row)
    return staging.table(), [wording.ragged(ragged, first)] if ragged else []


def rows_after_header(sheet: Sheet) -> Iterator[tuple[int, list[str]]]:
    """Yield each row that is not blank, with the number of its line, from 1."""
    csv.field_size_limit(MAX_CELL)
    with sheet.path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
        reader = csv.reader(file, delimiter=sheet.mark)
        try:
            for row in islice(reader, sheet.layout.first_row, None):
                if row:
                    yield reader.line_num, row
        except csv.Error as error:
            raise Refusal(wording.too_long_a_cell(MAX_CELL)) from error
