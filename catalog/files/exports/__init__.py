"""Writing a table in another format, inside the sandbox: one module a format, rows streamed."""

from pathlib import Path

from catalog.files import engine
from catalog.files.exports import geojson, ods, text, xlsx
from catalog.files.exports.source import Source
from catalog.files.table import types_of

WRITERS = {
    "csv": text.write_csv,
    "json": text.write_json,
    "jsonl": text.write_json_lines,
    "xlsx": xlsx.write,
    "ods": ods.write,
    "geojson": geojson.write,
}


def write(table: str, format: str, columns: list[str], work: Path, out: Path) -> None:
    """Raises Refusal when the format cannot hold the table."""
    path = Path(table)
    connection = engine.connect(work, opens=[path])
    types = types_of(connection, path)
    WRITERS[format](Source(connection, path, types, tuple(columns or types)), out)
