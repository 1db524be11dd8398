"""The ministry's real exports, in the folder that VITRINE_SHARED names, and files made by hand."""

import csv
import json
import os
from pathlib import Path

import pytest

from catalog.importing.outcome import Refused
from catalog.importing.read import read

ROOT = Path(__file__).parents[3]
CATALOGUE = ROOT / os.environ.get("VITRINE_SHARED", "../shared") / "data" / "catalogue"
ORGANIZATION_CSV = "catalogue_culture_global_2026-08-22_part-shared.csv"
TOPIC_CSV = "catalog_datasets_univers-culture_part-shared.csv"
API_PAGE = "datagouv_api_datasets_culture_shared.json"


def shared(name=""):
    """Return the path of a real export. Without it the test is skipped, unless CI promised it."""
    path = CATALOGUE / name
    if not path.exists():
        reason = f"{name or 'data/catalogue'} is not in {CATALOGUE}: set VITRINE_SHARED"
        pytest.fail(reason) if os.environ.get("CI") else pytest.skip(reason)
    return path


def table(name, delimiter=","):
    """Read a table as anybody would, to know what to expect of ours."""
    csv.field_size_limit(10_000_000)
    with shared(name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=delimiter))


def document(name):
    return json.loads(shared(name).read_text(encoding="utf-8-sig"))


def drafts(path):
    return [outcome for outcome in read(path) if not isinstance(outcome, Refused)]


def refusals(path):
    return [outcome for outcome in read(path) if isinstance(outcome, Refused)]


def write_table(path, rows, delimiter=";", names=None):
    """Write rows as data.gouv.fr does: every cell between quotes."""
    with path.open("w", encoding="utf-8", newline="") as file:
        names = names or list(rows[0])
        writer = csv.DictWriter(
            file, names, delimiter=delimiter, quoting=csv.QUOTE_ALL, extrasaction="ignore"
        )
        writer.writeheader()
        writer.writerows(rows)
    return path


def row(number=1, **cells):
    """Return one row of an organisation's export: its columns of 2021, the values of cells."""
    return {
        "id": f"{number:024x}",
        "title": f"Musées de l’Allier, {number}",
        "slug": f"musees-de-l-allier-{number}",
        "organization": "Ministère de la Culture",
        "organization_id": "534fff91a3a7292c64a77f73",
        "description": "Une description.",
        "frequency": "annual",
        "license": "Licence Ouverte / Open Licence version 2.0",
        "created_at": "2014-06-30T10:00:00",
        "last_modified": "2020-01-02T03:04:05.678000",
        "tags": "culture,musees",
        "archived": "False",
        "resources_count": "2",
    } | cells
