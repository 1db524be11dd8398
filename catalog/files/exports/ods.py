"""ODS (OpenDocument 1.3, part 3): a zip of XML, written row after row."""

import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from catalog.files.exports.source import Source

MIME = "application/vnd.oasis.opendocument.spreadsheet"
NAMESPACE = "urn:oasis:names:tc:opendocument:xmlns:"
MANIFEST = (
    f'<?xml version="1.0" encoding="UTF-8"?><manifest:manifest xmlns:manifest="{NAMESPACE}'
    f'manifest:1.0" manifest:version="1.3"><manifest:file-entry manifest:full-path="/" '
    f'manifest:media-type="{MIME}"/><manifest:file-entry manifest:full-path="content.xml" '
    'manifest:media-type="text/xml"/></manifest:manifest>'
)
OPENING = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content '
    f'xmlns:office="{NAMESPACE}office:1.0" xmlns:table="{NAMESPACE}table:1.0" '
    f'xmlns:text="{NAMESPACE}text:1.0" office:version="1.3"><office:body><office:spreadsheet>'
    '<table:table table:name="Données">'
)
CLOSING = "</table:table></office:spreadsheet></office:body></office:document-content>"
FORBIDDEN = {code: None for code in range(32) if code not in (9, 10, 13)} | {
    0xFFFE: None,
    0xFFFF: None,
}
"""Characters that XML 1.0 cannot hold."""


def write(source: Source, out: Path) -> None:
    source.fit_in_a_sheet()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        # First and not compressed, so that programs know the format from the first bytes.
        archive.writestr("mimetype", MIME, zipfile.ZIP_STORED)
        archive.writestr("META-INF/manifest.xml", MANIFEST)
        with archive.open("content.xml", "w", force_zip64=True) as content:
            for part in document(source):
                content.write(part.encode())


def document(source: Source) -> Iterator[str]:
    yield OPENING
    yield row(source.names)
    for values in source.rows():
        yield row(values)
    yield CLOSING


def row(values: tuple[Any, ...]) -> str:
    return f"<table:table-row>{''.join(map(cell, values))}</table:table-row>"


def cell(value: Any) -> str:
    if value is None:
        return "<table:table-cell/>"
    kind, attribute, written = typed(value)
    shown = "".join(f"<text:p>{escape(line)}</text:p>" for line in clean(written).split("\n"))
    stored = f" office:{attribute}={quoteattr(written)}" if attribute else ""
    return f'<table:table-cell office:value-type="{kind}"{stored}>{shown}</table:table-cell>'


def typed(value: Any) -> tuple[str, str, str]:
    """Return the type of the cell, the attribute that holds its value, and the value written."""
    if isinstance(value, bool):
        return "boolean", "boolean-value", str(value).lower()
    if isinstance(value, int) and abs(value) <= 2**53:
        return "float", "value", str(value)
    if isinstance(value, (float, Decimal)) and value == value and abs(value) != float("inf"):
        return "float", "value", str(value)
    if isinstance(value, date):
        moment = value.replace(tzinfo=None) if isinstance(value, datetime) else value
        return "date", "date-value", moment.isoformat()
    return "string", "", str(value)


def clean(text: str) -> str:
    return text.translate(FORBIDDEN).replace("\r\n", "\n").replace("\r", "\n")
