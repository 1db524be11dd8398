"""A look at a derived table: some rows, as text."""

from dataclasses import dataclass
from pathlib import Path

from catalog.files import engine, sandbox
from catalog.files.kept import Kept
from catalog.files.sandbox import seconds

LONGEST = 300
"""Characters shown of a cell."""


@dataclass(frozen=True)
class Rows(Kept):
    """`rows`: as many texts as `names`; a cell that is null is an empty text."""

    names: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


def preview(table: Path, *, limit: int, offset: int = 0, columns: int = 200) -> Rows:
    """Return the rows from `offset`, in the file's order, and the first `columns` only.

    Raises SandboxRefusal.
    """
    told = sandbox.call(
        "catalog.files.query:some_rows",
        reads=[table], limits=seconds(sandbox.LIMITS, 20),
        table=table, limit=limit, offset=offset, columns=columns,
    )  # fmt: skip
    return Rows.from_json(told)


def some_rows(table: str, limit: int, offset: int, columns: int, work: Path) -> Rows:
    """Run inside the sandbox."""
    connection = engine.connect(work, opens=[Path(table)])
    source = f"read_parquet({engine.text(table)})"
    described = connection.execute(f"DESCRIBE SELECT * FROM {source}").fetchall()
    names = tuple(name for name, *_ in described[:columns])
    cells = ", ".join(
        f"coalesce(left(CAST({engine.name(name)} AS VARCHAR), {LONGEST}), '')" for name in names
    )
    found = connection.execute(f"SELECT {cells} FROM {source} LIMIT {limit} OFFSET {offset}")
    return Rows(names, tuple(found.fetchall()))
