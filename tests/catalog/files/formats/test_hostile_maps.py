"""Maps made to harm whoever opens them: refused in words, in bounded time, or read harmlessly."""

import json
import sqlite3
import time
from dataclasses import replace

import pyarrow as pa
import pytest

from catalog.files import profile, sandbox
from tests.catalog.files.formats import maps
from tests.catalog.files.formats.maps import feature

PARIS = (2.3522, 48.8566)


@pytest.fixture
def soon(monkeypatch):
    """Ten seconds to read a file, and the test fails when it takes much more."""
    shorter = replace(sandbox.LIMITS, wall=20, cpu=10)
    monkeypatch.setitem(sandbox.call.__kwdefaults__, "limits", shorter)
    started = time.monotonic()
    yield
    assert time.monotonic() - started < 30


def collection(geometry: str) -> str:
    return (
        '{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"n": 1}, '
        f'"geometry": {geometry}}}]}}'
    )


@pytest.mark.parametrize(
    "geometry",
    [
        '{"type": "GeometryCollection", "geometries": [' * 50_000 + "]}" * 50_000,
        '{"type": "Polygon", "coordinates": ' + "[" * 200_000 + "]" * 200_000 + "}",
        '{"type": "Point", "coordinates": [' + "9" * 5_000_000 + ", 1e999]}",
        '{"type": "Point", "coordinates": ["2", {}]}',
        '{"type": "Lion", "coordinates": [1, 2]}',
        '{"type": "Point", "coordinates": []}',
    ],
    ids=["collections", "brackets", "digits", "texts", "kind", "nothing"],
)
def test_geometries_that_are_not_are_refused_or_left_empty(tmp_path, soon, geometry):
    path = tmp_path / "a.geojson"
    path.write_text(collection(geometry))

    found = profile(path)

    assert found.refusal or (found.row_count, found.bbox) == (1, None)


def test_a_hundred_thousand_properties_are_too_many(tmp_path, soon):
    path = maps.geojson(tmp_path, feature(PARIS, **{f"p{n}": n for n in range(100_000)}))

    assert "colonnes" in profile(path).refusal


def test_a_feature_larger_than_the_limit_is_refused(tmp_path, soon):
    path = maps.geojson(tmp_path, feature(PARIS, texte="x" * 40 * 1024**2))

    assert profile(path).refusal


def test_a_database_whose_view_never_ends_is_stopped(tmp_path, soon):
    path = maps.geopackage(tmp_path)
    endless = (
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
        "SELECT i AS fid, NULL AS geom, i AS nom FROM n"
    )
    with sqlite3.connect(path) as database:
        database.execute("ALTER TABLE villes RENAME TO places")
        database.execute(f"CREATE VIEW villes AS {endless}")

    assert profile(path).refusal


def test_a_database_that_is_not_one_is_refused(tmp_path, soon):
    path = maps.geopackage(tmp_path)
    content = bytearray(path.read_bytes())
    content[100:] = bytes(len(content) - 100)
    path.write_bytes(content)

    assert "ne s’ouvre pas" in profile(path).refusal


def test_a_virtual_map_that_names_another_file_opens_nothing(tmp_path, soon):
    secret = maps.geojson(tmp_path, feature(PARIS, mot="secret-0417"), name="secret.geojson")
    path = tmp_path / "a.kml"
    path.write_text(
        "<OGRVRTDataSource><OGRVRTLayer name='a'>"
        f"<SrcDataSource>{secret}</SrcDataSource><SrcLayer>secret</SrcLayer>"
        "</OGRVRTLayer></OGRVRTDataSource>"
    )

    assert "secret-0417" not in json.dumps(profile(path).as_json())


def test_folders_in_folders_without_end_are_refused(tmp_path, soon):
    path = tmp_path / "a.kml"
    path.write_text(maps.kml(("<Folder>" * 50_000, [])).replace("<name><Folder>", "<Folder>"))

    assert profile(path).refusal


def test_a_map_of_many_points_is_read_in_little_memory(tmp_path):
    many = maps.cities(nom=["Paris", "Lyon"])
    path = maps.geopackage(tmp_path, table=pa.concat_tables([many] * 20_000))
    tight = replace(sandbox.LIMITS, memory=1024**3)

    told = sandbox.call(
        "catalog.files.exploration:explore",
        reads=[path], limits=tight, path=path, filename=path.name, keep=True,
    )  # fmt: skip

    assert told["row_count"] == 40_000
