"""Small real files. In: a header and rows of plain values. Out: the bytes to publish."""

import csv
import io
import json
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from openpyxl import Workbook

from catalog.demo.tables import Table

WRITTEN_AT = datetime(2026, 1, 1, tzinfo=UTC)
"""A workbook carries its date: a fixed one, so that the same rows give the same file."""


def csv_file(table: Table, *, delimiter: str = ";", encoding: str = "utf-8") -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow(table.columns)
    writer.writerows(table.rows)
    return text.getvalue().encode(encoding, errors="replace")


def json_file(table: Table) -> bytes:
    return dump([dict(zip(table.columns, row, strict=True)) for row in table.rows])


def geojson_file(table: Table) -> bytes:
    """Write one point a row; the columns `latitude` and `longitude` become its geometry."""
    features = [feature(dict(zip(table.columns, row, strict=True))) for row in table.rows]
    return dump({"type": "FeatureCollection", "features": features})


def feature(values: dict[str, Any]) -> dict[str, Any]:
    point = [values.pop("longitude"), values.pop("latitude")]
    geometry = {"type": "Point", "coordinates": point}
    return {"type": "Feature", "geometry": geometry, "properties": values}


def dump(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode() + b"\n"


def xlsx_file(table: Table) -> bytes:
    book = Workbook()
    book.properties.created = book.properties.modified = WRITTEN_AT
    sheet = book.active
    sheet.title = "Données"
    for row in (table.columns, *table.rows):
        sheet.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def dictionary_file(title: str, columns: Iterable[Sequence[str]]) -> bytes:
    """Write the documentation of a file, in Markdown: one line a column, with what it holds."""
    lines = [f"# {title}", "", "| Colonne | Ce qu’elle contient |", "|---|---|"]
    lines += [f"| {name} | {meaning} |" for name, meaning in columns]
    return ("\n".join(lines) + "\n").encode()
