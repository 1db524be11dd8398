"""GeoJSON (RFC 7946): a feature a row, its place from a geometry or from coordinates."""

import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from catalog.files.exports.source import Source
from catalog.files.formats.base import Refusal
from catalog.files.geometry import geometry_of
from catalog.files.meaning import LATITUDE, LONGITUDE
from catalog.files.shapes import ColumnType

Row = dict[str, Any]
NO_PLACE = "Cette table n’a ni géométrie ni coordonnées : elle ne se met pas sur une carte."


def write(source: Source, out: Path) -> None:
    used, place = placing(source)
    with out.open("w", encoding="utf-8") as file:
        file.write('{"type": "FeatureCollection", "features": [')
        for number, values in enumerate(source.rows()):
            row = dict(zip(source.names, values, strict=True))
            kept = {name: value for name, value in row.items() if name not in used}
            feature = {"type": "Feature", "geometry": place(row), "properties": kept}
            file.write(",\n" if number else "\n")
            file.write(json.dumps(feature, ensure_ascii=False, default=plain, allow_nan=False))
        file.write("\n]}\n")


def placing(source: Source) -> tuple[set[str], Callable[[Row], Any]]:
    """Return the columns that hold the place, and how to read it. Raises Refusal without any."""
    for type_, reader in ((ColumnType.GEOMETRY, geometry_of), (ColumnType.GEOPOINT, geopoint)):
        found = next((name for name in source.names if source.types.get(name) == type_), None)
        if found is not None:
            return {found}, lambda row, name=found, read=reader: read(row[name])
    latitude = coordinate(source, LATITUDE)
    longitude = coordinate(source, LONGITUDE)
    if latitude is None or longitude is None:
        raise Refusal(NO_PLACE)
    return {latitude, longitude}, lambda row: point(row[longitude], row[latitude])


def coordinate(source: Source, pattern: Any) -> str | None:
    numbers = (ColumnType.DECIMAL, ColumnType.INTEGER)
    return next(
        (one for one in source.names if source.types.get(one) in numbers and pattern.match(one)),
        None,
    )


def geopoint(text: str | None) -> Any:
    """Read « latitude, longitude », in brackets or not."""
    halves = (text or "").strip("[]() ").split(",")
    if len(halves) != 2:
        return None
    try:
        return point(float(halves[1]), float(halves[0]))
    except ValueError:
        return None


def point(longitude: Any, latitude: Any) -> Any:
    if longitude is None or latitude is None:
        return None
    return {"type": "Point", "coordinates": [float(longitude), float(latitude)]}


def plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return float(value) if isinstance(value, Decimal) else str(value)
