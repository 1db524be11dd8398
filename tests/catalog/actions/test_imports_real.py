"""The ministry's real catalogue, imported; what to expect is counted by csv and json alone."""

import time

import pytest

from catalog.accounts.models import Organization
from catalog.actions.imports_organizations import MINISTRY, NOBODY
from catalog.models import Dataset, DatasetAlias
from tests.catalog.actions.importing import everything, run
from tests.catalog.importing.samples import (
    API_PAGE,
    ORGANIZATION_CSV,
    TOPIC_CSV,
    document,
    shared,
    table,
)

pytestmark = pytest.mark.django_db(transaction=True)  # as the command: each draft is committed
NOT_CATALOGUES = 2


def real_files():
    return [path for path in sorted(shared().iterdir()) if path.suffix in (".csv", ".json")]


def described():
    """Return the identifiers of all the datasets that a file gives a title to."""
    tables = [(ORGANIZATION_CSV, ";", "id"), (TOPIC_CSV, ",", "id.dataset")]
    for name in ("catalog_datasets_univers-culture-deps", "dpnc_datasets_culture_part-shared",
                 "dpnc_ressources_culture"):  # fmt: skip
        tables.append((f"{name}.csv", ",", "id.dataset"))
    found = {row[column] for name, mark, column in tables for row in table(name, mark)}
    found |= {one["id"] for one in document(API_PAGE)["data"]}
    found |= {document("datagouv_client_dataset_metadata.json")["id"]}
    found |= {one["dataset.id"] for one in document("datagouv_tabular_api_data.json")["data"]}
    dump = document("udata_fixtures_results.json")["datasets"]
    return found | {one["dataset"]["id"] for one in dump}


def test_the_export_of_the_ministry_is_imported_whole():
    rows = table(ORGANIZATION_CSV, ";")
    begun = time.monotonic()
    report = run(shared(ORGANIZATION_CSV))
    spent = time.monotonic() - begun

    assert report.refused == []
    assert len(report.created) == Dataset.objects.count() == len(rows)
    assert spent < 60
    for row in rows:
        dataset = Dataset.objects.named(row["id"]).get()
        assert dataset.title.split() == row["title"].split()
        assert dataset.views == int(float(row["metric.views"] or 0))
        assert dataset.resources.get().url == row["url"]
    ministry = Organization.objects.named(MINISTRY).get()
    others = {row["organization"].strip() for row in rows} - {ministry.name}
    assert {child.name for child in ministry.children.all()} == others
    assert ministry.is_family_root


@pytest.mark.timeout(900)
def test_the_whole_folder_is_imported_twice_and_written_once():
    expected = described()
    report = run(*real_files())

    assert len(report.refused) == NOT_CATALOGUES
    assert len(report.created) == Dataset.objects.count() == len(expected)
    assert DatasetAlias.objects.filter(alias__in=expected).count() == len(expected)
    named = {row["id"] for row in table(ORGANIZATION_CSV, ";")}
    waiting = Dataset.objects.filter(organization__name=NOBODY, aliases__alias__in=named)
    assert not waiting.exists()

    before = everything()
    again = run(*reversed(real_files()))

    assert everything() == before
    assert again.created == again.changed == again.counted == []
