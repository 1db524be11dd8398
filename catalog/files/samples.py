"""Different values of each column, few enough to be looked at one by one.

In: a table. Out: for each column, up to VALUES values taken all along the file, not at its head.
"""

from collections.abc import Sequence

from catalog.files.engine import Connection
from catalog.files.formats.base import Table

ROWS, VALUES, LONGEST = 4_000, 1_000, 400
AT_ONCE = 50
Samples = dict[str, tuple[str, ...]]


def samples_of(
    connection: Connection, table: Table, names: Sequence[str], row_count: int
) -> Samples:
    """Return the values by column; a cell longer than LONGEST is a text, and is left out."""
    found: Samples = {}
    for start in range(0, len(names), AT_ONCE):
        batch = names[start : start + AT_ONCE]
        rows = sampled(connection, table, batch, row_count)
        for name, column in zip(batch, zip(*rows, strict=True) if rows else [], strict=bool(rows)):
            values = dict.fromkeys(value for value in column if value is not None)
            found[name] = tuple(values)[:VALUES]
            if len(values) < VALUES // 20 and row_count > ROWS:
                found[name] = rarer(connection, table, name)
    return found


def sampled(
    connection: Connection, table: Table, names: Sequence[str], row_count: int
) -> list[tuple[str | None, ...]]:
    share = min(100.0, 120 * ROWS / max(1, row_count))
    cells = ", ".join(f"{short(table, name)} AS v{rank}" for rank, name in enumerate(names))
    some = f" USING SAMPLE {share:.6f}% (bernoulli, 1)" if share < 100 else ""
    return connection.execute(
        f"SELECT * FROM (SELECT {cells} FROM {table.sql}){some} LIMIT {ROWS}"
    ).fetchall()


def rarer(connection: Connection, table: Table, name: str) -> tuple[str, ...]:
    """Look along the whole column, for one that is mostly empty or has few values."""
    rows = connection.execute(
        f"SELECT DISTINCT v FROM (SELECT {short(table, name)} AS v FROM {table.sql}) "
        f"WHERE v IS NOT NULL LIMIT {VALUES}"
    ).fetchall()
    return tuple(value for (value,) in rows)


def short(table: Table, name: str) -> str:
    return f"CASE WHEN strlen({table.cell(name)}) <= {LONGEST} THEN {table.cell(name)} END"
