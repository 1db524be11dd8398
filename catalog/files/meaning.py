"""What columns mean beyond their type: semantic types, personal data, places.

In: a table and its columns. Out: columns that say more, and nothing of anyone.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from catalog.files.engine import Connection
from catalog.files.formats.base import Table
from catalog.files.geometry import box_of
from catalog.files.personal import suspicions
from catalog.files.samples import samples_of
from catalog.files.semantics import detect
from catalog.files.shapes import Column, ColumnType, Suspicion

Box = tuple[float, float, float, float]
LATITUDE = re.compile(r"(^|.*[^a-z])(lat|latitude)([^a-z].*|$)", re.IGNORECASE)
LONGITUDE = re.compile(r"(^|.*[^a-z])(lon|lng|long|longitude)([^a-z].*|$)", re.IGNORECASE)
STUDIED = 2_000
"""Columns whose meaning is looked for: wider files are matrices."""


def understood(
    connection: Connection, table: Table, columns: Sequence[Column], row_count: int
) -> tuple[tuple[Column, ...], tuple[Suspicion, ...]]:
    """Return the columns with their semantic types, without any value of the suspected ones."""
    if len(columns) > STUDIED or not row_count:
        return tuple(columns), ()
    samples = samples_of(connection, table, table.names, row_count)
    meant = [
        replace(column, semantic=detect(column.name, samples[column.name])) for column in columns
    ]
    found = suspicions(connection, table, meant, samples, row_count)
    return discreet(meant, found), found


def discreet(columns: Sequence[Column], suspected: Sequence[Suspicion]) -> tuple[Column, ...]:
    """Keep no value of a column that may hold personal data."""
    personal = {suspicion.column for suspicion in suspected}
    return tuple(
        replace(column, minimum=None, maximum=None, frequent=(), examples=())
        if column.name in personal
        else column
        for column in columns
    )


def bounds(connection: Connection, table: Table, columns: Sequence[Column]) -> Box | None:
    """Return west, south, east, north of the places, found in one column or in a pair of them."""
    place = next((one for one in columns if one.type == ColumnType.GEOMETRY), None)
    if place is not None:
        return box_of(connection, table, place.name)
    point = next((one for one in columns if one.type == ColumnType.GEOPOINT), None)
    if point is not None:
        return of_points(connection, table, point)
    latitude = next((one for one in columns if is_coordinate(one, LATITUDE, 90)), None)
    longitude = next((one for one in columns if is_coordinate(one, LONGITUDE, 180)), None)
    if latitude is None or longitude is None:
        return None
    return box(longitude.minimum, latitude.minimum, longitude.maximum, latitude.maximum)


def is_coordinate(column: Column, name: re.Pattern[str], limit: int) -> bool:
    if column.type != ColumnType.DECIMAL or not name.match(column.name):
        return False
    return all(abs(float(bound)) <= limit for bound in (column.minimum, column.maximum) if bound)


def of_points(connection: Connection, table: Table, column: Column) -> Box | None:
    half = "TRY_CAST(split_part(v, ',', {}) AS DOUBLE)"
    latitude, longitude = half.format(1), half.format(2)
    told = connection.execute(
        f"SELECT min({longitude}), min({latitude}), max({longitude}), max({latitude}) "
        f"FROM (SELECT {table.cell(column.name)} AS v FROM {table.sql})"
    ).fetchone()
    return box(*told) if told else None


def box(*sides: float | str | None) -> Box | None:
    known = [float(side) for side in sides if side is not None]
    return (known[0], known[1], known[2], known[3]) if len(known) == 4 else None
