"""Which type a column has, from its header and the share of its values that fit."""

import os
from pathlib import Path

import pytest

from catalog.files import profile
from catalog.files.semantics import detect, names
from catalog.files.semantics.base import words
from catalog.vocabularies.territories import COUNTRIES, DEPARTMENTS, FORMER_REGIONS, REGIONS

SHARED = Path(os.environ.get("VITRINE_SHARED", "../shared")) / "data" / "tabular"
ON_REAL_FILES = {
    "adresses-des-bibliotheques-publiques.csv": {
        "code_region": "code_region", "Région": "region", "code_departement": "code_departement",
        "Département": "departement", "CP": "code_postal", "site_internet": "url",
    },
    "cinemas_2022.csv": {
        "region administrative": "region", "code INSEE": "code_commune",
        "DEP": "code_departement", "latitude": "latitude_wgs", "longitude": "longitude_wgs",
    },
    "expositions-interet-national.csv": {
        "annee": "year", "id_museofile": "museofile", "region": "region", "dpt": "departement",
        "url_m": "url", "latitude": "latitude_wgs", "longitude": "longitude_wgs",
    },
    "festivals-global-festivals.csv": {
        "region_principale_de_deroulement": "region",
        "departement_principal_de_deroulement": "departement",
        "code_postal_de_la_commune_principale_de_deroulement": "code_postal",
        "code_insee_commune": "code_commune", "code_insee_epci_collage_en_valeur": "siren",
        "site_internet_du_festival": "url", "adresse_e_mail": "email",
    },
    "liste-des-jardins-remarquables.csv": {
        "code_postal": "code_postal", "region": "region", "departement": "departement",
        "code_insee": "code_commune", "code_insee_departement": "code_departement",
        "code_insee_region": "code_region", "latitude": "latitude_wgs",
        "longitude": "longitude_wgs", "annee_d_obtention": "year",
    },
    "liste-et-localisation-des-musees-de-france.csv": {
        "Région administrative": "region", "Département": "departement",
        "Identifiant Muséofile": "museofile", "Code Postal": "code_postal",
        "Téléphone": "tel_fr", "URL": "url", "Latitude": "latitude_wgs",
        "Longitude": "longitude_wgs",
    },
    "musees-de-france_2012_latin.csv": {
        "REGIONS": "region", "DEPARTEMENTS": "departement", "CP": "code_postal", "SITWEB": "url",
    },
    "panorama-des-festivals.csv": {
        "region": "region", "departement": "code_departement", "site_web": "url",
        "code_postal": "code_postal", "code_insee": "code_commune",
        "dept_sk": "code_departement", "nom_departement": "departement",
    },
    "siaf_annuaire_archives.csv": {
        "Courriel": "email", "Telephone": "tel_fr", "Code_postal": "code_postal",
        "Site_internet": "url", "Code_insee_commune": "code_commune", "Latitude": "latitude_wgs",
        "Longitude": "longitude_wgs", "Lien_FranceArchives": "url",
    },
}  # fmt: skip
"""By hand, from the files: every column that has a type, and no other has one."""


@pytest.mark.parametrize("name", ON_REAL_FILES)
def test_columns_of_real_files_mean_what_people_read_in_them(name):
    if not SHARED.is_dir():
        pytest.skip("VITRINE_SHARED holds no file")

    found = profile(SHARED / name)

    assert {one.name: one.semantic for one in found.columns if one.semantic} == ON_REAL_FILES[name]


@pytest.mark.parametrize(
    ("header", "values", "expected"),
    [
        ("code", ["75056", "2A004", "13055"], None),
        ("Code INSEE", ["75056", "2A004", "13055"], "code_commune"),
        ("Code postal", ["75001", "20000", "13001"], "code_postal"),
        ("numero", ["732829320"] * 20, None),
        ("Montant", ["1995", "2003", "1998"], None),
        ("Année", ["1995", "2003", "1998"], "year"),
        ("Année", ["1995", "2003", "vers 1850"], None),
        ("dep", ["75.0", "13.0"], "code_departement"),
        ("description longue", ["12", "14"], None),
        ("ville", ["Paris", "Lyon", "Vienne", "Tarbes"], None),
        ("lieu", ["Ain", "Aisne", "Allier", "Ardèche"], "departement"),
        ("contact", ["a@b.example", "c@d.example"], "email"),
        ("siret", [], None),
        ("codeInsee", ["75056"], "code_commune"),
    ],
)
def test_the_header_decides_where_values_cannot(header, values, expected):
    assert detect(header, values) == expected


def test_names_and_codes_are_those_of_the_vocabularies():
    regions = [*REGIONS.values(), *(name for name, _ in FORMER_REGIONS.values())]

    assert {words(name) for name in regions} <= names.REGIONS
    assert {words(name) for name, _ in DEPARTMENTS.values()} <= names.DEPARTMENTS
    assert set(REGIONS) | set(FORMER_REGIONS) == names.REGION_CODES
    assert {code.upper() for code in COUNTRIES} <= names.COUNTRIES | {"XK"}
    assert len(names.COUNTRIES) == len(names.COUNTRIES_OF_THREE) == 249
