"""Geometries written as text, in the cells of a table."""

import json

import pytest

from catalog.files import convert
from catalog.files.geometry import geometry_of
from tests.catalog.files.tables import profile_of


@pytest.mark.parametrize(
    ("text", "kind", "coordinates"),
    [
        ("POINT (2.35 48.85)", "Point", [2.35, 48.85]),
        ("Point Z(2.35 48.85 35)", "Point", [2.35, 48.85, 35]),
        ("SRID=4326;POINT(2 48)", "Point", [2, 48]),
        ("LINESTRING(2 48, 3 49)", "LineString", [[2, 48], [3, 49]]),
        ("MULTIPOINT((2 48),(3 49))", "MultiPoint", [[2, 48], [3, 49]]),
        ("MULTIPOINT(2 48, 3 49)", "MultiPoint", [[2, 48], [3, 49]]),
        ("POLYGON((0 0,1 0,1 1,0 0))", "Polygon", [[[0, 0], [1, 0], [1, 1], [0, 0]]]),
        (
            "MULTIPOLYGON(((0 0,1e0 0,+1. 1,0 0)))",
            "MultiPolygon",
            [[[[0, 0], [1, 0], [1, 1], [0, 0]]]],
        ),
        ('{"type": "Point", "coordinates": [2, 48]}', "Point", [2, 48]),
        ("POLYGON EMPTY", "Polygon", []),
    ],
)
def test_a_geometry_is_read_from_its_text(text, kind, coordinates):
    assert geometry_of(text) == {"type": kind, "coordinates": coordinates}


def test_a_collection_holds_its_geometries():
    found = geometry_of("GEOMETRYCOLLECTION(POINT(2 48), LINESTRING(2 48, 3 49))")

    assert [one["type"] for one in found["geometries"]] == ["Point", "LineString"]


@pytest.mark.parametrize(
    "text",
    [
        None,
        "",
        "POINT",
        "POINT(a b)",
        "LION(2 48)",
        "SRID=2154;POINT(652381 6862047)",
        "{",
        "POINT((",
    ],
)
def test_what_is_no_geometry_of_the_globe_gives_none(text):
    assert geometry_of(text) is None


@pytest.mark.parametrize(
    ("cells", "box"),
    [
        (["POINT (2.35 48.85)", "POINT (-1.5 47)"], (-1.5, 47, 2.35, 48.85)),
        (["POINT Z (2 48 900)", "POINT Z (3 49 -10)"], (2, 48, 3, 49)),
        (['{"type":"Point","coordinates":[2,48,900]}'] * 2, (2, 48, 2, 48)),
        (["POINT (652381 6862047)", "POINT (842666 6519924)"], None),
    ],
)
def test_the_box_of_a_column_of_geometries(tmp_path, cells, box):
    rows = [(str(number), cell) for number, cell in enumerate(cells)]

    assert profile_of(tmp_path, ("n", "lieu"), *rows).bbox == box


def test_a_table_in_wkt_is_exported_as_a_map(tmp_path):
    table, out = tmp_path / "table.parquet", tmp_path / "out.geojson"
    profile_of(tmp_path, ("nom", "lieu"), ("a", "POINT (2 48)"), ("b", ""), table=table)

    convert(table, "geojson", out)

    features = json.loads(out.read_text())["features"]
    assert [one["geometry"] for one in features] == [
        {"type": "Point", "coordinates": [2, 48]},
        None,
    ]
