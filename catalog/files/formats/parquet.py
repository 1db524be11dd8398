"""Parquet. In: a file whose footer says rows and types. Out: its rows, as text, and those types."""

from pathlib import Path

from catalog.files import engine
from catalog.files.engine import Connection
from catalog.files.formats.base import Format, Reading, Sample, Table
from catalog.files.identify import MIME
from catalog.files.layout import names_of
from catalog.files.shapes import ColumnType
from catalog.files.staging import check_columns, check_size

TYPES = {
    "BOOLEAN": ColumnType.BOOLEAN,
    "DATE": ColumnType.DATE,
    "FLOAT": ColumnType.DECIMAL,
    "DOUBLE": ColumnType.DECIMAL,
    "VARCHAR": ColumnType.TEXT,
    "JSON": ColumnType.JSON,
}
WHOLE = ("INT", "BIGINT", "SMALLINT", "TINYINT", "HUGEINT")
NESTED = ("STRUCT", "MAP", "UNION")


class Parquet(Format):
    names = ("parquet",)

    def recognises(self, sample: Sample) -> bool:
        return sample.head.startswith(b"PAR1")

    def read(self, sample: Sample, work: Path) -> Reading:
        connection = engine.connect(work, opens=[sample.path])
        source = f"read_parquet({engine.text(str(sample.path))})"
        described = connection.execute(f"DESCRIBE SELECT * FROM {source}").fetchall()
        check_columns(len(described))
        check_size(rows_told(connection, sample.path), len(described))
        names = names_of([name for name, *_ in described], len(described)).names
        cells = ", ".join(
            f"{cell(engine.name(name), type_)} AS {engine.name(unique)}"
            for unique, (name, type_, *_) in zip(names, described, strict=True)
        )
        types = tuple(type_of(type_) for _, type_, *_ in described)
        table = Table(f"(SELECT {cells} FROM {source})", names, (sample.path,), types)
        return Reading("parquet", MIME["parquet"], table=table)


def rows_told(connection: Connection, path: Path) -> int:
    """Return the rows that the footer promises: a small file may promise a thousand million."""
    told = connection.execute(
        f"SELECT num_rows FROM parquet_file_metadata({engine.text(str(path))})"
    ).fetchone()
    return told[0] if told else 0


def cell(column: str, type_: str) -> str:
    if is_nested(type_):
        return f"CAST(to_json({column}) AS VARCHAR)"
    if type_ == "BLOB":
        return f"format('({{}} octets)', octet_length({column}))"
    return f"CAST({column} AS VARCHAR)"


def is_nested(type_: str) -> bool:
    return type_.endswith("]") or type_.startswith(NESTED)


def type_of(type_: str) -> ColumnType:
    if is_nested(type_):
        return ColumnType.JSON
    if type_.startswith("DECIMAL"):
        return ColumnType.DECIMAL
    if type_.startswith("TIMESTAMP"):
        return ColumnType.DATETIME
    if type_.removeprefix("U").startswith(WHOLE) and type_ != "INTERVAL":
        return ColumnType.INTEGER
    return TYPES.get(type_, ColumnType.TEXT)
