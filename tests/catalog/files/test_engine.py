"""What SQL cannot do in our engine, even SQL that is not ours: tried at each upgrade."""

import duckdb
import pytest

from catalog.files import engine

REFUSED = [
    "SELECT * FROM read_csv('{outside}')",
    "SELECT * FROM '{outside}'",
    "SELECT * FROM read_text('/etc/hostname')",
    "SELECT * FROM read_blob('/etc/hostname')",
    "SELECT * FROM glob('/etc/*')",
    "SELECT * FROM sniff_csv('{outside}')",
    "SELECT * FROM read_json('{outside}')",
    "SELECT * FROM parquet_metadata('{outside}')",
    "SELECT * FROM '{work}/../outside.csv'",
    "SELECT * FROM read_csv('http://127.0.0.1:9/x.csv')",
    "COPY (SELECT 1) TO '{outside}.copy'",
    "COPY (SELECT 1) TO '{given}'",
    "ATTACH '{outside}.db'",
    "EXPORT DATABASE '{outside}.export'",
    "INSTALL httpfs",
    "LOAD httpfs",
    "SET memory_limit = '10GB'",
    "SET enable_external_access = true",
    "SET allowed_directories = ['/']",
    "RESET memory_limit",
    "SELECT * FROM local_variable",
    "SELECT getenv('HOME')",
]


@pytest.fixture
def places(tmp_path):
    work = tmp_path / "work"
    work.mkdir()
    given, outside = tmp_path / "given.csv", tmp_path / "outside.csv"
    given.write_text("a,b\n1,2\n")
    outside.write_text("secret\n")
    return {"work": work, "given": given, "outside": outside}


@pytest.mark.parametrize("statement", REFUSED)
def test_nothing_else_is_opened_written_or_changed(places, statement):
    local_variable = duckdb.sql("SELECT 1 AS x")  # noqa: F841 (what the engine must not find)
    connection = engine.connect(places["work"], opens=[places["given"]])

    with pytest.raises(duckdb.Error):
        connection.execute(statement.format(**places)).fetchall()

    assert places["given"].read_text() == "a,b\n1,2\n"
    assert places["outside"].read_text() == "secret\n"


def test_what_was_given_is_read_and_the_work_folder_written(places):
    connection = engine.connect(places["work"], opens=[places["given"]])

    connection.execute(f"COPY (FROM '{places['given']}') TO '{places['work']}/copy.csv'")

    assert (places["work"] / "copy.csv").exists()


@pytest.mark.parametrize("header", ['"; DROP TABLE x', 'a"]b', "]", "a\nb", "'", "é" * 300])
def test_any_header_is_a_name(places, header):
    connection = engine.connect(places["work"])

    connection.execute(f"SELECT 1 AS {engine.name(header)}, {engine.text(header)}")

    assert connection.description[0][0] == header
    assert connection.fetchone() == (1, header)
