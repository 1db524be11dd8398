"""Small maps written for a test, by GDAL or by hand. Places are true, their values invented."""

import json
import struct
import zipfile
from pathlib import Path

import pyarrow as pa
import pyogrio

PARIS, LYON = (652381.0, 6862047.0), (842666.0, 6519924.0)
"""In Lambert-93, metres."""
IN_DEGREES = (2.351, 45.764, 4.836, 48.857)
"""The box of both, in WGS 84."""


def point(x: float, y: float) -> bytes:
    return struct.pack("<BIdd", 1, 1, x, y)


def cities(**columns) -> pa.Table:
    columns = columns or {"nom": ["Paris", "Lyon"], "code": ["75056", "69123"]}
    places = pa.array([point(*PARIS), point(*LYON)], pa.binary())
    return pa.table({**columns, "geom": places})


def written(path: Path, driver: str, *, table=None, crs="EPSG:2154", **options) -> Path:
    pyogrio.write_arrow(
        cities() if table is None else table,
        path, driver=driver, crs=crs, geometry_type="Point", geometry_name="geom", **options,
    )  # fmt: skip
    return path


def geopackage(folder: Path, **options) -> Path:
    return written(folder / "villes.gpkg", "GPKG", **options)


def shapefile(folder: Path, *, without: tuple[str, ...] = (), name="villes", **options) -> Path:
    """Zip the files of a shapefile, `without` those of these suffixes."""
    inside = folder / "shape"
    inside.mkdir()
    written(inside / f"{name}.shp", "ESRI Shapefile", **options)
    path = folder / "villes.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for one in sorted(inside.iterdir()):
            if one.suffix not in without:
                archive.write(one, f"export/{one.name}")
    return path


def geojson(folder: Path, *features: dict, name="villes.geojson", **members) -> Path:
    path = folder / name
    document = {"type": "FeatureCollection", **members, "features": list(features)}
    path.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    return path


def feature(place, **properties) -> dict:
    geometry = {"type": "Point", "coordinates": list(place)} if place else None
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def kml(*folders: tuple[str, list[str]], prolog: str = "") -> str:
    """Write folders of placemarks, each named, all in Paris."""
    placemarks = (
        "<Placemark><name>{}</name><Point><coordinates>2.35,48.85</coordinates></Point></Placemark>"
    )
    inside = "".join(
        f"<Folder><name>{name}</name>{''.join(placemarks.format(one) for one in names)}</Folder>"
        for name, names in folders
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{prolog}'
        f'<kml xmlns="http://www.opengis.net/kml/2.2"><Document>{inside}</Document></kml>'
    )
