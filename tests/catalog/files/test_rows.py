"""Which rows changed, asked of two tables in the sandbox."""

from dataclasses import replace

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from catalog.files import Context, compare, sandbox
from catalog.files.sandbox import LIMITS
from catalog.files.shapes import ColumnType, Differences, Suspicion
from tests.catalog.files.pairs import codes, column, said, table

NAMES = ("id", "nom", "cp")
ROWS = [("1", "Louvre", "01000"), ("2", "Orsay", "75007"), ("3", "Guimet", "75016")]


@pytest.fixture
def written(tmp_path):
    """Return a function that writes a table and tells where."""

    def write(name, rows, names=NAMES):
        path = tmp_path / f"{name}.parquet"
        columns = dict(zip(names, zip(*rows, strict=True), strict=True))
        pq.write_table(pa.table(columns), path)
        return path

    return write


def differences(before, after, *, keys=(("id",),), declared=False, hidden=(), names=NAMES):
    told = sandbox.call(
        "catalog.files.rows:differences",
        reads=[before, after],
        before=before,
        after=after,
        shared=[[name, name, ""] for name in names],
        keys=keys,
        declared=declared,
        hidden=list(hidden),
    )
    return Differences.from_json(told)


def test_rows_are_matched_by_their_key_wherever_they_are(written):
    changed = [("4", "Cluny", "75005"), ("2", "Orsay", "7007"), ("1", "Louvre", "1000")]

    found = differences(written("a", ROWS), written("b", changed))

    assert (found.same, found.changed, found.added, found.removed) == (0, 2, 1, 1)
    assert found.key == ("id",)
    assert [(one.column, one.count, one.zeros) for one in found.cells] == [("cp", 2, 1)]
    assert [(one.change, one.key, one.before, one.after) for one in found.samples] == [
        ("changed", "1", ("1", "Louvre", "01000"), ("1", "Louvre", "1000")),
        ("changed", "2", ("2", "Orsay", "75007"), ("2", "Orsay", "7007")),
        ("added", "4", (), ("4", "Cluny", "75005")),
        ("removed", "3", ("3", "Guimet", "75016"), ()),
    ]


def test_without_a_key_rows_are_matched_whole_as_often_as_they_are_there(written):
    twice = [*ROWS, ROWS[0], ROWS[0]]

    found = differences(written("a", twice), written("b", [*ROWS, ("9", "Cluny", "")]), keys=())

    assert (found.same, found.changed, found.added, found.removed) == (3, 0, 1, 2)
    assert found.key == ()


def test_a_guessed_key_that_repeats_or_is_not_found_again_is_not_one(written):
    repeated = [("1", "Louvre", "a"), ("1", "Orsay", "b"), ("1", "Guimet", "c")]
    others = [("7", "Louvre", "01000"), ("8", "Orsay", "75007"), ("9", "Guimet", "75016")]

    assert differences(written("a", repeated), written("b", ROWS)).key == ()
    assert differences(written("a", ROWS), written("c", others)).key == ()


def test_a_declared_key_is_kept_and_its_repetitions_are_counted(written):
    repeated = [("1", "Louvre", "a"), ("1", "Orsay", "b"), (None, "Guimet", "c")]

    again = [*repeated, repeated[0]]
    found = differences(written("a", repeated), written("b", again), declared=True)

    assert found.key == ("id",)
    assert (found.same, found.added, found.repeated) == (3, 1, 3)


def test_rows_with_an_empty_key_are_never_taken_for_one_another(written):
    before = written("a", [*ROWS, (None, "Cluny", "a")])
    after = written("b", [*ROWS, (None, "Rodin", "b")])

    found = differences(before, after, declared=True)

    assert (found.changed, found.added, found.removed) == (0, 1, 1)


def test_two_columns_make_a_key(written):
    years = [("1", "2019", "5"), ("1", "2020", "6"), ("2", "2019", "7"), ("2", "2020", "8")]

    keys = (("id",), ("id", "nom"))
    found = differences(written("a", years), written("b", years[:-1]), keys=keys)

    assert found.key == ("id", "nom")
    assert (found.same, found.removed) == (3, 1)


def test_values_of_hidden_columns_are_shown_nowhere(written):
    changed = [("1", "Louvre", "x"), ("2", "Secret", "75007"), ("3", "Guimet", "75016")]

    found = differences(written("a", ROWS), written("b", changed), hidden=("nom", "id"))

    assert found.sample_columns == ("cp",)
    assert {one.key for one in found.samples} == {""}
    assert "Secret" not in str(found.as_json())


@pytest.mark.parametrize("name", ['x"; DROP TABLE y; --', "a]b", "é è", "n", "k", "SELECT"])
def test_any_header_is_a_column(tmp_path, name):
    path = tmp_path / "odd.parquet"
    pq.write_table(pa.table({name: range(9)}), path)

    assert differences(path, path, keys=((name,),), names=(name,)).same == 9


MILLION = 1_000_000


def big(path, *, shift):
    rows = duckdb.sql(
        "SELECT i AS id, 'nom ' || i AS nom, md5(i::VARCHAR) AS empreinte, i % 100 AS dep, "
        "i % 1000 / 7 AS x, 'ville ' || (i % 36000) AS ville, DATE '2000-01-01' + (i % 9000)::INT "
        "AS jour, 'un texte ' || i AS texte, i % $shift AS part, i % 2 = 0 AS pair "
        "FROM range($count) r(i)",
        params={"shift": shift, "count": MILLION},
    )
    rows.write_parquet(str(path), compression="zstd")
    return path


def test_a_million_rows_that_all_changed_are_compared_in_little_memory(tmp_path):
    before, after = big(tmp_path / "a.parquet", shift=7), big(tmp_path / "b.parquet", shift=11)
    names = ("id", "nom", "empreinte", "dep", "x", "ville", "jour", "texte", "part", "pair")

    told = sandbox.call(
        "tests.catalog.files.weighed:weigh",
        reads=[before, after],
        before=before,
        after=after,
        shared=[[name, name, ""] for name in names],
        keys=[["id"]],
    )

    found = Differences.from_json(told["found"])
    assert found.same + found.changed == MILLION
    assert found.changed > 0.8 * MILLION
    assert [one.column for one in found.cells] == ["part"]
    assert 0 < told["peak"] < 600 * 1024**2


def test_a_comparison_holds_without_its_rows(written, monkeypatch):
    """The sandbox refuses: the tables are compared by their profiles alone, and it is said."""
    monkeypatch.setattr(sandbox, "seconds", lambda limits, wall: replace(LIMITS, memory=2**26))
    paths = {"table_before": written("a", ROWS), "table": written("b", ROWS[:1])}
    profile = table(*NAMES, rows=100)

    found = compare(profile, replace(profile, row_count=50), context=Context(**paths))

    assert {"rows-lost", "rows-not-compared"} == set(codes(found))
    assert said(found, "rows-not-compared").startswith("Les lignes n’ont pas été comparées une")
    assert found.rows_same is None


def test_numbers_compare_as_numbers_when_one_version_has_decimals(tmp_path):
    before, after = tmp_path / "a.parquet", tmp_path / "b.parquet"
    pq.write_table(pa.table({"id": range(50), "x": range(50)}), before)
    pq.write_table(pa.table({"id": range(50), "x": [float(n) for n in range(50)]}), after)
    whole = column("x", ColumnType.INTEGER, distinct=50)
    key = column("id", ColumnType.INTEGER, distinct=50)
    old = table(key, whole, rows=50)
    new = table(key, replace(whole, type=ColumnType.DECIMAL), rows=50)

    found = compare(old, new, context=Context(table_before=before, table=after))

    assert found.rows_same == 50
    assert found.key == ("id",)


def test_columns_that_may_hold_personal_data_are_hidden_from_the_samples(written):
    suspicion = (Suspicion("nom", "name", 3, ""),)
    new = table("id", "nom", "cp", rows=3, suspicions=suspicion)
    changed = [*ROWS[:2], ("3", "X", "Y")]
    paths = {"table_before": written("a", ROWS), "table": written("b", changed)}

    found = compare(table(*NAMES, rows=3), new, context=Context(**paths))

    assert found.samples
    assert found.sample_columns == ("id", "cp")
    assert "Guimet" not in str(found.as_json())
