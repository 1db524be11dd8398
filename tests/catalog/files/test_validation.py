"""Every cell of a file is checked against a schema: what fails is told by row and by column."""

import pytest

from catalog.files import SandboxRefusal, profile, read_schema, schema_from, validate
from catalog.files.schema import TableSchema
from tests.catalog.files.pairs import plain
from tests.catalog.files.samples import made, real

TABLES = [
    "tabular/adresses-des-bibliotheques-publiques.csv",
    "tabular/base-joconde-costumes.csv",
    "tabular/cinemas_2022.csv",
    "tabular/culturecheznous.csv",
    "tabular/depenses-culturelles-des-communes-2023.xlsx",
    "tabular/expositions-interet-national.csv",
    "tabular/festivals-global-festivals.csv",
    "tabular/frequentation-des-monuments-nationaux.json",
    "tabular/frequentation-des-musees-de-france.csv",
    "tabular/frequentation-totale-mdf-2001-2016.xlsx",
    "tabular/joconde_champs_etiquettes.ods",
    "tabular/journees-europeennes-du-patrimoine-2019.csv",
    "tabular/liste-des-jardins-remarquables.csv",
    "tabular/liste-et-localisation-des-musees-de-france.csv",
    "tabular/liste-officielle-musees-de-france_20220127.xlsx",
    "tabular/musees-de-france-base-museofile.csv",
    "tabular/musees-de-france_2012_latin.csv",
    "tabular/museofile_pipe.csv",
    "tabular/panorama-des-festivals.csv",
    "tabular/pop_dictionnaire_merimee.csv",
    "tabular/pop_dictionnaire_palissy.csv",
    "tabular/siaf_annuaire_archives.csv",
    "nasty/cr-only_duplicate-headers.csv",
    "nasty/demarches_libres_95-columns.csv",
    "nasty/file.parquet",
    "nasty/formatting-issues.csv",
    "nasty/table-with-accents_latin1_fr-decimals.csv",
    "nasty/utf16_split-fail.csv",
    "nasty/wrong-extension_ods-named.xls",
    "nasty/xlsx_without_extension",
]


@pytest.mark.parametrize("name", TABLES)
def test_a_real_file_respects_the_schema_drawn_from_it(name):
    path = real(name)
    schema = schema_from(profile(path))

    report = validate(path, read_schema(schema.descriptor()))

    assert schema.fields
    assert (report.total, report.failures, report.notes) == (0, (), ())


@pytest.fixture
def checked(tmp_path):
    """Return a function that checks a CSV against fields, and tells row, column and why."""

    def check(content, *fields, hidden=(), **schema):
        path = made(tmp_path, "lieux.csv", content)
        return validate(path, read_schema({"fields": list(fields), **schema}), hidden=hidden)

    return check


def lines(report):
    return [(one.row, one.column, one.code, plain(one.message)) for one in report.failures]


def test_broken_cells_are_told_where_a_spreadsheet_shows_them(checked):
    content = "insee;jauge\n01001;12\n;n.c.\n75056;3\n75057;douze\n"

    report = checked(
        content,
        {"name": "insee", "constraints": {"required": True}},
        {"name": "jauge", "type": "integer"},
    )

    assert report.total == 3
    assert lines(report) == [
        (3, "insee", "required", "La cellule est vide, alors qu’une valeur est obligatoire."),
        (3, "jauge", "type", "« n.c. » n’est pas un nombre entier."),
        (5, "jauge", "type", "« douze » n’est pas un nombre entier."),
    ]


def test_rows_are_counted_from_below_the_titles(checked):
    content = (
        "Lieux de spectacle;;\nau 1er janvier;;\ninsee;jauge;nom\n01001;x;a\n01002;2;b\n01003;3;c\n"
    )

    (failure,) = checked(content, {"name": "jauge", "type": "integer"}).failures

    assert failure.row == 4


WRONG = [
    ({"type": "number"}, "1,5", "« 1,5 » n’est pas un nombre."),
    (
        {"type": "boolean"},
        "oui",
        "« oui » n’est pas une des valeurs admises : « true », « True », « TRUE », « 1 » et 4 "
        "autres.",
    ),
    ({"type": "date"}, "21/11/2026", "« 21/11/2026 » n’est pas une date (aaaa-mm-jj)."),
    ({"type": "date"}, "2026-02-30", "« 2026-02-30 » n’est pas une date (aaaa-mm-jj)."),
    (
        {"type": "date", "format": "%d/%m/%Y"},
        "2026-11-21",
        "« 2026-11-21 » n’est pas une date (jj/mm/aaaa).",
    ),
    (
        {"type": "datetime"},
        "2026-11-21",
        "« 2026-11-21 » n’est pas une date avec son heure (2026-11-21T14:30:00Z).",
    ),
    ({"type": "time"}, "25:00:00", "« 25:00:00 » n’est pas une heure (14:30:00)."),
    ({"type": "year"}, "26", "« 26 » n’est pas une année."),
    ({"type": "yearmonth"}, "2026-13", "« 2026-13 » n’est pas un mois (2026-11)."),
    (
        {"type": "geopoint"},
        "48.85, 102.35",
        "« 48.85, 102.35 » n’est pas un point « longitude, latitude ».",
    ),
    ({"type": "array"}, "a", "« a » n’est pas une liste JSON."),
    ({"type": "string", "format": "email"}, "a@b", "« a@b » n’est pas une adresse électronique."),
    ({"type": "string", "format": "uri"}, "lieux", "« lieux » n’est pas une adresse web."),
    (
        {"constraints": {"enum": ["a", "b"]}},
        "c",
        "« c » ne fait pas partie des valeurs admises : « a » et « b ».",
    ),
    (
        {"constraints": {"pattern": "\\d{5}"}, "example": "01001"},
        "1001",
        "« 1001 » n’a pas la forme demandée. Exemple : « 01001 ».",
    ),
    ({"constraints": {"minLength": 3}}, "ab", "« ab » est trop court : 3 caractères au moins."),
    ({"constraints": {"maxLength": 3}}, "abcd", "« abcd » est trop long : 3 caractères au plus."),
    (
        {"type": "integer", "constraints": {"minimum": 1000}},
        "9",
        "« 9 » est en dessous du minimum, 1 000.",
    ),
    ({"type": "number", "constraints": {"maximum": 2.5}}, "10", "« 10 » dépasse le maximum, 2,5."),
    (
        {"type": "date", "constraints": {"maximum": "2026-01-01"}},
        "2026-01-02",
        "« 2026-01-02 » dépasse le maximum, 2026-01-01.",
    ),
]


def test_each_failure_says_what_was_expected(checked):
    report = checked(*one_row([(field, value) for field, value, _ in WRONG]))

    assert report.total == len(WRONG)
    assert [plain(one.message) for one in report.failures] == [told for *_, told in WRONG]


RIGHT = [
    ({"type": "number"}, "-1.5e3"),
    ({"type": "number", "decimalChar": ",", "groupChar": " "}, "1\u202f234,5"),
    ({"type": "number", "bareNumber": False}, "12.5 €"),
    ({"type": "integer"}, "007"),
    ({"type": "boolean", "trueValues": ["oui"], "falseValues": ["non"]}, "oui"),
    ({"type": "date", "format": "%d/%m/%Y"}, "21/11/2026"),
    ({"type": "date", "format": "any"}, "21.11.2026"),
    ({"type": "datetime"}, "2026-11-21T14:30:00Z"),
    ({"type": "datetime", "format": "any"}, "21/11/2026 14:30"),
    ({"type": "time"}, "14:30:00"),
    ({"type": "year"}, "2026"),
    ({"type": "yearmonth"}, "2026-11"),
    ({"type": "duration"}, "P1DT2H"),
    ({"type": "geopoint"}, "2.35, 48.85"),
    ({"type": "object"}, '{"a": 1}'),
    ({"type": "any"}, "n’importe quoi"),
    ({"type": "integer", "constraints": {"enum": [1, 2]}}, "02"),
    ({"constraints": {"required": True, "pattern": "[a-z]+", "minLength": 1}}, "abc"),
    (
        {"type": "date", "format": "%d/%m/%Y", "constraints": {"minimum": "2020-01-01"}},
        "01/02/2021",
    ),
]


def test_what_is_right_is_left_alone(checked):
    assert lines(checked(*one_row(RIGHT))) == []


def one_row(cases):
    """Return a table of one row, one column a case, and the fields of its columns."""
    names = [f"colonne_{place}" for place in range(len(cases))]
    cells = ['"' + value.replace('"', '""') + '"' for _, value in cases]
    content = "|".join(names) + "\n" + "|".join(cells) + "\n"
    return content, *(
        {"name": name, **field} for name, (field, _) in zip(names, cases, strict=True)
    )


ALREADY = "figure déjà plus haut, alors que chaque valeur doit être unique."


def test_values_that_must_be_unique_and_keys_that_repeat_are_told(checked):
    content = "id;annee;nom\n1;2020;a\n1;2021;b\n2;2020;c\n1;2020;d\n"

    report = checked(
        content,
        {"name": "id", "constraints": {"unique": True}},
        {"name": "annee"},
        {"name": "nom"},
        primaryKey=["id", "annee"],
    )

    assert report.total == 3
    assert lines(report) == [
        (3, "id", "unique", f"« 1 » {ALREADY}"),
        (5, "id", "unique", f"« 1 » {ALREADY}"),
        (5, "id, annee", "primary-key", "La clé « 1 » et « 2020 » figure déjà plus haut."),
    ]


def test_a_missing_column_fails_when_it_is_required_and_is_noted_otherwise(checked):
    report = checked(
        "a;b\n1;2\n", {"name": "a"}, {"name": "c", "constraints": {"required": True}}, {"name": "d"}
    )

    assert report.total == 1
    assert lines(report) == [
        (None, "c", "missing-column",
         "Cette colonne manque, alors que le schéma la rend obligatoire."),
    ]  # fmt: skip
    assert list(map(plain, report.notes)) == [
        "Colonnes facultatives absentes : « d ».",
        "Colonnes que le schéma ne décrit pas : « b ».",
    ]


def test_missing_values_are_empty_cells(checked):
    report = checked(
        "a;b\nNC;1\n2;2\n",
        {"name": "a", "type": "integer", "constraints": {"required": True}},
        {"name": "b"},
        missingValues=["", "NC"],
    )

    assert [(one.row, one.code) for one in report.failures] == [(2, "required")]


def test_all_failures_are_counted_and_the_first_hundred_told(checked):
    rows = "\n".join(f"x{n};y{n}" for n in range(5000))

    report = checked(
        f"a;b\n{rows}\n", {"name": "a", "type": "integer"}, {"name": "b", "type": "year"}
    )

    assert report.total == 10_000
    assert len(report.failures) == 100
    assert (report.failures[-1].row, report.failures[-1].column) == (51, "b")


def test_no_value_of_a_hidden_column_is_told(checked):
    report = checked(
        "mail;b\njeanne.martin@example.fr;1\n", {"name": "mail", "type": "integer"}, hidden=["mail"]
    )

    assert plain(report.failures[0].message) == "Cette valeur n’est pas un nombre entier."


def test_a_pattern_or_a_format_that_cannot_be_read_is_noted_and_the_rest_is_checked(checked):
    report = checked(
        "a;b\nx;y\n",
        {"name": "a", "type": "integer", "constraints": {"pattern": "(?<=x)y("}},
        {"name": "b", "type": "date", "format": "%Q"},
    )

    assert report.total == 1
    assert list(map(plain, report.notes)) == [
        "Le format de la colonne « b » n’est pas vérifié.",
        "Le motif de la colonne « a » n’a pas pu être lu : il n’est pas vérifié.",
    ]


@pytest.mark.parametrize("name", ['a"; DROP TABLE x; --', "it's", "{v}", "{0}", "v", "n"])
def test_any_name_and_any_listed_value_is_only_that(checked, name):
    quoted = name.replace('"', '""')
    field = {"name": name, "constraints": {"enum": ["'); DROP TABLE x; --"], "pattern": "'.*"}}

    report = checked(f'"{quoted}"|b\n{"a"}|1\n', field)

    assert [one.code for one in report.failures] == ["enum"]


def test_what_is_no_table_is_refused(tmp_path):
    path = made(tmp_path, "note.txt", "Bonjour.\nCeci est une lettre.\n")

    with pytest.raises(SandboxRefusal):
        validate(path, TableSchema(read_schema({"fields": [{"name": "a"}]}).fields))
