"""The derived table: typed Parquet, in the file's order. In: a table of text and its kinds."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from catalog.files import engine
from catalog.files.columns import Study
from catalog.files.engine import Connection
from catalog.files.formats.base import Table
from catalog.files.shapes import ColumnType

if TYPE_CHECKING:
    import pyarrow as pa

WIDE, SLICE = 500, 1_000
"""Columns beyond which the table is written some columns at a time, and how many."""
MAX_WIDE_CELLS = 5_000_000
TYPES_KEY = "vitrine.types"


def write_table(
    connection: Connection, table: Table, studies: Sequence[Study], destination: Path
) -> None:
    types = json.dumps({study.name: study.kind.type for study in studies})
    if len(studies) > WIDE:
        write_wide(connection, table, studies, destination, types)
        return
    written = engine.text(str(destination))
    connection.execute(
        f"COPY (SELECT {cells(table, studies)} FROM {table.sql}) TO {written} "
        f"(FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {rows_at_once(len(studies))}, "
        f"KV_METADATA {{{engine.text(TYPES_KEY)}: {engine.text(types)}}})"
    )


def cells(table: Table, studies: Sequence[Study]) -> str:
    return ", ".join(
        f"{study.kind.sql(table.cell(study.name))} AS {engine.name(study.name)}"
        for study in studies
    )


def rows_at_once(width: int) -> int:
    """Return the rows of a group: as many cells, whatever the width."""
    return max(2_048, min(122_880, 2_500_000 // width // 2_048 * 2_048))


def write_wide(
    connection: Connection, table: Table, studies: Sequence[Study], destination: Path, types: str
) -> None:
    """Read the cells in Python: the engine would plan, and hold, a vector of every column."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    columns: list[pa.Array] = []
    for start in range(0, len(studies), SLICE):
        part = studies[start : start + SLICE]
        cells = ", ".join(table.cell(study.name) for study in part)
        rows = connection.execute(f"SELECT {cells} FROM {table.sql}").fetchall()
        for study, values in zip(part, zip(*rows, strict=True), strict=bool(rows)):
            read = [study.kind.read(value) for value in values]
            columns.append(pa.array(read, arrow_type(study.kind.type)))
    names = [study.name for study in studies[: len(columns)]]
    whole = pa.table(columns, names=names).replace_schema_metadata({TYPES_KEY: types})
    pq.write_table(
        whole, destination, compression="zstd", row_group_size=rows_at_once(len(studies))
    )


def arrow_type(type_: ColumnType) -> "pa.DataType":
    import pyarrow as pa

    return {
        ColumnType.INTEGER: pa.int64(),
        ColumnType.DECIMAL: pa.float64(),
        ColumnType.BOOLEAN: pa.bool_(),
        ColumnType.DATE: pa.date32(),
        ColumnType.DATETIME: pa.timestamp("us"),
    }.get(type_, pa.string())


def types_of(connection: Connection, path: Path) -> dict[str, ColumnType]:
    """Return the types that `write_table` kept in the file, by column."""
    told = connection.execute(
        f"SELECT value FROM parquet_kv_metadata({engine.text(str(path))}) WHERE key = ?",
        [TYPES_KEY.encode()],
    ).fetchone()
    kept = json.loads(told[0]) if told else {}
    return {name: ColumnType(type_) for name, type_ in kept.items()}
