"""The derived table: typed Parquet, in the file's order. In: a table of text and its kinds."""

import json
from collections.abc import Sequence
from pathlib import Path

from catalog.files import engine
from catalog.files.columns import Study
from catalog.files.engine import Connection
from catalog.files.formats.base import Table
from catalog.files.shapes import ColumnType

WIDE, SLICE = 500, 100
"""Columns beyond which the table is written some columns at a time, and how many."""
TYPES_KEY = "vitrine.types"


def write_table(
    connection: Connection, table: Table, studies: Sequence[Study], destination: Path
) -> None:
    types = json.dumps({study.name: study.kind.type for study in studies})
    if len(studies) > WIDE:
        write_wide(connection, table, studies, destination, types)
        return
    connection.execute(
        f"COPY (SELECT {cells(studies)} FROM {table.sql}) TO {engine.text(str(destination))} "
        f"(FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {rows_at_once(len(studies))}, "
        f"KV_METADATA {{{engine.text(TYPES_KEY)}: {engine.text(types)}}})"
    )


def cells(studies: Sequence[Study]) -> str:
    return ", ".join(
        f"{study.kind.sql(study.value)} AS {engine.name(study.name)}" for study in studies
    )


def rows_at_once(width: int) -> int:
    """Return the rows of a group: as many cells, whatever the width."""
    return max(2_048, min(122_880, 2_500_000 // width // 2_048 * 2_048))


def write_wide(
    connection: Connection, table: Table, studies: Sequence[Study], destination: Path, types: str
) -> None:
    """Read the table some columns at a time: all at once, a vector of each would be too much."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    columns: dict[str, pa.ChunkedArray] = {}
    for start in range(0, len(studies), SLICE):
        part = studies[start : start + SLICE]
        read = connection.execute(f"SELECT {cells(part)} FROM {table.sql}").to_arrow_table()
        columns |= dict(zip(read.column_names, read.columns, strict=True))
    whole = pa.table(columns).replace_schema_metadata({TYPES_KEY: types})
    pq.write_table(whole, destination, compression="zstd", row_group_size=rows_at_once(len(studies)))


def types_of(connection: Connection, path: Path) -> dict[str, ColumnType]:
    """Return the types that `write_table` kept in the file, by column."""
    told = connection.execute(
        f"SELECT value FROM parquet_kv_metadata({engine.text(str(path))}) WHERE key = ?",
        [TYPES_KEY.encode()],
    ).fetchone()
    kept = json.loads(told[0]) if told else {}
    return {name: ColumnType(type_) for name, type_ in kept.items()}
