"""What becomes of the columns and of their values: each finding, and the pair without it."""

from datetime import date

import pytest

from catalog.files.shapes import Change, ColumnType, Severity
from tests.catalog.files.pairs import (
    DATE,
    DATETIME,
    DECIMAL,
    INTEGER,
    TEXT,
    blocking,
    codes,
    column,
    plain,
    said,
    table,
    the,
    told,
)  # fmt: skip


def test_a_lost_column_blocks():
    found = told(table("nom", "commune", "insee"), table("nom", "commune"))

    assert blocking(found) == ["columns-lost"]
    assert the(found, "columns-lost").column == "insee"
    assert said(found, "columns-lost") == (
        "Ce fichier n’a plus la colonne « insee » : les programmes qui la lisent s’arrêteront. "
        "Remettez-la dans le fichier, ou confirmez le remplacement."
    )
    assert plain(found.columns[0].effect) == "Perdue. Remplie à 100 % en ligne"


def test_several_lost_columns_are_told_at_once():
    found = told(table("a1", "b2", "c3", "d4", "e5", "f6"), table("a1"))

    assert said(found, "columns-lost") == (
        "Ce fichier n’a plus les colonnes « b2 », « c3 », « d4 » et 2 autres : les programmes qui "
        "les lisent s’arrêteront. Remettez-les dans le fichier, ou confirmez le remplacement."
    )


def test_a_file_that_shares_no_column_is_another_one():
    found = told(table("nom", "commune", "insee"), table("titre", "auteur"))

    assert codes(found) == ["columns-lost"]
    assert said(found, "columns-lost") == (
        "Ce fichier n’a aucune des 3 colonnes de la version en ligne : c’est sans doute un autre "
        "fichier. Déposez le bon, ou ajoutez celui-ci comme une nouvelle ressource."
    )


def test_an_added_column_is_a_notice():
    found = told(table("nom"), table("nom", column("accessibilite", null_share=0.36)))

    assert codes(found) == ["columns-added"]
    assert said(found, "columns-added") == (
        "1 colonne ajoutée : « accessibilite ». Dites dans « Quoi de neuf » ce qu’elle contient."
    )
    assert plain(found.columns[0].effect) == "Ajoutée. Remplie à 64 %"


REGIONS = [("Bretagne", 40), ("Corse", 20), ("Normandie", 30)]


def test_a_column_whose_name_only_changes_its_signs_is_renamed():
    found = told(table("nom", "Code Postal"), table("nom", "code_postal"))

    assert blocking(found) == ["column-renamed"]
    assert said(found, "column-renamed") == (
        "La colonne « Code Postal » s’appelle sans doute « code_postal » dans ce fichier : seule "
        "l’écriture de son nom change. Rendez-lui son nom, ou confirmez le remplacement."
    )


def test_a_column_that_has_the_same_values_under_another_name_is_renamed():
    old = table("nom", column("region_principale", values=REGIONS, distinct=3))
    found = told(old, table("nom", column("libelle", values=REGIONS, distinct=3)))

    assert blocking(found) == ["column-renamed"]
    assert (found.columns[0].before, found.columns[0].after) == ("region_principale", "libelle")


def test_a_column_that_has_other_values_is_lost_and_another_one_is_added():
    old = table("nom", column("region_principale", values=REGIONS, distinct=3))
    found = told(old, table("nom", column("domaine", values=[("Musique", 9), ("Danse", 5)])))

    assert codes(found) == ["columns-lost", "columns-added"]


def test_two_columns_of_yes_and_no_are_not_taken_for_one_another():
    answers = [("oui", 60), ("non", 40)]
    old = table("nom", column("gratuit", values=answers, distinct=2))
    found = told(old, table("nom", column("accessible", values=answers, distinct=2)))

    assert codes(found) == ["columns-lost", "columns-added"]


def test_many_renamed_columns_are_told_at_once():
    found = told(table("a_1", "b_2", "c_3", "d_4"), table("A1", "B2", "C3", "D4"))

    assert said(found, "column-renamed") == (
        "4 colonnes ont sans doute changé de nom : « a_1 » (« A1 »), « b_2 » (« B2 »), « c_3 » "
        "(« C3 »)… Rendez-leur leur nom, ou confirmez le remplacement."
    )


def test_a_column_that_moved_is_a_warning():
    found = told(table("a", "b", "c", "d"), table("a", "d", "b", "c"))

    assert the(found, "columns-reordered").severity == Severity.WARNING
    assert said(found, "columns-reordered") == (
        "La colonne « d » n’est plus à sa place. Ceux qui lisent les colonnes par leur rang "
        "liront les mauvaises : reprenez l’ordre de la version en ligne."
    )
    assert [one.after for one in found.columns if one.moved] == ["d"]


def test_a_column_added_or_lost_before_the_others_moves_none():
    assert "columns-reordered" not in codes(told(table("b", "c"), table("a", "b", "c")))
    assert "columns-reordered" not in codes(told(table("a", "b", "c"), table("b", "c")))


@pytest.mark.parametrize(
    ("before", "after", "severity"),
    [
        (INTEGER, TEXT, Severity.BLOCKING),
        (DATE, TEXT, Severity.BLOCKING),
        (DECIMAL, DATE, Severity.BLOCKING),
        (ColumnType.BOOLEAN, INTEGER, Severity.BLOCKING),
        (TEXT, INTEGER, Severity.WARNING),
        (INTEGER, DECIMAL, Severity.WARNING),
        (DATE, DATETIME, Severity.WARNING),
        (DECIMAL, INTEGER, Severity.NOTICE),
    ],
)
def test_another_type_blocks_when_programmes_cannot_read_it(before, after, severity):
    found = told(table(column("x", before)), table(column("x", after)))

    assert codes(found) == ["column-retyped"]
    assert the(found, "column-retyped").severity == severity
    assert found.columns[0].change == Change.RETYPED


def test_another_type_is_told_with_a_value_that_is_not_of_the_former_one():
    new = table(column("annee", values=[("2019", 400), ("n.c.", 3)]))
    found = told(table(column("annee", INTEGER)), new)

    assert said(found, "column-retyped") == (
        "La colonne « annee » contenait des nombres entiers ; elle contient maintenant du texte, "
        "par exemple « n.c. ». Les calculs et les tris des réutilisateurs échoueront : "
        "corrigez-la, ou confirmez."
    )
    assert plain(found.columns[0].effect) == "Type changé : entier, puis texte"


def test_an_empty_column_has_no_type_to_change():
    empty = column("note", null_share=1.0)

    assert codes(told(table(empty), table(column("note", INTEGER)))) == []


def test_a_column_that_nothing_fills_any_more_blocks():
    found = told(
        table("nom", column("tel", null_share=0.02)), table("nom", column("tel", null_share=1.0))
    )

    assert blocking(found) == ["column-emptied"]
    assert said(found, "column-emptied") == (
        "La colonne « tel » est entièrement vide dans ce fichier ; elle est remplie à 98 % en "
        "ligne. Remplissez-la, ou confirmez le remplacement."
    )


def test_many_more_empty_cells_are_a_warning():
    found = told(table(column("tel", null_share=0.02)), table(column("tel", null_share=0.31)))

    assert the(found, "nulls-jump").severity == Severity.WARNING
    assert said(found, "nulls-jump") == (
        "La colonne « tel » a 31 % de cellules vides, contre 2 % en ligne. Vérifiez qu’aucune "
        "valeur n’a été oubliée."
    )


@pytest.mark.parametrize(
    ("before", "after", "rows"), [(0.02, 0.08, 1000), (0.3, 0.02, 1000), (0.0, 0.2, 10)]
)
def test_a_few_more_empty_cells_are_not_told(before, after, rows):
    old = table(column("tel", null_share=before), rows=rows)

    assert codes(told(old, table(column("tel", null_share=after), rows=rows))) == []


CLOSED = column("region", values=[("Bretagne", 600), ("Corse", 400)], distinct=2)


def test_a_value_out_of_a_closed_domain_is_a_warning():
    values = [("Bretagne", 600), ("Corse", 390), ("Corce", 10)]
    found = told(table(CLOSED), table(column("region", values=values, distinct=3)))

    assert the(found, "out-of-domain").severity == Severity.WARNING
    assert said(found, "out-of-domain") == (
        "La colonne « region » a 2 valeurs en ligne ; « Corce » n’en fait pas partie. Vérifiez "
        "l’orthographe, ou annoncez la nouveauté."
    )


def test_a_domain_that_is_open_or_kept_is_not_told():
    open_ = column("region", values=[("Bretagne", 600), ("Corse", 300)], distinct=40)
    other = column("region", values=[("Normandie", 900)], distinct=1)

    assert codes(told(table(CLOSED), table(CLOSED))) == []
    assert codes(told(table(open_), table(other))) == []


def numbers(low, high, **rest):
    return table(column("visites", DECIMAL, minimum=low, maximum=high, distinct=300, **rest))


def test_numbers_far_from_the_former_ones_are_a_warning():
    found = told(numbers("10", "1200.5"), numbers("10", "1200500"))

    assert the(found, "out-of-range").severity == Severity.WARNING
    assert said(found, "out-of-range") == (
        "La colonne « visites » va de 10 à 1 200 500 ; en ligne, elle va de 10 à 1 200,5. "
        "Vérifiez l’unité et la virgule des nombres."
    )


def test_a_number_below_zero_where_none_was_is_a_warning():
    assert codes(told(numbers("0", "900"), numbers("-1", "900"))) == ["out-of-range"]


def test_numbers_that_grow_and_identifiers_are_not_told():
    unique = {"minimum": "1", "distinct": 1000}
    old = table(column("id", INTEGER, maximum="1000", **unique))
    new = table(column("id", INTEGER, maximum="9000", **unique))

    assert codes(told(numbers("10", "1200"), numbers("12", "1900"))) == []
    assert codes(told(old, new)) == []


def dates(first, last, type_=DATE, name="jour"):
    return table(column(name, type_, minimum=first, maximum=last))


COVERAGE = {"starts": date(2019, 1, 1), "ends": date(2022, 12, 31)}


def test_dates_out_of_the_stated_period_are_a_warning():
    found = told(dates("2019-02-01", "2022-06-01"), dates("2019-02-01", "2031-06-01"), **COVERAGE)

    assert the(found, "out-of-period").severity == Severity.WARNING
    assert said(found, "out-of-period") == (
        "La colonne « jour » va jusqu’au 01/06/2031, hors de la période annoncée (du 01/01/2019 "
        "au 31/12/2022). Corrigez la date, ou la couverture temporelle de la description."
    )


def test_years_are_dates_too():
    found = told(None, dates("2001", "2022", INTEGER, "Année"), **COVERAGE)

    assert said(found, "out-of-period").startswith("La colonne « Année » commence en 2001, hors")


def test_dates_that_were_out_of_the_period_already_are_a_notice():
    old = dates("2019-02-01", "2031-06-01")

    assert the(told(old, old, **COVERAGE), "out-of-period").severity == Severity.NOTICE


@pytest.mark.parametrize(
    "new",
    [
        dates("2019-01-01", "2022-12-31"),
        dates("2019-01-01T08:00:00", "2022-12-31T23:00:00", DATETIME),
        dates("2019", "2022", INTEGER, "annee"),
        dates("1", "250000", INTEGER, "annee"),
        dates("1900", "2090", INTEGER, "visites"),
    ],
)
def test_dates_within_the_period_and_numbers_are_not_told(new):
    assert "out-of-period" not in codes(told(None, new, **COVERAGE))


def test_without_a_stated_period_no_date_is_out_of_it():
    assert codes(told(None, dates("1900-01-01", "2100-01-01"))) == []


def test_codes_that_lost_their_zeros_block():
    old = table(column("cp", values=[("03210", 4), ("75001", 3)], distinct=900))
    new = table(column("cp", values=[("3210", 4), ("75001", 3)], distinct=900))
    found = told(old, new)

    assert blocking(found) == ["zeros-lost"]
    assert said(found, "zeros-lost") == (
        "Des codes de la colonne « cp » ont perdu leurs zéros de tête (03210 devient 3210). "
        "Donnez à la colonne le format « texte » dans le tableur avant d’enregistrer."
    )


def test_codes_that_keep_their_zeros_are_not_told():
    old = table(column("cp", values=[("03210", 4), ("75001", 3)], distinct=900))
    new = table(column("cp", values=[("03000", 4), ("3210", 3)], distinct=900))

    assert codes(told(old, new)) == []


def test_more_columns_than_one_reads_are_gathered():
    old = table(*(column(f"c{n}", INTEGER) for n in range(14)))
    found = told(old, table(*(column(f"c{n}", TEXT) for n in range(14))))

    assert codes(found) == ["column-retyped"] * 11
    assert plain(found.findings[-1].message) == (
        "4 autres colonnes changent de type : « c10 », « c11 », « c12 » et 1 autre."
    )
