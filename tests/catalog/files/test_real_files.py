"""Real files of the ministry, and odd ones: what their manifest states, measured by other tools."""

import pytest

from catalog.files import profile
from tests.catalog.files.samples import made, real

TEXTS = [
    # name, encoding, delimiter, rows, columns
    ("tabular/adresses-des-bibliotheques-publiques.csv", "utf-8", ",", 15602, 28),
    ("tabular/base-joconde-costumes.csv", "utf-8", ",", 4274, 45),
    ("tabular/cinemas_2022.csv", "utf-8-sig", ";", 311, 40),
    ("tabular/culturecheznous.csv", "utf-8", ",", 1112, 15),
    ("tabular/expositions-interet-national.csv", "utf-8-sig", ";", 175, 11),
    ("tabular/festivals-global-festivals.csv", "utf-8", ";", 7282, 30),
    ("tabular/frequentation-des-musees-de-france.csv", "utf-8-sig", ";", 23586, 13),
    ("tabular/journees-europeennes-du-patrimoine-2019.csv", "utf-8", ",", 35, 69),
    ("tabular/liste-des-jardins-remarquables.csv", "utf-8", ";", 469, 27),
    ("tabular/liste-et-localisation-des-musees-de-france.csv", "utf-8-sig", ";", 1216, 15),
    ("tabular/musees-de-france-base-museofile.csv", "utf-8", ";", 1227, 27),
    ("tabular/musees-de-france_2012_latin.csv", "cp1252", ",", 1228, 12),
    ("tabular/museofile_pipe.csv", "utf-8", "|", 1222, 24),
    ("tabular/panorama-des-festivals.csv", "utf-8", ";", 3136, 37),
    ("tabular/pop_dictionnaire_merimee.csv", "utf-8", ",", 136, 11),
    ("tabular/pop_dictionnaire_palissy.csv", "utf-8", ",", 134, 11),
    ("tabular/siaf_annuaire_archives.csv", "utf-8", ",", 1306, 18),
    ("nasty/demarches_libres_95-columns.csv", "utf-8-sig", ";", 587, 95),
    ("nasty/formatting-issues.csv", "utf-8", ";", 12, 11),
    ("nasty/table-with-accents_latin1_fr-decimals.csv", "latin-1", ";", 638, 8),
    ("nasty/utf16_split-fail.csv", "utf-16", ";", 20, 3),
    ("nasty/wide_9074_columns.csv", "utf-8", ",", 3, 9074),
    ("catalogue/catalog_datasets_univers-culture-deps.csv", "utf-8", ",", 37, 9),
    ("catalogue/catalog_datasets_univers-culture_part-shared.csv", "utf-8", ",", 764, 9),
    ("catalogue/catalog_schema_univers-culture-deps.csv", "utf-8", ",", 493, 18),
    ("catalogue/catalogue_culture_global_2026-08-22_part-shared.csv", "utf-8", ";", 196, 48),
    ("catalogue/dpnc_datasets_culture_part-shared.csv", "utf-8", ",", 131, 4),
    ("catalogue/dpnc_ressources_culture.csv", "utf-8", ",", 190, 3),
    # The manifest counts 136 lines under the first one; three of them come before the header.
    ("nasty/cr-only_duplicate-headers.csv", "utf-8", ",", 136 - 3, 19),
]
OTHERS = [
    # name, format, part, rows, columns, names of all parts
    ("tabular/depenses-culturelles-des-communes-2023.xlsx", "xlsx", "2023", 3255, 15, 1),
    (
        "tabular/frequentation-totale-mdf-2001-2016.xlsx",
        "xlsx",
        "FREQUENTATION TOTALE",
        1241,
        22,
        3,
    ),
    ("tabular/liste-officielle-musees-de-france_20220127.xlsx", "xlsx", "Sheet", 1221, 13, 1),
    ("tabular/joconde_champs_etiquettes.ods", "ods", "Intitulé_champs_Joconde", 74, 3, 3),
    ("tabular/frequentation-des-monuments-nationaux.json", "json", None, 396, 11, 0),
    ("nasty/unicode_sheet_name.xls", "xls", "mês", 0, 1, 1),
    ("nasty/wrong-extension_ods-named.xls", "ods", "FRUP_au_1er_avril_2021", 5, 8, 1),
    ("nasty/xlsx_without_extension", "xlsx", "Notice", 6, 2, 2),
    ("nasty/file.parquet", "parquet", None, 1000, 10, 0),
    ("catalogue/datagouv_api_datasets_culture_shared.json", "json", "data", 55, 112, 1),
    ("catalogue/organizations-datasets_culture-prod.json", "json", None, 135, 4, 0),
]


@pytest.mark.parametrize(("name", "encoding", "delimiter", "rows", "columns"), TEXTS)
def test_a_text_gives_the_profile_that_its_manifest_states(
    name, encoding, delimiter, rows, columns
):
    found = profile(real(name))

    assert (found.refusal, found.format) == (None, "csv")
    assert (found.encoding, found.delimiter) == (encoding, delimiter)
    assert (found.row_count, len(found.columns)) == (rows, columns)


@pytest.mark.parametrize(("name", "format_", "part", "rows", "columns", "parts"), OTHERS)
def test_another_file_gives_the_profile_that_its_manifest_states(
    name, format_, part, rows, columns, parts
):
    found = profile(real(name))

    assert (found.refusal, found.format, found.part) == (None, format_, part)
    assert (found.row_count, len(found.columns), len(found.parts)) == (rows, columns, parts)


def test_a_text_that_is_not_a_table_says_so():
    found = profile(real("tabular/joconde-notice_valid-UTF-8.txt"))

    assert (found.format, found.encoding, found.columns) == ("txt", "utf-8", ())
    assert "n’est pas un tableau" in found.refusal


def test_a_file_whose_name_lies_is_read_and_the_lie_told():
    found = profile(real("nasty/wrong-extension_ods-named.xls"))

    assert codes(found) == {"name-mismatch"}
    assert "Ce fichier .xls est en réalité un classeur ODS" in found.observations[0].message


def test_the_types_of_a_list_of_museums():
    found = profile(real("tabular/liste-et-localisation-des-musees-de-france.csv"))
    types = {column.name: column.type for column in found.columns}

    assert types["Code Postal"] == types["Téléphone"] == "text"
    assert (types["Latitude"], types["geolocalisation"]) == ("decimal", "geopoint")
    assert types["Date arrêté attribution appellation"] == "date"
    assert found.bbox == pytest.approx((-61.646677, -21.26765, 55.451452, 51.0452716))


def test_a_row_that_is_cut_is_kept_and_told():
    found = profile(real("tabular/journees-europeennes-du-patrimoine-2019.csv"))

    assert codes(found) == {"ragged-rows"}


def test_titles_above_the_header_are_told():
    found = profile(real("nasty/cr-only_duplicate-headers.csv"))

    assert (found.header_row, found.columns[0].name) == (3, "Year")
    assert codes(found) == {"preamble"}


def test_columns_without_a_name_are_told_and_named():
    found = profile(real("nasty/formatting-issues.csv"))

    assert codes(found) == {"empty-headers"}
    assert found.columns[6].name == "colonne 7"


def test_a_file_is_read_the_same_whatever_its_line_ends_and_its_encoding(tmp_path):
    text = real("tabular/panorama-des-festivals.csv").read_text("utf-8")
    expected = profile(real("tabular/panorama-des-festivals.csv"))
    odd = text.replace("\n", "\r").encode("utf-16")

    found = profile(made(tmp_path, "odd.csv", odd))

    assert (found.encoding, found.row_count) == ("utf-16", expected.row_count)
    assert found.columns == expected.columns


def codes(found):
    return {finding.code for finding in found.observations}
