"""CSV (RFC 4180, UTF-8, comma), JSON array and JSON Lines: the engine writes them itself."""

from pathlib import Path

from catalog.files import engine
from catalog.files.exports.source import Source


def write_csv(source: Source, out: Path) -> None:
    copy(source, source.select(), out, "FORMAT csv, HEADER true")


def write_json(source: Source, out: Path) -> None:
    copy(source, source.select(structured=True), out, "FORMAT json, ARRAY true")


def write_json_lines(source: Source, out: Path) -> None:
    copy(source, source.select(structured=True), out, "FORMAT json")


def copy(source: Source, query: str, out: Path, options: str) -> None:
    source.connection.execute(f"COPY ({query}) TO {engine.text(str(out))} ({options})")
