import csv
import os
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from catalog.models import Territory
from tests.catalog.actions.importing import everything, imported, run_rows
from tests.catalog.importing.samples import CATALOGUE, row

pytestmark = pytest.mark.django_db
HEADER = "TYPECOM,COM,REG,DEP,LIBELLE\n"
RENNES = "COM,35238,53,35,Rennes\n"


def load(path):
    out = StringIO()
    call_command("load_communes", path, stdout=out)
    return out.getvalue()


def write(folder, *lines):
    path = folder / "communes.csv"
    path.write_text(HEADER + "".join(lines), encoding="utf-8")
    return path


def test_every_commune_of_insee_s_file_is_loaded_in_its_department_once():
    path = Path(CATALOGUE).parent / "reference" / "cog_communes.csv"
    if not path.exists():
        reason = f"{path.name} is not in {path.parent}: set VITRINE_SHARED"
        pytest.fail(reason) if os.environ.get("CI") else pytest.skip(reason)
    with path.open(encoding="utf-8", newline="") as file:
        rows = [one for one in csv.DictReader(file) if one["TYPECOM"] == "COM"]
    load(path)
    communes = Territory.objects.filter(level="fr:commune")

    assert communes.count() == len(rows)
    assert not communes.filter(parent=None).exists()
    rennes = communes.get(code="35238")
    assert (rennes.name, rennes.parent.name) == ("Rennes", "Ille-et-Vilaine")
    before = everything()
    load(path)
    assert everything() == before


def test_a_commune_that_changes_its_name_is_renamed_and_none_is_deleted(tmp_path):
    load(write(tmp_path, RENNES, "COM,35001,53,35,Acigné\n"))
    said = load(write(tmp_path, RENNES.replace("Rennes", "Roazhon"), "COMD,35238,53,35,Autre\n"))

    assert Territory.objects.get(code="35238").name == "Roazhon"
    assert "0 apparues, 1 changées, 1 absentes" in said


def test_another_file_is_refused(tmp_path):
    path = tmp_path / "autre.csv"
    path.write_text("nom;commune\n", encoding="utf-8")

    with pytest.raises(CommandError, match="not INSEE"):
        load(path)


def test_a_dataset_finds_its_commune_when_they_are_loaded_after_it(tmp_path):
    rows = [row(**{"spatial.zones": "fr:commune:35238"})]
    report = run_rows(tmp_path, *rows)
    assert "load_communes" in report.warnings[0].sentence

    load(write(tmp_path, RENNES))
    run_rows(tmp_path, *rows)

    assert [zone.name for zone in imported().territories.all()] == ["Rennes"]
