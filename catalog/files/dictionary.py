"""The column dictionary, as files that other tools read. In: described columns. Out: text."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from catalog.files.findings.wording import TYPES
from catalog.files.shapes import ColumnType

HEADER = ("colonne", "libellé", "description", "unité", "type", "type métier")
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for a formula, and runs."""


@dataclass(frozen=True)
class DescribedColumn:
    """What people say of a column; `type`: what its values are, where the file was explored."""

    name: str
    label: str = ""
    description: str = ""
    unit: str = ""
    semantic: str = ""
    type: ColumnType | None = None

    @property
    def explanation(self) -> str:
        """Return the description with the unit, for which a Table Schema has no place."""
        unit = f"Unité : {self.unit}." if self.unit else ""
        return " ".join(filter(None, (self.description, unit)))


def dictionary_csv(columns: Sequence[DescribedColumn]) -> str:
    """Return the dictionary as CSV, one line a column, safe to open in a spreadsheet."""
    written = io.StringIO()
    lines = csv.writer(written, lineterminator="\n")
    lines.writerow(HEADER)
    lines.writerows(tuple(map(harmless, cells(column))) for column in columns)
    return written.getvalue()


def cells(column: DescribedColumn) -> Iterator[str]:
    yield from (column.name, column.label, column.description, column.unit)
    yield TYPES[column.type] if column.type is not None else ""
    yield column.semantic


def harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA) else cell
