"""A schema is read as the norm writes it, refused in French, drawn from a profile, exported."""

import json

import pytest

from catalog.files import DescribedColumn, SchemaRefusal, dictionary_csv, dictionary_schema

from catalog.files import read_schema, schema_from  # isort: skip
from catalog.files.schema import Field, TableSchema
from catalog.files.shapes import ColumnType
from tests.catalog.files.pairs import DATE, DATETIME, DECIMAL, INTEGER, column, plain, table
from tests.catalog.files.samples import real

FRENCH = {
    "$schema": "https://frictionlessdata.io/schemas/table-schema.json",
    "title": "Lieux",
    "fields": [
        {
            "name": "insee", "title": "Code INSEE", "type": "string", "example": "01001",
            "constraints": {"required": True, "pattern": "^([013-9]\\d|2[AB1-9])\\d{3}$"},
        },
        {
            "name": "gratuit", "type": "boolean", "trueValues": ["oui"], "falseValues": ["non"],
        },
        {"name": "jauge", "type": "integer", "constraints": {"minimum": 0, "enum": [1, 2]}},
        {"name": "prix", "type": "number", "decimalChar": ",", "bareNumber": False},
    ],
    "missingValues": ["", "NC"],
    "primaryKey": "insee",
}  # fmt: skip


def test_a_schema_is_read_whole():
    schema = read_schema(json.dumps(FRENCH))

    assert [field.name for field in schema.fields] == ["insee", "gratuit", "jauge", "prix"]
    assert schema.fields[0] == Field(
        "insee", title="Code INSEE", example="01001", required=True,
        pattern="^([013-9]\\d|2[AB1-9])\\d{3}$",
    )  # fmt: skip
    assert schema.fields[1].true_values == ("oui",)
    assert (schema.fields[2].minimum, schema.fields[2].enum) == ("0", ("1", "2"))
    assert (schema.fields[3].decimal_char, schema.fields[3].bare_number) == (",", False)
    assert (schema.missing_values, schema.primary_key) == (("", "NC"), ("insee",))


def test_a_schema_that_is_written_is_read_back():
    schema = read_schema(FRENCH)

    assert read_schema(schema.descriptor()) == schema
    assert TableSchema.from_json(json.loads(json.dumps(schema.as_json()))) == schema


def test_the_real_schema_of_the_ministry_is_read():
    schema = read_schema(
        real("catalogue/ministere-culture_internal_catalog_schema.json").read_bytes()
    )

    assert schema.title
    assert len(schema.fields) > 3


NO_FIELDS = "Ce document n’est pas un schéma de table : il lui manque la liste « fields »."


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ("{", "Ce document n’est pas du JSON : le schéma n’a pas été lu."),
        ("[" * 900_000, "Ce document n’est pas du JSON : le schéma n’a pas été lu."),
        (" " * 1_000_001, "Ce schéma dépasse 1 Mo. Déposez un schéma plus court."),
        ("[]", NO_FIELDS),
        ('{"fields": {}}', NO_FIELDS),
        ('{"fields": []}', "Un schéma décrit de 1 à 2 000 colonnes."),
        ('{"fields": [{"type": "string"}]}', "La colonne 1 du schéma n’a pas de nom (« name »)."),
        ('{"fields": ["nom"]}', "La colonne 1 du schéma n’a pas de nom (« name »)."),
        (
            '{"fields": [{"name": "a", "type": "texte"}]}',
            "Le type « texte » de la colonne « a » n’existe pas.",
        ),
        (
            '{"fields": [{"name": "a"}, {"name": "a"}]}',
            "Le schéma décrit deux fois la colonne « a ».",
        ),
        (
            '{"fields": [{"name": "a", "constraints": [1]}]}',
            "Les contraintes de la colonne « a » sont mal écrites.",
        ),
        (
            '{"fields": [{"name": "a"}], "primaryKey": ["b"]}',
            "La clé primaire nomme « b », que le schéma ne décrit pas.",
        ),
    ],
)  # fmt: skip
def test_what_is_no_schema_is_refused_in_a_sentence(given, sentence):
    with pytest.raises(SchemaRefusal) as caught:
        read_schema(given)

    assert plain(str(caught.value)) == sentence


def test_odd_values_are_left_out_rather_than_trusted():
    schema = read_schema(
        '{"fields": [{"name": "a", "title": {}, "description": 3, "constraints": '
        '{"required": "yes", "minLength": true, "enum": [[1], true, 2.5]}}], "title": []}'
    )

    assert schema.fields[0] == Field("a", description="3", enum=("true", "2.5"))


def drawn(*columns, rows=1000):
    return {field.name: field for field in schema_from(table(*columns, rows=rows)).fields}


def test_a_schema_is_drawn_from_a_profile():
    fields = drawn(
        column("id", INTEGER, distinct=1000),
        column("jour", DATE, notation="%d/%m/%Y", null_share=0.1),
        column("prix", DECIMAL, notation="1 234,5"),
        column("moment", DATETIME),
        column("lieu", ColumnType.GEOPOINT, examples=("48.85, 2.35",)),
        column("ouvert", ColumnType.BOOLEAN),
    )

    assert (fields["id"].type, fields["id"].required, fields["id"].unique) == (
        "integer",
        True,
        True,
    )
    assert (fields["jour"].type, fields["jour"].format) == ("date", "%d/%m/%Y")
    assert not fields["jour"].required
    assert (fields["prix"].decimal_char, fields["prix"].group_char) == (",", " ")
    assert fields["moment"].format == "any"
    assert (fields["lieu"].type, fields["lieu"].example) == ("string", "48.85, 2.35")
    assert "oui" in fields["ouvert"].true_values


def test_only_a_list_whose_values_are_all_seen_often_is_closed():
    often = column("region", values=[("Bretagne", 600), ("Corse", 400)], distinct=2)
    seldom = column("genre", values=[("Musique", 995), ("Danse", 5)], distinct=2)
    open_ = column("commune", values=[("Paris", 600), ("Lyon", 300)], distinct=60)
    constant = column("pays", values=[("France", 1000)], distinct=1)

    fields = drawn(often, seldom, open_, constant)

    assert fields["region"].enum == ("Bretagne", "Corse")
    assert not fields["genre"].enum + fields["commune"].enum + fields["pays"].enum


def test_a_short_table_promises_nothing():
    fields = drawn(column("id", INTEGER, distinct=5), rows=5)

    assert not fields["id"].required
    assert not fields["id"].unique


def test_marks_of_absence_are_missing_values_and_make_no_text_required():
    profile = table(column("prix", DECIMAL, marked=True, null_share=0.1), "nom")
    schema = schema_from(profile)

    assert "N/A" in schema.missing_values
    assert not schema.fields[1].required


DICTIONARY = (
    DescribedColumn("insee", "Code de la commune", "Code officiel.", "", "code-commune"),
    DescribedColumn("jauge", "Jauge", "Places assises.", "places", type=INTEGER),
    DescribedColumn("jour", type=DATE),
)


def test_the_dictionary_gives_its_words_to_the_schema():
    (field,) = schema_from(table("jauge"), described=DICTIONARY).fields

    assert (field.title, plain(field.description)) == ("Jauge", "Places assises. Unité : places.")


def test_the_dictionary_is_exported_as_a_schema_without_constraint():
    schema = dictionary_schema(DICTIONARY, title="Lieux")

    assert read_schema(schema.descriptor()) == schema
    assert [(one.name, one.type, one.title) for one in schema.fields] == [
        ("insee", "any", "Code de la commune"),
        ("jauge", "integer", "Jauge"),
        ("jour", "date", ""),
    ]


def test_the_dictionary_is_exported_as_csv():
    assert dictionary_csv(DICTIONARY) == (
        "colonne,libellé,description,unité,type,type métier\n"
        "insee,Code de la commune,Code officiel.,,,code-commune\n"
        "jauge,Jauge,Places assises.,places,entier,\n"
        "jour,,,,date,\n"
    )


def test_no_cell_of_the_dictionary_is_a_formula():
    lines = dictionary_csv([DescribedColumn("=A1", "+33", "@x", "-1")]).splitlines()

    assert lines[1] == "'=A1,'+33,'@x,'-1,,"
