"""Where in France the rows are. In: two tables with points. Out: how many fall in each territory.

The boxes are drawn wide, and only tell far apart places from one another.
"""

from pathlib import Path

from catalog.files import engine
from catalog.files.engine import Connection
from catalog.files.meaning import LATITUDE, LONGITUDE, is_coordinate
from catalog.files.shapes import ColumnType, Presence, Profile

BOXES = {
    "en métropole": (-5.5, 41.2, 9.8, 51.3),
    "en Guadeloupe": (-61.9, 15.8, -60.9, 16.6),
    "en Martinique": (-61.3, 14.3, -60.7, 15.0),
    "en Guyane": (-54.7, 2.0, -51.5, 5.9),
    "à La Réunion": (55.1, -21.5, 55.9, -20.8),
    "à Mayotte": (44.9, -13.1, 45.4, -12.5),
    "à Saint-Pierre-et-Miquelon": (-56.6, 46.6, -56.0, 47.2),
    "à Saint-Martin et Saint-Barthélemy": (-63.2, 17.8, -62.7, 18.2),
    "en Polynésie française": (-155.0, -28.0, -134.0, -7.5),
    "à Wallis-et-Futuna": (-178.3, -14.5, -176.0, -13.1),
    "en Nouvelle-Calédonie": (163.4, -22.9, 168.3, -19.4),
}
"""West, south, east, north, in degrees."""


def place_columns(profile: Profile) -> list[str]:
    """Return the column of points, or those of the latitude and of the longitude, or none."""
    for column in profile.columns:
        if column.type == ColumnType.GEOPOINT:
            return [column.name]
    found = [
        next((one.name for one in profile.columns if is_coordinate(one, name, limit)), None)
        for name, limit in ((LATITUDE, 90), (LONGITUDE, 180))
    ]
    return [name for name in found if name is not None] if None not in found else []


def presences(
    before: str, after: str, places_before: list[str], places: list[str], work: Path
) -> list[Presence]:
    """Run in the sandbox: count the rows of both versions in each territory."""
    paths = (Path(before), Path(after))
    connection = engine.connect(work, opens=paths)
    old = counts(connection, paths[0], places_before)
    new = counts(connection, paths[1], places)
    pairs = zip(BOXES, old, new, strict=True)
    return [Presence(where, one, other) for where, one, other in pairs if one or other]


def counts(connection: Connection, path: Path, places: list[str]) -> list[int]:
    latitude, longitude = map(engine.name, places * (3 - len(places)))
    if len(places) == 1:
        latitude, longitude = (f"split_part({latitude}, ',', {half})" for half in (1, 2))
    asked = ", ".join(
        f"count(*) FILTER (x BETWEEN {west} AND {east} AND y BETWEEN {south} AND {north})"
        for west, south, east, north in BOXES.values()
    )
    told = connection.execute(
        f"SELECT {asked} FROM (SELECT TRY_CAST({longitude} AS DOUBLE) AS x, "
        f"TRY_CAST({latitude} AS DOUBLE) AS y FROM read_parquet({engine.text(str(path))}))"
    ).fetchone()
    return list(told or ())
