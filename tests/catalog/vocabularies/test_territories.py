import csv
import os
from pathlib import Path

import pytest

from catalog.vocabularies.territories import (
    BY_NAME,
    DEPARTMENTS,
    REGIONS,
    ZONES,
    region_of,
    zone,
)

ROOT = Path(__file__).parents[3]
REFERENCE = ROOT / os.environ.get("VITRINE_SHARED", "../shared") / "data" / "reference"


def official(name):
    path = REFERENCE / name
    if not path.exists():
        reason = f"{name} is not in {REFERENCE}: set VITRINE_SHARED"
        pytest.fail(reason) if os.environ.get("CI") else pytest.skip(reason)
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_regions_are_those_of_insee():
    expected = {row["REG"]: row["LIBELLE"].replace("'", "’") for row in official("cog_regions.csv")}

    assert expected == REGIONS


def test_departments_are_those_of_insee():
    expected = {
        row["DEP"]: (row["LIBELLE"].replace("'", "’"), row["REG"])
        for row in official("cog_departements.csv")
    }

    assert expected == DEPARTMENTS


@pytest.mark.parametrize("id_", ZONES)
def test_every_zone_is_found_by_its_identifier(id_):
    assert zone(id_) == ZONES[id_]
    assert ZONES[id_].id == f"{ZONES[id_].level}:{ZONES[id_].code}"


@pytest.mark.parametrize(
    ("text", "id_"),
    [
        ("France", "country:fr"),
        ("Monde", "country-group:world"),
        ("Union Européenne", "country-group:ue"),
        ("Vietnam", "country:vn"),
        ("île de france", "fr:region:11"),
        ("Côtes d'Armor", "fr:departement:22"),
        ("Paris", "fr:departement:75"),
        ("Guadeloupe", "fr:region:01"),
        ("Saint-Martin", "fr:collectivite:978"),
        ("Aquitaine", "fr:region:72"),
        ("fr:region:11@1970-01-09", "fr:region:11"),
        ("fr/town/75056@1942-01-01", "fr:commune:75056"),
        ("fr:departement:2a", "fr:departement:2A"),
        ("country/FR", "country:fr"),
    ],
)
def test_names_and_former_identifiers_are_recognised(text, id_):
    assert zone(text).id == id_


@pytest.mark.parametrize("text", ["", "Rennes", "fr:region:99", "fr:commune:abc", "poi:1", "::"])
def test_a_place_that_is_not_in_the_tables_is_none(text):
    assert zone(text) is None


def test_a_zone_tells_the_region_it_is_in_today():
    assert region_of(ZONES["fr:departement:29"]) == "53"
    assert region_of(ZONES["fr:region:72"]) == "75"
    assert region_of(ZONES["country:fr"]) == ""


def test_no_name_is_lost_to_another_but_those_that_a_region_and_its_department_share():
    hidden = [one for one in ZONES.values() if zone(one.name) != one]

    assert len(BY_NAME) > 300
    assert {one.name for one in hidden} == {
        "Guadeloupe",
        "Martinique",
        "Guyane",
        "La Réunion",
        "Mayotte",
    }
