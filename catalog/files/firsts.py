"""The first rows of a table, as a page shows them: a few cells, and nothing of anyone."""

from collections.abc import Sequence

from catalog.files import engine
from catalog.files.engine import Connection
from catalog.files.formats.base import Table
from catalog.files.shapes import Column, Suspicion

ROWS, COLUMNS, LONGEST = 5, 8, 80
WITHHELD = "non montré"


def first_rows(
    connection: Connection,
    table: Table,
    columns: Sequence[Column],
    suspicions: Sequence[Suspicion],
) -> tuple[tuple[str, ...], ...]:
    """Return the first cells of the first rows, as the file writes them."""
    personal = {suspicion.column for suspicion in suspicions}
    cells = ", ".join(cell(table, one.name, personal) for one in columns[:COLUMNS])
    if not cells:
        return ()
    return tuple(connection.execute(f"SELECT {cells} FROM {table.sql} LIMIT {ROWS}").fetchall())


def cell(table: Table, name: str, personal: set[str]) -> str:
    if name in personal:
        return engine.text(WITHHELD)
    return f"coalesce(left({table.cell(name)}, {LONGEST}), '')"
