"""`convert(table, format, out)`: the derived table in another format, never the file as sent.

In: the Parquet that `profile` wrote. Out: UTF-8 CSV, XLSX, ODS, JSON, JSON Lines or GeoJSON.
"""

from collections.abc import Sequence
from pathlib import Path

from catalog.files import sandbox

FORMATS = ("csv", "xlsx", "ods", "json", "jsonl", "geojson")


def convert(table: Path, format: str, out: Path, *, columns: Sequence[str] = ()) -> None:
    """Write `out`, whole or not at all; `columns`: these only, in this order ((): all).

    Raises SandboxRefusal when the table passes a limit of the format or of the machine.
    """
    if format not in FORMATS:
        raise ValueError(format)
    sandbox.call(
        "catalog.files.exports:write",
        reads=[table], writes=out, table=table, format=format, columns=list(columns),
    )  # fmt: skip
