"""Files made to exhaust us: each is refused, or read, quickly and within the memory promised."""

import hashlib
import json
import subprocess
import sys

import pytest

from catalog.files import profile
from tests.catalog.files import hostile
from tests.catalog.files.samples import ROOT

MEGABYTES, SECONDS = 700, 40
"""At most, for the child that reads them, on a machine that does other things."""
HOSTILE = [
    (hostile.zip_bomb, "bombe.xlsx", "démesuré"),
    (hostile.far_cell, "loin.xlsx", "mémoire|lu"),
    (hostile.many_columns, "large.csv", "100 000 colonnes"),
    (hostile.many_rows, "long.parquet", "20 000 000 lignes"),
    (hostile.long_cell, "cellule.csv", "cellule dépasse 2 Mo"),
    (hostile.open_quote, "guillemet.csv", "guillemet"),
    (hostile.deep_json, "profond.json", "32 niveaux"),
    (hostile.nested_json, "imbrique.json", "32 niveaux"),
    (hostile.endless_json, "sans-fin.json", "50 Mo"),
    (hostile.noise, "bruit.csv", "n’est pas exploré"),
]


def measured(path, *words):
    """Return the refusal of a profile, its seconds and the peak of its child, in megabytes."""
    told = subprocess.run(  # noqa: S603 (our own interpreter, our own words)
        [sys.executable, "-m", "tests.catalog.files.measured", str(path), *words],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return json.loads(told.stdout)


@pytest.mark.parametrize(("write", "name", "sentence"), HOSTILE)
def test_a_hostile_file_is_refused_quickly_and_in_little_memory(tmp_path, write, name, sentence):
    path = tmp_path / name
    write(path)

    told = measured(path)

    assert told["refusal"] is not None
    assert any(word in told["refusal"] for word in sentence.split("|"))
    assert told["peak"] < MEGABYTES
    assert told["seconds"] < SECONDS
    assert [one.name for one in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize(
    ("write", "name"), [(hostile.zip_bomb, "bombe.xlsx"), (hostile.many_columns, "large.csv")]
)
def test_without_the_limits_the_same_file_takes_what_it_wants(tmp_path, write, name):
    path = tmp_path / name
    write(path)

    told = measured(path, "lifted")

    assert told["peak"] > MEGABYTES or "trop de temps" in told["refusal"]


def test_formulas_and_links_are_left_alone_and_told(tmp_path):
    path = tmp_path / "liens.xlsx"
    hostile.linked_workbook(path)
    before = hashlib.sha256(path.read_bytes()).hexdigest()

    found = profile(path)

    assert [finding.code for finding in found.observations] == ["external-links"]
    assert (found.row_count, found.column("total").maximum) == (1, "42")
    assert hashlib.sha256(path.read_bytes()).hexdigest() == before
