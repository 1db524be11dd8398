"""Maps: what they are, where they lie, and what is said of the way they say it."""

import json
import os
import zipfile
from pathlib import Path

import pytest

from catalog.files import preview, profile, sandbox
from catalog.files.shapes import ColumnType
from tests.catalog.files.formats import maps
from tests.catalog.files.formats.maps import IN_DEGREES, feature

SHARED = Path(os.environ.get("VITRINE_SHARED", "../shared")) / "data" / "geo"
PARIS, LYON = (2.3522, 48.8566), (4.8357, 45.764)


def codes(found):
    return {one.code for one in found.observations}


@pytest.mark.parametrize(
    ("name", "format_", "rows", "columns", "empty"),
    [
        ("base-merimee_toulouse.geojson", "geojson", 3174, 47, False),
        ("liste_des_musees_franciliens.geojson", "geojson", 139, 13, True),
        ("stations_shapefile.zip", "shp", 86, 5, False),
    ],
)
def test_real_maps_give_the_profile_that_their_manifest_states(name, format_, rows, columns, empty):
    if not SHARED.is_dir():
        pytest.skip("VITRINE_SHARED holds no file")

    found = profile(SHARED / name)

    assert (found.format, found.refusal) == (format_, None)
    assert (found.row_count, len(found.columns)) == (rows, columns)
    assert found.geometry_kinds == ("Point",)
    assert (found.column("geometry").null_share > 0) == empty
    west, south, east, north = found.bbox
    assert -180 <= west < east <= 180
    assert -90 <= south < north <= 90


@pytest.mark.parametrize(("write", "format_"), [(maps.geopackage, "gpkg"), (maps.shapefile, "shp")])
def test_lambert_93_is_turned_into_longitudes_and_latitudes(tmp_path, write, format_):
    table = tmp_path / "table.parquet"

    found = profile(write(tmp_path), table=table)

    assert (found.format, found.row_count, found.geometry_kinds) == (format_, 2, ("Point",))
    assert found.bbox == pytest.approx(IN_DEGREES, abs=0.001)
    assert [(one.name, one.type) for one in found.columns] == [
        ("nom", ColumnType.TEXT), ("code", ColumnType.TEXT), ("geometry", ColumnType.GEOMETRY)
    ]  # fmt: skip
    [said] = found.observations
    assert "Lambert-93 (EPSG:2154)" in said.message
    place = json.loads(preview(table, limit=1).rows[0][2])
    assert place["coordinates"] == pytest.approx([2.351, 48.857], abs=0.001)


def test_what_a_map_is_comes_from_its_bytes(tmp_path):
    places = {
        maps.geopackage(tmp_path).rename(tmp_path / "a.sqlite"): "gpkg",
        maps.shapefile(tmp_path).rename(tmp_path / "b.kmz"): "shp",
        maps.geojson(tmp_path, feature(PARIS, nom="Paris"), name="c.json"): "geojson",
        tmp_path / "d.xml": "kml",
        tmp_path / "e.zip": "kmz",
        tmp_path / "f.geojson": "json",
    }
    (tmp_path / "d.xml").write_text(maps.kml(("Villes", ["Paris"])))
    with zipfile.ZipFile(tmp_path / "e.zip", "w") as archive:
        archive.writestr("doc.kml", maps.kml(("Villes", ["Paris"])))
    (tmp_path / "f.geojson").write_text('[{"type": "Feature", "nom": "Paris"}]')

    assert {path: profile(path).format for path in places} == places


def test_a_collection_that_writes_its_features_first_is_recognised(tmp_path):
    path = tmp_path / "villes.json"
    whole = {"features": [feature(PARIS, nom="Paris")], "type": "FeatureCollection"}
    path.write_text(json.dumps(whole))

    found = profile(path)

    assert (found.format, found.row_count) == ("geojson", 1)


def test_a_document_that_only_holds_a_geometry_somewhere_is_not_a_map(tmp_path):
    path = tmp_path / "notices.json"
    path.write_text(json.dumps({"notices": [{"type": "Feature", "ville": "Paris"}] * 3}))

    assert profile(path).format == "json"


def test_fields_of_any_name_keep_it(tmp_path):
    path = maps.geojson(
        tmp_path,
        feature(PARIS, **{"Nom": "a", "nom": "b", 'x"; DROP': "1", "geometry": "c", "": "d"}),
        feature(LYON, **{"Nom": "e", "nom": "f", 'x"; DROP': "2", "geometry": "g", "": "h"}),
    )

    found = profile(path, table=tmp_path / "table.parquet")

    assert [one.name for one in found.columns] == [
        "Nom", "nom (2)", 'x"; DROP', "geometry", "colonne 5", "geometry (2)"
    ]  # fmt: skip
    assert preview(tmp_path / "table.parquet", limit=1).rows[0][:3] == ("a", "b", "1")


def test_values_keep_their_zeros_dates_and_types(tmp_path):
    path = maps.geojson(
        tmp_path,
        feature(PARIS, code="01004", jour="2026-11-21", n=3, part=0.5, vrai=True, tags=["a"]),
        feature(None, code="2A004", jour="2025-01-02", n=None, part=2, vrai=False, tags=[]),
    )

    found = profile(path)

    assert {one.name: one.type.value for one in found.columns} == {
        "code": "text", "jour": "date", "n": "integer", "part": "decimal", "vrai": "boolean",
        "tags": "json", "geometry": "geometry",
    }  # fmt: skip
    assert found.column("code").examples == ("01004", "2A004")
    assert found.column("geometry").null_share == 0.5


def test_heights_and_kinds_of_geometry_are_read(tmp_path):
    line = {"type": "LineString", "coordinates": [[2, 48, 100], [3, 49, 120]]}
    path = maps.geojson(
        tmp_path, feature((*PARIS, 35.0), n=1), {**feature(None, n=2), "geometry": line}
    )

    found = profile(path)

    assert found.geometry_kinds == ("LineString", "Point")
    assert found.bbox == (2, 48, 3, 49)


def test_a_map_in_latin_1_keeps_its_accents(tmp_path):
    path = tmp_path / "villes.geojson"
    path.write_bytes(
        maps.geojson(tmp_path, feature(PARIS, nom="Évian")).read_bytes().decode().encode("cp1252")
    )

    found = profile(path)

    assert found.column("nom").examples == ("Évian",)
    assert found.encoding in ("cp1252", "latin-1")


def test_the_older_form_that_names_its_projection_is_converted(tmp_path):
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::2154"}}
    path = maps.geojson(tmp_path, feature(maps.PARIS, n=1), feature(maps.LYON, n=2), crs=crs)

    found = profile(path)

    assert found.bbox == pytest.approx(IN_DEGREES, abs=0.001)
    assert codes(found) == {"projected"}


@pytest.mark.parametrize(
    ("places", "code", "has_box"),
    [
        ([maps.PARIS, maps.LYON], "off-the-map", False),
        ([PARIS[::-1], LYON[::-1]], "turned-coordinates", True),
    ],
)
def test_coordinates_that_cannot_be_right_are_said(tmp_path, places, code, has_box):
    found = profile(maps.geojson(tmp_path, *(feature(place, n=1) for place in places)))

    assert codes(found) == {code}
    assert (found.bbox is not None) == has_box


def test_a_shapefile_without_its_projection_says_so(tmp_path):
    found = profile(maps.shapefile(tmp_path, without=(".prj", ".cpg")))

    assert codes(found) == {"no-projection"}
    assert (found.bbox, found.row_count) == (None, 2)


def test_a_shapefile_without_its_values_is_refused(tmp_path):
    found = profile(maps.shapefile(tmp_path, without=(".dbf",)))

    assert "pas son fichier .dbf" in found.refusal
    assert found.format == "shp"


def test_a_shapefile_rebuilds_its_index(tmp_path):
    assert profile(maps.shapefile(tmp_path, without=(".shx",))).row_count == 2


@pytest.mark.parametrize("encoding", ["UTF-8", "CP1252"])
def test_the_accents_of_a_shapefile_are_read_even_where_it_does_not_say_how(tmp_path, encoding):
    table = maps.cities(nom=["Évian", "Orléans’"])
    path = maps.shapefile(
        tmp_path, table=table, without=(".cpg",), layer_options={"ENCODING": encoding}
    )

    assert profile(path).column("nom").examples == ("Évian", "Orléans’")


def test_layers_are_listed_and_the_first_with_rows_is_the_table(tmp_path):
    path = maps.geopackage(tmp_path, table=maps.cities().slice(0, 0), layer="vide")
    maps.written(path, "GPKG", layer="villes", append=True)

    found = profile(path)

    assert [(one.name, one.row_count, one.column_count) for one in found.parts] == [
        ("vide", 0, 3), ("villes", 2, 3)
    ]  # fmt: skip
    assert (found.part, found.row_count) == ("villes", 2)
    assert "several-layers" in codes(found)


def test_folders_of_a_kml_are_its_layers_and_its_style_is_left_out(tmp_path):
    path = tmp_path / "lieux.kml"
    path.write_text(maps.kml(("Musées", ["Rodin", "Orsay"]), ("Théâtres", ["Odéon"])))

    found = profile(path)

    assert (found.format, found.row_count, found.refusal) == ("kml", 2, None)
    assert [(one.name, one.row_count) for one in found.parts] == [("Musées", 2), ("Théâtres", 1)]
    assert [one.name for one in found.columns] == ["id", "Name", "description", "geometry"]
    assert found.bbox == (2.35, 48.85, 2.35, 48.85)


@pytest.mark.parametrize(
    "text", ['{"type": "FeatureCollection", "features": [', '{"type": "Feature"']
)
def test_a_map_that_stops_half_way_is_refused_in_words(tmp_path, text):
    path = tmp_path / "a.geojson"
    path.write_text(text)

    found = profile(path)

    assert found.row_count in (None, 0)
    assert found.refusal is None or found.refusal.endswith((".", "téléchargeable."))


def test_a_map_cut_in_the_middle_is_not_taken_for_whole(tmp_path):
    whole = maps.geojson(tmp_path, *(feature(PARIS, n=n) for n in range(200))).read_bytes()
    path = tmp_path / "cut.geojson"
    path.write_bytes(whole[: len(whole) // 2])

    assert profile(path).refusal is not None


def test_an_empty_collection_has_no_row_and_no_place(tmp_path):
    found = profile(maps.geojson(tmp_path))

    assert (found.format, found.row_count, found.bbox) == ("geojson", 0, None)


def test_no_driver_is_there_but_those_of_our_formats():
    told = sandbox.call("catalog.files.gdal:drivers")

    assert "GPKG" in told
    assert not {"OGR_VRT", "WFS", "HTTP"} & set(told)
    assert sandbox.call("tests.catalog.files.formats.drivers:unexpected") == []
