"""Real files, and copies of them that somebody changed: what their comparison says."""

import csv
from functools import cache

import pytest

from catalog.files import Context, compare, profile
from catalog.files.shapes import Change, RowSample
from tests.catalog.files.pairs import blocking, codes, plain, said
from tests.catalog.files.samples import real

FESTIVALS = "tabular/festivals-global-festivals.csv"
MUSEUMS = "tabular/liste-et-localisation-des-musees-de-france.csv"
VISITS = "tabular/frequentation-des-musees-de-france.csv"
POSTCODE = "code_postal_de_la_commune_principale_de_deroulement"


@cache
def rows_of(name):
    with real(name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


@pytest.fixture(scope="module")
def explored(tmp_path_factory):
    """Return a function that writes rows, and tells their profile and where their table is."""
    folder, known = tmp_path_factory.mktemp("versions"), {}

    def explore(name, rows, delimiter=";"):
        if name not in known:
            path, table = folder / name, folder / f"{name}.parquet"
            with path.open("w", encoding="utf-8", newline="") as file:
                written = csv.DictWriter(file, list(rows[0]), delimiter=delimiter)
                written.writeheader()
                written.writerows(rows)
            known[name] = profile(path, table=table), table
        return known[name]

    return explore


@pytest.fixture(scope="module")
def replaced(explored):
    """Return a function that compares a real file with what `change` makes of its rows."""

    def replace(name, change, **context):
        before, old_table = explored(name.rsplit("/")[-1], rows_of(name))
        changed = change([dict(row) for row in rows_of(name)])
        after, table = explored(f"{change.__name__}.csv", changed)
        told = Context(table_before=old_table, table=table, **context)
        return compare(before, after, context=told)

    return replace


def the_same(rows):
    return rows


def without_the_commune(rows):
    return [{key: row[key] for key in row if key != "code_insee_commune"} for row in rows]


def renamed(rows):
    names = {"Commune": "ville", "Nom officiel du musée": "appellation"}
    return [{names.get(key, key): row[key] for key in row} for row in rows]


def cut_by_half(rows):
    return rows[: len(rows) // 2]


def without_their_zeros(rows):
    return [row | {POSTCODE: row[POSTCODE].lstrip("0")} for row in rows]


def of_the_middle(rows):
    return [row for row in rows if row["geocodage_xy"][:2] in ("43", "44", "45", "46", "47", "48")]


def without_the_islands(rows):
    islands = ("-6", "55", "45")
    return [row for row in rows if not row["Longitude"].startswith(islands)]


def with_words_for_numbers(rows):
    return [row | {"Latitude": "inconnue"} if n == 7 else row for n, row in enumerate(rows)]


def corrected(rows):
    rows[5] |= {"Observations": "corrigé"}
    return [*rows[:-100], rows[-1] | {"Année": "2031"}]


def renumbered(rows):
    return [row | {"identifiant": f"NEW_{n}"} for n, row in enumerate(rows)]


def test_a_file_written_again_has_the_same_rows(replaced):
    found = replaced(FESTIVALS, the_same)

    assert codes(found) == ["rows-differ"]
    assert said(found, "rows-differ") == ("Les lignes sont les mêmes que dans la version en ligne.")
    assert (found.rows_same, found.keys_added, found.keys_removed) == (7282, 0, 0)
    assert {change.change for change in found.columns} == {Change.KEPT}


def test_a_column_removed_is_lost(replaced):
    found = replaced(FESTIVALS, without_the_commune)

    assert blocking(found) == ["columns-lost"]
    assert found.columns[0].before == "code_insee_commune"


def test_columns_renamed_are_found_by_their_values(replaced):
    found = replaced(MUSEUMS, renamed)

    pairs = [(one.before, one.after) for one in found.columns if one.change == Change.RENAMED]
    assert sorted(pairs) == [("Commune", "ville"), ("Nom officiel du musée", "appellation")]
    assert blocking(found) == ["column-renamed"] * 2
    assert plain(found.findings[0].message) == (
        "La colonne « Commune » s’appelle sans doute « ville » dans ce fichier : 100 % des "
        "valeurs sont les mêmes. Rendez-lui son nom, ou confirmez le remplacement."
    )
    assert found.rows_same == 1216


def test_two_exports_of_the_same_museums_are_matched_column_by_column(explored):
    old, before = explored("localisation.csv", rows_of(MUSEUMS))
    museofile = rows_of("tabular/musees-de-france-base-museofile.csv")
    new, after = explored("museofile.csv", museofile)

    found = compare(old, new, context=Context(table_before=before, table=after))

    pairs = {one.before: one.after for one in found.columns if one.change == Change.RENAMED}
    assert pairs["Nom officiel du musée"] == "nomoff"
    assert pairs["Commune"] == "ville_m"
    assert pairs["Code Postal"] == "cp_m"
    assert pairs["Département"] == "dpt"
    assert pairs["Identifiant Muséofile"] == "ref"
    assert found.key == ("ref",)


def test_two_lists_of_festivals_share_their_places_and_little_else(explored):
    old, before = explored("festivals-2019.csv", rows_of(FESTIVALS))
    panorama = rows_of("tabular/panorama-des-festivals.csv")
    new, after = explored("panorama.csv", panorama)

    found = compare(old, new, context=Context(table_before=before, table=after))

    pairs = {one.before: one.after for one in found.columns if one.change == Change.RENAMED}
    assert pairs == {
        "region_principale_de_deroulement": "region",
        "departement_principal_de_deroulement": "nom_departement",
        POSTCODE: "code_postal",
        "code_insee_commune": "code_insee",
        "geocodage_xy": "coordonnees_insee",
    }
    assert set(blocking(found)) == {"columns-lost", "column-renamed", "rows-lost"}


def test_gardens_are_not_festivals(explored):
    old, before = explored("festivals-2019.csv", rows_of(FESTIVALS))
    gardens = rows_of("tabular/liste-des-jardins-remarquables.csv")
    new, after = explored("jardins.csv", gardens)

    found = compare(old, new, context=Context(table_before=before, table=after))

    assert said(found, "columns-lost") == (
        "Ce fichier n’a aucune des 30 colonnes de la version en ligne : c’est sans doute un "
        "autre fichier. Déposez le bon, ou ajoutez celui-ci comme une nouvelle ressource."
    )
    assert not [one for one in found.columns if one.change == Change.RENAMED]


def test_rows_cut_are_lost(replaced):
    found = replaced(FESTIVALS, cut_by_half)

    assert blocking(found) == ["rows-lost"]
    assert (found.keys_removed, found.keys_added, found.rows_same) == (3641, 0, 3641)


def test_zeros_lost_are_counted(replaced):
    found = replaced(FESTIVALS, without_their_zeros)

    assert blocking(found) == ["zeros-lost"]
    count = sum(row[POSTCODE].startswith("0") for row in rows_of(FESTIVALS))
    assert said(found, "zeros-lost") == (
        f"{count} codes de la colonne « {POSTCODE} » ont perdu leurs zéros de tête (03210 devient "
        "3210). Donnez à la colonne le format « texte » dans le tableur avant d’enregistrer."
    )
    (change,) = [one for one in found.columns if one.after == POSTCODE]
    assert plain(change.effect) == f"{count} codes ont perdu leur zéro de tête"


def test_a_territory_that_is_cut_is_seen_on_the_box(replaced):
    found = replaced(FESTIVALS, of_the_middle)

    assert said(found, "bbox-moved") == (
        "Plus aucun lieu en Guadeloupe, en Martinique, en Guyane, à La Réunion, à Mayotte ni en "
        "Nouvelle-Calédonie, alors qu’il y en a 126 en ligne. Vérifiez que l’export n’a pas été "
        "filtré, ou changez le territoire dans la description."
    )
    assert {sample.change for sample in found.samples} == {"removed"}


def test_a_territory_without_any_place_left_is_told_by_its_name(replaced):
    found = replaced(MUSEUMS, without_the_islands)

    assert said(found, "bbox-moved").startswith("Plus aucun lieu en ")
    mainland = next(one for one in found.territories if one.where == "en métropole")
    assert mainland.before == mainland.after > 1000


def test_one_word_among_numbers_changes_the_type(replaced):
    found = replaced(MUSEUMS, with_words_for_numbers)

    assert "column-retyped" in blocking(found)
    assert plain(found.findings[0].message).startswith(
        "La colonne « Latitude » contenait des nombres décimaux ; elle contient maintenant du texte"
    )
    assert found.keys_changed == 1


def test_yearly_rows_are_matched_by_two_columns(replaced):
    found = replaced(VISITS, corrected)

    assert found.key == ("REF DU MUSEE", "Année")
    assert (found.keys_changed, found.keys_added, found.keys_removed) == (1, 1, 100)
    assert said(found, "rows-differ") == (
        "1 ligne modifiée, 1 ligne ajoutée, 100 lignes retirées ; lignes rapprochées par les "
        "colonnes « REF DU MUSEE » et « Année »."
    )
    changed = found.samples[0]
    place = found.sample_columns.index("Observations")
    assert isinstance(changed, RowSample)
    assert (changed.change, changed.before[place], changed.after[place]) == (
        "changed", "", "corrigé",
    )  # fmt: skip


def test_identifiers_made_again_block_when_they_are_the_declared_key(replaced):
    found = replaced(FESTIVALS, renumbered, key=("identifiant",))

    assert blocking(found) == ["keys-lost"]
    assert found.keys_removed == 7282
