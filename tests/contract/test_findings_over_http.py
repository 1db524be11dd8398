"""Each kind of finding, by two files sent to the API: the one that tells it, the one that must not.

`rows-not-compared` needs a comparison that meets the sandbox's limits: its own tests have them. An
empty file is refused at the door: nothing is there to compare.
"""

import csv
import io
import json
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from catalog.actions import upkeep
from catalog.actions.dataset import describe_dataset
from catalog.files.findings import KINDS
from tests import factories, tasks

pytestmark = pytest.mark.django_db
REGIONS = ("Bretagne", "Normandie", "Occitanie")
ELSEWHERE = {"rows-not-compared", "empty"}


def museum(number):
    return {
        "id": f"M{number:04}",
        "nom": f"Musée des métiers {number}",
        "region": REGIONS[number % 3],
        "code": f"{1000 + number:05}",
        "entrees": str(100 * (number % 7) + 50),
        "ouverture": f"{2000 + number % 20}-05-{1 + number % 28:02}",
        "lat": f"{47 + number / 100:.3f}",
        "lon": f"{-1 + number / 100:.3f}",
    }


MUSEUMS = [museum(number) for number in range(60)]


def table(rows, *, delimiter=";", encoding="utf-8"):
    names = list(rows[0])
    text = io.StringIO()
    writer = csv.DictWriter(text, names, delimiter=delimiter, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode(encoding)


def each(**changes):
    """Return the museums with these columns computed again, in the order they had."""
    return [row | {name: make(row) for name, make in changes.items()} for row in MUSEUMS]


def without(name):
    return [{key: value for key, value in row.items() if key != name} for row in MUSEUMS]


def renamed(name, other):
    return [{other if key == name else key: row[key] for key in row} for row in MUSEUMS]


def swapped():
    names = list(MUSEUMS[0])
    names[1], names[2] = names[2], names[1]
    return [{name: row[name] for name in names} for row in MUSEUMS]


ONLINE = table(MUSEUMS)
ONE_MORE = table([*MUSEUMS, museum(60)])
TELLING = {
    "unreadable": b"id;nom\n1;" + b"x" * 3_000_000 + b"\n",
    "header-only": ONLINE.split(b"\n")[0] + b"\n",
    "format-changed": json.dumps(MUSEUMS).encode(),
    "columns-lost": table(without("region")),
    "column-renamed": table(renamed("region", "territoire")),
    "column-retyped": table(each(entrees=lambda _: "beaucoup")),
    "column-emptied": table(each(region=lambda _: "")),
    "zeros-lost": table(each(code=lambda row: row["code"].lstrip("0"))),
    "personal-data": table(
        each(courriel=lambda row: f"jeanne.martin{row['id'].lower()}@exemple.org")
    ),
    "schema-broken": table(each(region=lambda row: "" if row["id"] < "M0020" else row["region"])),
    "rows-lost": table(MUSEUMS[:20]),
    "keys-lost": table(each(id=lambda row: f"N{row['id'][1:]}")),
    "key-repeated": table([*MUSEUMS, MUSEUMS[-1] | {"nom": "Un autre"}]),
    "bbox-moved": table(each(lat=lambda row: row["lon"], lon=lambda row: row["lat"])),
    "encoding-changed": table(MUSEUMS, encoding="cp1252"),
    "delimiter-changed": table(MUSEUMS, delimiter=","),
    "columns-reordered": table(swapped()),
    "nulls-jump": table(each(nom=lambda row: "" if row["id"] < "M0030" else row["nom"])),
    "out-of-domain": table(
        each(region=lambda row: "Bretange" if row["id"] < "M0005" else row["region"])
    ),
    "out-of-range": table(
        each(entrees=lambda row: "950000" if row["id"] == "M0003" else row["entrees"])
    ),
    "out-of-period": table(
        each(ouverture=lambda row: "1875-01-01" if row["id"] == "M0003" else row["ouverture"])
    ),
    "columns-added": table(each(acces=lambda _: "gratuit")),
    "row-count": table(MUSEUMS[:55]),
    "rows-differ": table(each(nom=lambda row: row["nom"].replace("métiers", "arts"))),
    "file-name": ONE_MORE,
}
NAMES = {"file-name": "musées final (2).csv", "format-changed": "musees.json"}
HARMLESS = {
    # The same rows, written otherwise: nothing to say of them.
    "row-count": ONLINE.replace(b"\n", b"\r\n"),
    "rows-differ": ONLINE.replace(b"\n", b"\r\n"),
}


@pytest.fixture
def resource():
    dataset = factories.dataset(published=True)
    describe_dataset(
        dataset,
        by=factories.platform(),
        temporal_start=date(1990, 1, 1),
        temporal_end=date(2026, 12, 31),
    )
    made = factories.resource(dataset, content=ONLINE, filename="musees.csv")
    tasks.work_through()
    upkeep.set_guard(
        made, by=factories.platform(), guard="hold", row_tolerance=30, key_columns=["id"]
    )
    fields = [{"name": "region", "constraints": {"required": True}}]
    upkeep.set_schema(made, by=factories.platform(), schema={"fields": fields})
    return made


def sent(resource, content, name="musees.csv"):
    """Send the file as a script does; return the codes of what was found."""
    token = factories.token(factories.editor(resource.dataset.organization))
    address = f"/api/1/datasets/{resource.dataset.pk}/resources/{resource.pk}/upload/"
    file = SimpleUploadedFile(name, content)
    response = Client(enforce_csrf_checks=True).post(
        address, {"file": file}, headers={"X-API-KEY": token}
    )
    version = resource.versions.newest_first()[0]
    assert response.status_code == (409 if version.is_held else 200), response.content
    return {finding.code for finding in version.changes.findings}


def test_every_kind_has_its_files():
    assert set(TELLING) == {kind.code for kind in KINDS} - ELSEWHERE


@pytest.mark.parametrize("code", TELLING)
def test_the_file_that_should_tell_it_does(resource, code):
    assert code in sent(resource, TELLING[code], NAMES.get(code, "musees.csv"))


def test_one_more_row_tells_of_rows_only(resource):
    assert sent(resource, ONE_MORE) == {"row-count", "rows-differ"}


@pytest.mark.parametrize("code", sorted(HARMLESS))
def test_the_same_rows_written_otherwise_tell_nothing_of_them(resource, code):
    found = sent(resource, HARMLESS[code])

    assert "row-count" not in found
    assert found <= {"rows-differ"}  # which says that they are the same


def test_an_empty_file_is_refused_at_the_door(resource):
    before = resource.versions.count()
    token = factories.token(factories.editor(resource.dataset.organization))
    address = f"/api/1/datasets/{resource.dataset.pk}/resources/{resource.pk}/upload/"

    response = Client().post(
        address, {"file": SimpleUploadedFile("musees.csv", b"")}, headers={"X-API-KEY": token}
    )

    assert response.status_code == 400
    assert "vide" in response.json()["message"]
    assert resource.versions.count() == before


def test_the_same_bytes_make_no_version(resource):
    before = resource.versions.count()
    token = factories.token(factories.editor(resource.dataset.organization))
    address = f"/api/1/datasets/{resource.dataset.pk}/resources/{resource.pk}/upload/"

    response = Client().post(
        address, {"file": SimpleUploadedFile("musees.csv", ONLINE)}, headers={"X-API-KEY": token}
    )

    assert response.status_code == 200
    assert resource.versions.count() == before
