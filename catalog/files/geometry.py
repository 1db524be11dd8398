"""Geometries written as text: GeoJSON (RFC 7946) or WKT (OGC 06-103r4, with or without its SRID).

In: the text of a cell, or a column of them. Out: the geometry as GeoJSON has it, or their box.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

from catalog.files.engine import Connection, text as quoted
from catalog.files.formats.base import Table
from catalog.files.projections import Box, is_on_earth

NUMBER = r"[+-]?[0-9]+(?:\.[0-9]*)?(?:[eE][+-]?[0-9]+)?"
TAGGED = re.compile(r"(?is)\s*(?:SRID=(\d+);)?\s*([A-Z]+?)\s*(?:Z|M|ZM)?\s*(EMPTY|\(.*\))\s*")
COORDINATES = re.compile(rf"{NUMBER}(?:\s+{NUMBER}){{1,3}}")
MEMBERS = re.compile(r"(?i)[A-Z]{5,}[\s ZM]*(?=\(|EMPTY)")
WGS84 = (None, "4326", "4979")
KINDS = {
    kind.upper(): kind
    for kind in ("Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon")
}
IN_WKT = rf"[(,]\s*({NUMBER})\s+({NUMBER})"
IN_GEOJSON = rf"\[\s*({NUMBER})\s*,\s*({NUMBER})"


def geometry_of(text: str | None) -> dict[str, Any] | None:
    """Return the geometry, None where there is none or where it is not in WGS 84."""
    written = (text or "").strip()
    try:
        found = json.loads(written) if written.startswith("{") else from_wkt(written)
    except (ValueError, IndexError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def from_wkt(text: str) -> dict[str, Any] | None:
    tagged = TAGGED.fullmatch(text)
    if tagged is None or tagged[1] not in WGS84:
        return None
    tag, content = tagged[2].upper(), tagged[3]
    if tag == "GEOMETRYCOLLECTION":
        return {"type": "GeometryCollection", "geometries": [*filter(None, members(content))]}
    if tag not in KINDS:
        return None
    return {"type": KINDS[tag], "coordinates": coordinates(tag, content)}


def members(content: str) -> Iterator[dict[str, Any] | None]:
    """Yield the geometries of a collection; one inside another is left out."""
    starts = [found.start() for found in MEMBERS.finditer(content)]
    for start, end in zip(starts, [*starts[1:], len(content) - 1], strict=True):
        member = content[start:end].strip(" \t\r\n,")
        if not member.upper().startswith("GEOMETRYCOLLECTION"):
            yield from_wkt(member)


def coordinates(tag: str, content: str) -> Any:
    """Return the numbers as JSON nests them; a point has one level less than its parentheses."""
    if content.upper() == "EMPTY":
        return []
    nested = COORDINATES.sub(lambda one: f"[{','.join(map(plain, one[0].split()))}]", content)
    found = json.loads(nested.replace("(", "[").replace(")", "]"))
    if tag == "POINT":
        return found[0]
    if tag == "MULTIPOINT":
        return [one[0] if isinstance(one[0], list) else one for one in found]
    return found


def plain(number: str) -> str:
    """Return the number as JSON writes it: « +2. » is WKT's."""
    return repr(float(number))


def box_of(connection: Connection, table: Table, column: str) -> Box | None:
    """Return the box of a column of geometries, None when it has none, or is not on Earth."""
    firsts, seconds = (
        f"CASE WHEN starts_with(v, '{{') THEN regexp_extract_all(v, {quoted(IN_GEOJSON)}, {rank}) "
        f"ELSE regexp_extract_all(v, {quoted(IN_WKT)}, {rank}) END"
        for rank in (1, 2)
    )
    told = connection.execute(
        "SELECT min(list_min(x)), min(list_min(y)), max(list_max(x)), max(list_max(y)) FROM ("
        f"SELECT CAST({firsts} AS DOUBLE[]) AS x, CAST({seconds} AS DOUBLE[]) AS y "
        f"FROM (SELECT {table.cell(column)} AS v FROM {table.sql}))"
    ).fetchone()
    if told is None or any(side is None for side in told):
        return None
    west, south, east, north = map(float, told)
    box = (west, south, east, north)
    return box if is_on_earth(box) else None
