"""What the file itself has become: each finding, and the pair that must not produce it."""

import re

import pytest

from catalog.files.shapes import Finding, Severity, Suspicion
from tests.catalog.files.pairs import (
    blocking,
    codes,
    column,
    plain,
    said,
    table,
    the,
    told,
    unread,
)  # fmt: skip

MUSEUMS = table("nom", "commune")


def test_the_same_bytes_are_unchanged_and_nothing_else_is_said():
    found = told(MUSEUMS, table("nom"), sha256_before="ab", sha256="ab")

    assert codes(found) == ["unchanged"]
    assert said(found, "unchanged") == (
        "Inchangé : ce fichier est, octet pour octet, celui qui est en ligne. "
        "Aucune version n’est créée."
    )


def test_two_profiles_that_are_the_same_have_nothing_to_say():
    assert codes(told(MUSEUMS, MUSEUMS, sha256_before="ab", sha256="cd")) == []


def test_a_file_that_cannot_be_read_blocks_where_the_former_one_could():
    found = told(MUSEUMS, unread())

    assert blocking(found) == ["unreadable"]
    assert said(found, "unreadable") == (
        "Ce fichier n’a pas pu être lu. La version en ligne, elle, se lit. Déposez un autre "
        "fichier, ou confirmez le remplacement."
    )


def test_a_file_that_cannot_be_read_any_more_than_the_former_one_is_a_notice():
    found = told(unread(), unread("Ce fichier a plus de 20 millions de lignes."))

    assert the(found, "unreadable").severity == Severity.NOTICE
    assert said(found, "unreadable") == (
        "Ce fichier a plus de 20 millions de lignes. La version en ligne n’est pas explorée non "
        "plus : les deux ne sont pas comparées."
    )


def test_a_table_that_is_one_no_more_is_unreadable():
    found = told(table("nom", format="txt"), table(format="txt", rows=None))

    assert blocking(found) == ["unreadable"]


def test_of_a_former_file_that_was_not_explored_only_what_is_known_is_said():
    found = told(unread(format="xlsx"), table("nom"))

    assert codes(found) == ["format-changed"]
    assert found.columns == ()
    assert (found.rows_before, found.rows_after) == (None, 1000)


def test_an_empty_file_blocks():
    found = told(MUSEUMS, unread("Ce fichier est vide.", size=0))

    assert blocking(found) == ["empty"]
    assert said(found, "empty") == (
        "Ce fichier est vide. Déposez le fichier qui contient les données."
    )


def test_a_file_with_its_header_only_blocks_and_its_columns_are_not_judged():
    found = told(table(column("annee", distinct=20)), table("annee", rows=0))

    assert codes(found) == ["header-only"]
    assert said(found, "header-only") == (
        "Ce fichier n’a que sa ligne d’en-tête, sans aucune ligne de données. Vérifiez l’export, "
        "puis déposez le fichier complet."
    )


def test_a_header_alone_was_already_there():
    assert codes(told(table("nom", rows=0), table("nom", rows=0))) == []


@pytest.mark.parametrize("new", [unread(), table("nom", rows=0), unread("Vide.", size=0)])
def test_while_nothing_is_on_line_nothing_blocks(new):
    found = told(None, new)

    assert not found.is_blocking
    assert found.of(Severity.WARNING)


def test_a_first_version_that_is_well_has_nothing_to_say():
    assert codes(told(None, MUSEUMS)) == []


def test_another_format_blocks():
    found = told(MUSEUMS, table("nom", "commune", format="xlsx", encoding=None, delimiter=None))

    assert blocking(found) == ["format-changed"]
    assert said(found, "format-changed") == (
        "Le fichier en ligne est un tableau CSV, celui-ci est un classeur Excel (XLSX) : les "
        "programmes qui lisent le premier ne liront pas le second. Enregistrez-le dans le même "
        "format, ou ajoutez-le comme une autre ressource."
    )


def test_a_csv_called_txt_is_the_same_format():
    assert codes(told(MUSEUMS, table("nom", "commune", format="txt"))) == []


def test_another_encoding_is_a_warning():
    found = told(MUSEUMS, table("nom", "commune", encoding="cp1252"))

    assert the(found, "encoding-changed").severity == Severity.WARNING
    assert said(found, "encoding-changed") == (
        "L’encodage change : UTF-8 en ligne, Windows-1252 dans ce fichier. Les accents risquent "
        "d’être mal lus : enregistrez-le en UTF-8."
    )


def test_a_mark_at_the_beginning_is_a_notice():
    found = told(table("nom", encoding="utf-8-sig"), table("nom"))

    assert the(found, "encoding-changed").severity == Severity.NOTICE
    assert said(found, "encoding-changed") == (
        "Ce fichier n’a plus la marque d’ordre des octets (BOM) au début du texte. La plupart des "
        "outils n’y verront pas de différence."
    )


def test_ascii_is_utf_8():
    assert codes(told(table("nom", encoding="ascii"), table("nom"))) == []


def test_another_delimiter_is_a_warning():
    found = told(MUSEUMS, table("nom", "commune", delimiter=","))

    assert the(found, "delimiter-changed").severity == Severity.WARNING
    assert said(found, "delimiter-changed") == (
        "Le séparateur de colonnes change : un point-virgule en ligne, une virgule dans ce "
        "fichier. Enregistrez-le avec un point-virgule, ou prévenez vos réutilisateurs."
    )


def test_what_the_reading_noticed_is_told_and_is_but_a_notice_when_it_was_there_already():
    ragged = Finding("ragged-rows", Severity.WARNING, "Une ligne est trop courte.")
    odd = table("nom", observations=(ragged,))

    assert the(told(table("nom"), odd), "ragged-rows").severity == Severity.WARNING
    assert the(told(odd, odd), "ragged-rows").severity == Severity.NOTICE


def test_personal_data_newly_suspected_block_even_in_a_first_version():
    suspicion = Suspicion("mail", "email", 1904, "Elles ont la forme prénom.nom.")
    new = table("nom", "mail", suspicions=(suspicion,))

    assert blocking(told(table("nom", "mail"), new)) == ["personal-data"]
    assert blocking(told(None, new)) == ["personal-data"]
    assert said(told(None, new), "personal-data") == (
        "La colonne « mail » contient sans doute des adresses électroniques de personnes : "
        "1 904 valeurs. Elles ont la forme prénom.nom. Retirez la colonne, ou indiquez ce qui "
        "autorise à la publier."
    )


def test_personal_data_that_are_on_line_already_are_not_new():
    suspicion = Suspicion("mail", "email", 1904, "")
    old = table("nom", "mail", suspicions=(suspicion,))
    renamed = table("nom", "Mail", suspicions=(Suspicion("Mail", "email", 2000, ""),))

    assert codes(told(old, old)) == []
    assert blocking(told(old, renamed)) == ["column-renamed"]


PLACES = table("nom", bbox=(-5.1, 41.3, 9.6, 51.1))


@pytest.mark.parametrize(
    ("bbox", "severity", "beginning"),
    [
        ((-5.0, 48.0, -1.0, 49.0), Severity.WARNING, "Le territoire couvert s’est réduit : il"),
        ((-61.9, -21.4, 55.9, 51.1), Severity.WARNING, "Le territoire couvert s’est beaucoup"),
        ((41.3, -5.1, 51.1, 9.6), Severity.BLOCKING, "Les lieux de ce fichier tombent loin de"),
        ((600e3, 6e6, 700e3, 7e6), Severity.BLOCKING, "Aucun lieu de ce fichier n’est dans"),
    ],
)
def test_a_box_that_shrinks_grows_or_goes_elsewhere_is_told(bbox, severity, beginning):
    found = told(PLACES, table("nom", bbox=bbox))

    assert codes(found) == ["bbox-moved"]
    assert the(found, "bbox-moved").severity == severity
    assert said(found, "bbox-moved").startswith(beginning)
    assert (found.bbox_before, found.bbox_after) == (PLACES.bbox, bbox)


def test_exchanged_axes_are_recognised():
    found = told(PLACES, table("nom", bbox=(41.3, -5.1, 51.1, 9.6)))

    assert said(found, "bbox-moved") == (
        "Les lieux de ce fichier tombent loin de ceux qui sont en ligne : la latitude et la "
        "longitude sont sans doute inversées. Échangez-les, ou confirmez le remplacement."
    )


@pytest.mark.parametrize("bbox", [(-5.0, 41.4, 9.5, 51.0), (-5.2, 41.2, 9.8, 51.2), None])
def test_a_box_that_hardly_moves_is_not_told(bbox):
    assert codes(told(PLACES, table("nom", bbox=bbox))) == []


def test_one_place_alone_has_a_box_too():
    paris = table("nom", bbox=(2.35, 48.85, 2.35, 48.85))

    assert codes(told(paris, table("nom", bbox=(2.351, 48.851, 2.351, 48.851)))) == []


@pytest.mark.parametrize(
    ("name", "before", "faults", "advice"),
    [
        ("Liste des Musées.csv", "", "des espaces et des accents", "liste-des-musees.csv"),
        ("musees_FINAL_v2.csv", "", "la mention « final » et la mention « v2 »", "musees.csv"),
        ("musees - copie.csv", "", "des espaces et la mention « copie »", "musees.csv"),
        ("musees(1).csv", "", "la mention « (1) »", "musees.csv"),
        ("l'orgue & co.xlsx", "", "des espaces et des signes particuliers", "l-orgue-co.xlsx"),
        (
            "musees_20220127.xlsx", "musees_20210202.xlsx",
            "une date (20220127) qui changera à chaque version", "musees.xlsx",
        ),
    ],
)  # fmt: skip
def test_a_name_against_good_practice_is_told_with_a_better_one(name, before, faults, advice):
    found = told(None, MUSEUMS, filename=name, filename_before=before)

    assert said(found, "file-name") == (
        f"Le nom « {name} » contient {faults}. Préférez « {advice} ». L’adresse permanente de la "
        "ressource, elle, ne change pas."
    )
    assert the(found, "file-name").severity == Severity.NOTICE


@pytest.mark.parametrize(
    ("name", "before"),
    [
        ("liste-des-musees.csv", ""),
        ("finalites_2022.csv", ""),
        ("depenses_2023.xlsx", "depenses_2023.xlsx"),
        ("depenses_2023.xlsx", ""),
        ("definitions.csv", ""),
        ("Musées FINAL.csv", "Musées FINAL.csv"),
        ("", ""),
    ],
)
def test_a_good_name_and_one_that_reusers_know_are_not_told(name, before):
    assert codes(told(MUSEUMS, MUSEUMS, filename=name, filename_before=before)) == []


ORDINARY = re.compile(r"« | »| [;:?!%]|'")


def test_the_sentences_are_written_with_the_spaces_and_apostrophes_of_french():
    pairs = [
        told(MUSEUMS, unread()),
        told(
            MUSEUMS, table("nom", "Communes", "ville", rows=500, delimiter=",", encoding="cp1252")
        ),
        told(PLACES, table("nom", bbox=(-5.0, 48.0, -1.0, 49.0), format="xlsx")),
        told(None, MUSEUMS, filename="Musées FINAL.csv"),
    ]
    messages = [finding.message for pair in pairs for finding in pair.findings]
    effects = [change.effect for pair in pairs for change in pair.columns]

    assert len(messages) > 6
    assert not [one for one in (*messages, *effects) if ORDINARY.search(one)]
    assert all(one.endswith(".") for one in messages)
    assert plain("a\u202f; b\u00a0: c") == "a ; b : c"
