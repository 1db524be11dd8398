"""Where personal data are suspected, and where they are not. The people are invented."""

import json
import os
from pathlib import Path

import pytest

from catalog.files import profile
from catalog.files.personal import KINDS
from tests.catalog.files.tables import kinds_in, profile_of

SHARED = Path(os.environ.get("VITRINE_SHARED", "../shared")) / "data" / "tabular"
ON_REAL_FILES = {
    "adresses-des-bibliotheques-publiques.csv": {"site_internet": {"email"}},
    "base-joconde-costumes.csv": {},
    "cinemas_2022.csv": {},
    "culturecheznous.csv": {},
    "expositions-interet-national.csv": {},
    "festivals-global-festivals.csv": {"adresse_e_mail": {"email"}},
    "frequentation-des-musees-de-france.csv": {},
    "liste-des-jardins-remarquables.csv": {},
    "liste-et-localisation-des-musees-de-france.csv": {"Téléphone": {"phone"}},
    "musees-de-france-base-museofile.csv": {"tel_m": {"phone"}},
    "musees-de-france_2012_latin.csv": {},
    "museofile_pipe.csv": {"Telephone": {"phone"}},
    "panorama-des-festivals.csv": {},
    "siaf_annuaire_archives.csv": {"Courriel": {"email"}, "Telephone": {"phone"}},
}
"""By hand: some museums and festivals are reached at somebody's own address or mobile number."""
PEOPLE = [
    ("Nom", "Prénom", "Date de naissance", "Courriel", "Téléphone", "Adresse"),
    ("Durand", "Zoé", "1984-03-12", "zdurand@exemple.example", "01 40 15 80 01", "3 rue des Lilas"),
    ("Petit", "Karim", "1990-11-02", "karimp@exemple.example", "01 40 15 80 02", "8 quai Nord"),
    ("Le Goff", "Anne", "2001-07-23", "contact@exemple.example", "01 40 15 80 03", "1 place Vue"),
]


@pytest.mark.parametrize("name", ON_REAL_FILES)
def test_real_files_are_suspected_of_what_they_hold_and_of_nothing_more(name):
    if not SHARED.is_dir():
        pytest.skip("VITRINE_SHARED holds no file")

    assert kinds_in(profile(SHARED / name)) == ON_REAL_FILES[name]


def test_a_list_of_people_is_seen_whole(tmp_path):
    found = profile_of(tmp_path, *PEOPLE)

    assert kinds_in(found) == {
        "Nom": {"name"},
        "Prénom": {"name"},
        "Date de naissance": {"birth-date"},
        "Courriel": {"email"},
        "Téléphone": {"phone"},
        "Adresse": {"address"},
    }
    counts = {suspicion.column: suspicion.count for suspicion in found.suspicions}
    assert counts == {**dict.fromkeys(PEOPLE[0], 3), "Courriel": 2}


def test_a_suspicion_and_the_profile_hold_no_value_of_it(tmp_path):
    told = json.dumps(profile_of(tmp_path, *PEOPLE).as_json(), ensure_ascii=False)

    values = {value for row in PEOPLE[1:] for value in row}
    assert [value for value in values if value in told] == []


def test_a_public_body_at_its_own_address_is_nobody(tmp_path):
    found = profile_of(
        tmp_path,
        ("nom", "courriel", "telephone", "adresse", "date de création"),
        (
            "Musée Rodin",
            "contact@rodin.example",
            "01 44 18 61 10",
            "77 rue de Varenne",
            "1919-08-04",
        ),
        (
            "Mairie de Brest",
            "mairie@brest.example",
            "02 98 00 80 80",
            "2 rue Frézier",
            "1961-01-01",
        ),
        ("Théâtre Nord", "theatre.nord@lille.example", "03 20 14 24 24", "4 place", "1982-01-01"),
    )

    assert kinds_in(found) == {}


@pytest.mark.parametrize(
    ("header", "values", "kind"),
    [
        ("contact", ["zoe.durand@exemple.example", "info@exemple.example"], "email"),
        ("remarques", ["Écrire à k.petit@exemple.example avant mai", "Fermé"], "email"),
        ("tel", ["06 12 34 56 78", "01 40 15 80 00"], "phone"),
        ("tel", ["+33 6 12 34 56 78", "01 40 15 80 00"], "phone"),
        ("numero", ["255081416802538", "184071416802557"], "nir"),
        ("compte", ["FR1420041010050500013M02606"], "iban"),
        ("responsable", ["Mme Zoé Durand", "Karim Petit", "M. Le Goff"], "name"),
    ],
)
def test_values_are_told_by_their_shape(tmp_path, header, values, kind):
    rows = [(str(number), value) for number, value in enumerate(values)]

    assert kinds_in(profile_of(tmp_path, ("n", header), *rows)) == {header: {kind}}


@pytest.mark.parametrize(
    ("headers", "rows"),
    [
        (
            ("titre", "nom auteur", "prénom auteur"),
            [("Nana", "Zola", "Émile"), ("Gigi", "C", "Anne")],
        ),
        (("responsable", "ville"), [("Service des publics", "Brest"), ("Direction", "Lille")]),
        (("identifiant", "x"), [("255081416802539", "1"), ("184071416802558", "2")]),
        (("periode", "x"), [("07.11.2001 - 09.02.2002", "1"), ("06/12/2003 10:11", "2")]),
        (("latitude", "longitude"), [("48.0612345678", "2.0712345678"), ("47.06123", "1.0612")]),
        (("rue", "lieu de naissance"), [("Jean Moulin", "Béziers"), ("Marie Curie", "Varsovie")]),
    ],
)
def test_what_only_resembles_personal_data_is_left_alone(tmp_path, headers, rows):
    assert kinds_in(profile_of(tmp_path, headers, *rows)) == {}


def test_all_the_rows_are_counted_not_those_of_a_sample(tmp_path):
    rows = [(str(number), "info@exemple.example") for number in range(9_000)]
    rows[8_500:] = [(str(number), f"zoe.durand{number}@exemple.example") for number in range(500)]

    found = profile_of(tmp_path, ("n", "courriel"), *rows)

    assert [one.count for one in found.suspicions] == [500]


def test_every_kind_has_a_label():
    assert set(KINDS) == {"name", "email", "phone", "birth-date", "address", "nir", "iban"}
