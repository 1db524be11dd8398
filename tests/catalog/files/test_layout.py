"""How a text is cut into a table: delimiter, header, names, line ends, odd rows."""

import duckdb
import pytest

from catalog.files import profile
from tests.catalog.files.samples import made

ROWS = [["commune", "note", "tarif"], ["Brest", "un; deux, trois", "1,5"], ["Auch", "ni|l'un", "2"]]


def written(rows, delimiter=";", end="\n"):
    quoted = [['"' + cell.replace('"', '""') + '"' for cell in row] for row in rows]
    return "".join(delimiter.join(row) + end for row in quoted)


def codes(found):
    return [finding.code for finding in found.observations]


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|", ":", "^", "~"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_delimiter_and_line_end(tmp_path, delimiter, end):
    found = profile(made(tmp_path, "t.csv", written(ROWS * 1, delimiter, end)))

    assert (found.delimiter, found.row_count) == (delimiter, 2)
    assert [column.name for column in found.columns] == ROWS[0]
    assert found.columns[1].examples == ("un; deux, trois", "ni|l'un")


@pytest.mark.parametrize(
    ("codec", "name"),
    [
        ("utf-8", "utf-8"), ("utf-8-sig", "utf-8-sig"), ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"), ("utf-16-be", "utf-16-be"), ("cp1252", "cp1252"),
        ("mac_roman", "mac_roman"),
    ],
)  # fmt: skip
def test_any_encoding(tmp_path, codec, name):
    text = "commune;équipement\nFécamp;l’été à Œuvre\nÉtretat;là-bas\n" * 5
    found = profile(made(tmp_path, "t.csv", text.encode(codec)))

    assert (found.encoding, found.columns[1].name) == (name, "équipement")
    assert found.columns[1].examples[0] == "l’été à Œuvre"


def test_an_accent_far_from_the_head_decides_too(tmp_path):
    text = "commune;note\n" + "Brest;rien\n" * 150_000 + "Fécamp;été\n"

    assert profile(made(tmp_path, "t.csv", text.encode("latin-1"))).encoding == "latin-1"


def test_two_encodings_in_one_file_are_both_read_and_told(tmp_path):
    lines = [b"commune;note"] + ["Fécamp;été à là".encode()] * 50
    found = profile(made(tmp_path, "t.csv", b"\n".join([*lines, "Étretat;ça".encode("cp1252")])))

    assert (found.encoding, codes(found)) == ("utf-8", ["mixed-encodings"])
    assert found.columns[0].examples == ("Fécamp", "Étretat")


def test_quoted_line_ends_stay_inside_their_cell(tmp_path):
    rows = [["commune", "note"], ["Brest", "ligne 1\nligne 2"], ["Auch", 'un "mot"\r\net deux']]
    found = profile(made(tmp_path, "t.csv", written(rows, ",", "\r\n")))

    assert found.row_count == 2
    assert found.columns[1].examples == ("ligne 1\nligne 2", 'un "mot"\r\net deux')


def test_titles_above_the_header_are_passed_over(tmp_path):
    text = "Fréquentation des musées;;\nSource : ministère;;\n;;\ncommune;année;entrées\n"
    found = profile(made(tmp_path, "t.csv", text + "Brest;2026;12\nAuch;2026;15\n"))

    assert (found.header_row, found.row_count, codes(found)) == (3, 2, ["preamble"])
    assert [column.name for column in found.columns] == ["commune", "année", "entrées"]


def test_a_table_without_header_is_told_and_loses_no_row(tmp_path):
    found = profile(made(tmp_path, "t.csv", "Brest;12;48.4\nAuch;15;43.6\nFécamp;18;49.7\n"))

    assert (found.header_row, found.row_count, codes(found)) == (None, 3, ["no-header"])
    assert [column.name for column in found.columns] == ["colonne 1", "colonne 2", "colonne 3"]


def test_years_are_headers(tmp_path):
    found = profile(made(tmp_path, "t.csv", "commune;2024;2025\nBrest;12;15\nAuch;18;20\n"))

    assert (found.header_row, found.row_count) == (0, 2)


def test_a_header_alone_is_a_table_without_rows(tmp_path):
    found = profile(made(tmp_path, "t.csv", "commune;entrees\n"))

    assert (found.refusal, found.row_count, len(found.columns)) == (None, 0, 2)


def test_columns_with_the_same_name_are_told_and_told_apart(tmp_path):
    table = tmp_path / "t.parquet"
    found = profile(made(tmp_path, "t.csv", "nom;Nom;nom;\na;b;c;d\ne;f;g;h\n"), table=table)

    assert [column.name for column in found.columns] == ["nom", "Nom (2)", "nom (3)", "colonne 4"]
    assert codes(found) == ["empty-headers", "duplicate-headers"]
    assert duckdb.sql(f"FROM '{table}'").columns == ["nom", "Nom (2)", "nom (3)", "colonne 4"]


def test_irregular_rows_are_kept_counted_and_told(tmp_path):
    text = "a;b;c\n" + "1;2;3\n" * 20 + "4;5\n" + "1;2;3\n" * 20 + "6;7;8;9\n"
    found = profile(made(tmp_path, "t.csv", text))

    assert (found.row_count, codes(found)) == (42, ["ragged-rows"])
    assert "2 lignes" in found.observations[0].message
    assert "la ligne 22" in found.observations[0].message


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "vide"),
        (b"Une phrase.\nUne autre phrase, plus longue.\n", "n’est pas un tableau"),
        (b"<!doctype html><html><body>Connexion</body></html>", "page web"),
        (b"PK\x03\x04 une archive coup\xc3\xa9e", "abîmé ou incomplet"),
        (b"PAR1 un Parquet coup\xc3\xa9", "n’a pas pu être lu"),
        (b'{"message": "non"}', "ne contient pas de liste"),
        (b'[{"a": 1}, {"a": ', "incomplet ou mal écrit"),
    ],
)
def test_what_is_not_a_table_says_why(tmp_path, content, sentence):
    found = profile(made(tmp_path, "notes.txt", content))

    assert sentence in found.refusal
    assert not found.is_tabular


def test_the_table_keeps_the_order_of_the_file(tmp_path):
    table = tmp_path / "t.parquet"
    text = "rang;nom\n" + "".join(f"{300_000 - rank};n{rank}\n" for rank in range(300_000))
    profile(made(tmp_path, "t.csv", text), table=table)

    rows = duckdb.sql(f"FROM '{table}'").fetchall()
    assert [rank for rank, _ in rows] == list(range(300_000, 0, -1))


def test_without_a_table_asked_for_none_is_written(tmp_path):
    profile(made(tmp_path, "t.csv", "a;b\n1;2\n"))

    assert [path.name for path in tmp_path.iterdir()] == ["t.csv"]
