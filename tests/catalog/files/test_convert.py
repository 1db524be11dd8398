"""The derived table in other formats: the same rows, read back by other programs."""

import csv
import json
import zipfile
from datetime import date

import pytest
from python_calamine import CalamineWorkbook

from catalog.files import SandboxRefusal, convert, preview, profile

TEXT = (
    "nom;ouvert;entrées;prix;inauguration;lat;lon;réf\n"
    "Louvre;oui;7800000;22,5;10/08/1793;48.8606;2.3376;0012\n"
    '"Musée ""d’Orsay""; Paris";non;;;01/12/1986;48.86;2.3266;0013\n'
    "=1+1;oui;12;3,25;;;;0014\n"
)


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "musees.csv"
    path.write_text(TEXT, encoding="utf-8")
    made = tmp_path / "table.parquet"
    assert profile(path, table=made).refusal is None
    return made


@pytest.fixture
def converted(table, tmp_path):
    def to(format, **options):
        out = tmp_path / f"out.{format}"
        convert(table, format, out, **options)
        return out

    return to


def test_csv_is_utf_8_with_commas_and_typed_values(converted):
    rows = list(csv.reader(converted("csv").read_text(encoding="utf-8").splitlines()))

    assert rows[0] == ["nom", "ouvert", "entrées", "prix", "inauguration", "lat", "lon", "réf"]
    assert rows[1] == [
        "Louvre", "true", "7800000", "22.5", "1793-08-10", "48.8606", "2.3376", "0012"
    ]  # fmt: skip
    assert rows[2][0] == 'Musée "d’Orsay"; Paris'
    assert rows[2][2] == ""


def test_json_and_json_lines_hold_the_same_rows(converted):
    rows = json.loads(converted("json").read_bytes())
    lines = [json.loads(line) for line in converted("jsonl").read_text().splitlines()]

    assert rows == lines
    assert rows[0]["réf"] == "0012"
    assert rows[0]["entrées"] == 7800000
    assert rows[1]["prix"] is None


@pytest.mark.parametrize("format", ["xlsx", "ods"])
def test_a_spreadsheet_opens_with_the_same_values(converted, format):
    rows = CalamineWorkbook.from_path(str(converted(format))).get_sheet_by_index(0).to_python()

    assert rows[1][0] == "Louvre"
    assert rows[1][2] == 7800000
    assert rows[1][7] == "0012"
    assert rows[2][0] == 'Musée "d’Orsay"; Paris'
    assert str(rows[2][4]).startswith(str(date(1986, 12, 1)))


@pytest.mark.parametrize("format", ["xlsx", "ods"])
def test_a_spreadsheet_never_holds_a_formula(converted, format):
    with zipfile.ZipFile(converted(format)) as archive:
        written = b"".join(archive.read(name) for name in archive.namelist())

    assert b"=1+1" in written
    assert b"<f>" not in written
    assert b"table:formula" not in written


def test_geojson_places_each_row(converted):
    features = json.loads(converted("geojson").read_bytes())["features"]

    assert features[0]["geometry"] == {"type": "Point", "coordinates": [2.3376, 48.8606]}
    assert features[0]["properties"]["nom"] == "Louvre"
    assert "lat" not in features[0]["properties"]
    assert features[2]["geometry"] is None


def test_a_table_without_a_place_has_no_map(tmp_path):
    path, table = tmp_path / "a.csv", tmp_path / "a.parquet"
    path.write_text("a;b\n1;2\n3;4\n")
    profile(path, table=table)

    with pytest.raises(SandboxRefusal, match="ni géométrie ni coordonnées"):
        convert(table, "geojson", tmp_path / "a.geojson")

    assert not (tmp_path / "a.geojson").exists()


def test_some_columns_only_in_the_order_asked(converted):
    rows = json.loads(converted("json", columns=["réf", "nom"]).read_bytes())

    assert list(rows[0]) == ["réf", "nom"]


def test_a_preview_gives_texts_in_the_order_of_the_file(table):
    rows = preview(table, limit=2, offset=1, columns=3)

    assert rows.names == ("nom", "ouvert", "entrées")
    assert [row[0] for row in rows.rows] == ['Musée "d’Orsay"; Paris', "=1+1"]
    assert rows.rows[0][2] == ""


def test_an_unknown_format_is_a_mistake_of_ours(table, tmp_path):
    with pytest.raises(ValueError, match="docx"):
        convert(table, "docx", tmp_path / "x")
