"""What becomes of the rows, and whether the schema is kept: each finding, and the pair without."""

import pytest

from catalog.files.findings.base import Context, Pair
from catalog.files.findings.rows import KeyRepeated, KeysLost, RowsDiffer, RowsNotCompared
from catalog.files.shapes import Differences, SchemaFailure, SchemaReport, Severity
from tests.catalog.files.pairs import blocking, codes, plain, said, table, the, told


def rows(count):
    return table("nom", rows=count)


def test_rows_lost_beyond_the_tolerance_block():
    found = told(rows(7282), rows(3136))

    assert blocking(found) == ["rows-lost"]
    assert said(found, "rows-lost") == (
        "7 282 lignes en ligne, 3 136 dans ce fichier : 4 146 de moins, soit 57 %. C’est plus que "
        "les 30 % de lignes perdues admis pour cette ressource. Vérifiez que l’export est "
        "complet, ou confirmez le remplacement."
    )


def test_rows_lost_within_the_tolerance_are_a_notice():
    found = told(rows(7282), rows(7196))

    assert codes(found) == ["row-count"]
    assert the(found, "row-count").severity == Severity.NOTICE
    assert said(found, "row-count") == (
        "7 282 lignes en ligne, 7 196 dans ce fichier : 86 de moins, soit 1,2 %."
    )


@pytest.mark.parametrize(
    ("before", "after", "tolerance", "blocks"),
    [(100, 70, 30, False), (100, 69, 30, True), (100, 99, 0, True), (100, 1, 100, False)],
)
def test_the_tolerance_is_that_of_the_resource(before, after, tolerance, blocks):
    found = told(rows(before), rows(after), tolerance=tolerance)

    assert ("rows-lost" in codes(found)) is blocks


def test_twice_as_many_rows_are_a_warning():
    found = told(rows(1), rows(2)), told(rows(1000), rows(2000))

    assert the(found[0], "row-count").severity == Severity.NOTICE
    assert the(found[1], "row-count").severity == Severity.WARNING
    assert said(found[1], "row-count") == (
        "1 000 lignes en ligne, 2 000 dans ce fichier : 1 000 de plus, soit 100 %. Vérifiez "
        "qu’aucune ligne n’est là deux fois."
    )


def test_as_many_rows_are_not_told():
    assert codes(told(rows(1000), rows(1000))) == []


def found_by(kind, differences, **rest):
    return list(kind().found(Pair(rows(100), rows(100), Context(**rest), (), differences)))


def test_rows_are_counted_by_their_key():
    (found,) = found_by(RowsDiffer, Differences(6439, 145, 1, 612, key=("identifiant",)))

    assert plain(found.message) == (
        "612 lignes modifiées, 145 lignes ajoutées, 1 ligne retirée ; lignes rapprochées par la "
        "colonne « identifiant »."
    )


def test_without_a_key_rows_are_compared_whole():
    (found,) = found_by(RowsDiffer, Differences(6439, 145, 0))

    assert plain(found.message) == (
        "145 lignes ajoutées ; lignes comparées entières, car aucune colonne ne les identifie."
    )


def test_the_same_rows_are_told():
    (found,) = found_by(RowsDiffer, Differences(6439, 0, 0, key=("id",)))

    assert found.message == "Les lignes sont les mêmes que dans la version en ligne."


def test_keys_that_are_found_no_more_block_when_somebody_declared_them():
    gone = Differences(200, 800, 800, key=("id",))

    (declared,) = found_by(KeysLost, gone, key=("id",))
    (guessed,) = found_by(KeysLost, gone)

    assert (declared.severity, guessed.severity) == (Severity.BLOCKING, Severity.WARNING)
    assert plain(declared.message) == (
        "Sur 1 000 identifiants de la colonne « id », 800 (80 %) ne se retrouvent plus dans ce "
        "fichier. Vérifiez que les identifiants n’ont pas été recréés, ou confirmez le "
        "remplacement."
    )


@pytest.mark.parametrize(
    "differences", [Differences(900, 100, 100, key=("id",)), Differences(0, 9, 9), None]
)
def test_keys_that_are_still_there_and_rows_without_key_are_not_told(differences):
    assert found_by(KeysLost, differences, key=("id",)) == []


def test_a_declared_key_that_repeats_is_a_warning():
    twice = Differences(90, 10, 0, key=("id", "annee"), repeated=12)

    (found,) = found_by(KeyRepeated, twice, key=("id", "annee"))

    assert found.severity == Severity.WARNING
    assert plain(found.message) == (
        "12 lignes ont un identifiant déjà pris par une autre (les colonnes « id » et "
        "« annee »). Donnez à chaque ligne un identifiant à elle."
    )


def test_a_key_that_was_only_found_may_repeat():
    assert found_by(KeyRepeated, Differences(90, 10, 0, key=("id",), repeated=2)) == []
    assert found_by(KeyRepeated, Differences(90, 10, 0, key=("id",)), key=("id",)) == []


def test_rows_that_could_not_be_compared_are_told():
    pair = Pair(rows(10), rows(10), Context(), unread="La lecture a été arrêtée.")

    (found,) = RowsNotCompared().found(pair)

    assert plain(found.message) == (
        "Les lignes n’ont pas été comparées une à une. La lecture a été arrêtée. Le reste de la "
        "comparaison est complet."
    )
    assert list(RowsNotCompared().found(Pair(rows(10), rows(10), Context()))) == []


def test_a_broken_schema_blocks():
    failure = SchemaFailure("required", "insee", "La cellule est vide.", 14)
    report = SchemaReport(1204, (failure,))

    found = told(rows(100), rows(100), schema=report)

    assert blocking(found) == ["schema-broken"]
    assert found.schema == report
    assert said(found, "schema-broken") == (
        "1 204 écarts au schéma. Le premier : ligne 14, colonne « insee » : la cellule est vide. "
        "Corrigez le fichier, ou confirmez le remplacement."
    )


def test_a_schema_that_is_kept_is_not_told():
    assert codes(told(rows(100), rows(100), schema=SchemaReport(0))) == []
