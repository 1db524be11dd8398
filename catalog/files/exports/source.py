"""The table to write, as every writer sees it: names, types, SQL, and rows some at a time."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from catalog.files import engine
from catalog.files.engine import Connection
from catalog.files.formats.base import Refusal
from catalog.files.shapes import ColumnType

AT_ONCE = 2_000
SHEET_ROWS, SHEET_COLUMNS = 1_048_576, 16_384
"""What spreadsheet programs open, header included."""
STRUCTURED = (ColumnType.JSON, ColumnType.GEOMETRY)


@dataclass(frozen=True)
class Source:
    connection: Connection
    path: Path
    types: dict[str, ColumnType]
    names: tuple[str, ...]

    @property
    def sql(self) -> str:
        """Return what goes after FROM."""
        return f"read_parquet({engine.text(str(self.path))})"

    def select(self, *, structured: bool = False) -> str:
        """Return the query of the whole table; `structured`: what is JSON inside stays JSON."""
        cells = ", ".join(self.cell(name, structured=structured) for name in self.names)
        return f"SELECT {cells} FROM {self.sql}"

    def cell(self, name: str, *, structured: bool) -> str:
        quoted = engine.name(name)
        if structured and self.types.get(name) in STRUCTURED:
            return f"TRY_CAST({quoted} AS JSON) AS {quoted}"
        return quoted

    def rows(self) -> Iterator[tuple[Any, ...]]:
        cursor = self.connection.execute(self.select())
        while batch := cursor.fetchmany(AT_ONCE):
            yield from batch

    def fit_in_a_sheet(self) -> None:
        """Raises Refusal for a table that no spreadsheet program opens."""
        told = self.connection.execute(f"SELECT count(*) FROM {self.sql}").fetchone()
        if (told and told[0] >= SHEET_ROWS) or len(self.names) > SHEET_COLUMNS:
            raise Refusal(
                "Cette table est trop grande pour un classeur : un tableur ouvre au plus "
                "1 048 576 lignes et 16 384 colonnes. Téléchargez-la en CSV ou en Parquet."
            )
