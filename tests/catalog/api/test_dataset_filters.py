"""The filters and sorts of data.gouv.fr's list of datasets."""

from datetime import date

import pytest

from catalog.accounts.models import OrganizationAlias
from catalog.actions.dataset import describe_dataset
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def festivals():
    made = factories.dataset("Festivals", published=True, with_file=True, license="odc-odbl")
    return describe_dataset(
        made,
        by=factories.platform(),
        territories=["fr:region:53"],
        granularity="fr:commune",
        temporal_start=date(2019, 1, 1),
        temporal_end=date(2021, 12, 31),
        contacts=[{"name": "Service des festivals", "email": "festivals@exemple.org"}],
    )


@pytest.fixture
def others():
    return factories.dataset("Archives", published=True, with_link=True, with_file=False)


def titles(client, query):
    answer = client.get(f"/api/1/datasets/?{query}")
    assert answer.status_code == 200, answer.content
    return [row["title"] for row in answer.json()["data"]]


@pytest.mark.parametrize(
    "query",
    [
        "geozone=fr:region:53",
        "geozone=fr:region:53@1970-01-09",
        "granularity=fr:commune",
        "license=odc-odbl",
        "format=csv",
        "temporal_coverage=2020-01-01-2020-12-31",
        "temporal_coverage=2021-12-31-2030-01-01",
        "q=festival&license=odc-odbl",
    ],
)
@pytest.mark.usefixtures("festivals", "others")
def test_a_filter_keeps_what_it_names(client, query):
    assert titles(client, query) == ["Festivals"]


@pytest.mark.usefixtures("festivals", "others")
def test_what_nothing_has_finds_nothing(client):
    assert titles(client, "temporal_coverage=1990-01-01-1999-12-31") == []
    assert titles(client, "featured=true") == []
    assert len(titles(client, "featured=false")) == 2


@pytest.mark.parametrize(
    "query",
    [
        "temporal_coverage=2014-06-31-2015-01-01",
        "temporal_coverage=hier",
        "organization=ministere",
        "license=libre",
        "granularity=quartier",
        "sort=beauty",
    ],
)
def test_a_value_that_is_not_one_is_refused(client, query):
    answer = client.get(f"/api/1/datasets/?{query}")

    assert answer.status_code == 400
    assert answer.json()["message"]


def test_an_organisation_is_named_by_its_former_identifier_too(client, festivals, others):
    alias = "534fff91a3a7292c64a77f73"
    OrganizationAlias.objects.create(alias=alias, organization=festivals.organization)

    assert titles(client, f"organization={alias}") == ["Festivals"]


def test_the_description_is_told_in_the_words_of_data_gouv(client, festivals):
    found = client.get(f"/api/1/datasets/{festivals.pk}/").json()

    assert found["spatial"] == {
        "geom": None,
        "zones": ["fr:region:53"],
        "granularity": "fr:commune",
    }
    assert found["temporal_coverage"] == {"start": "2019-01-01", "end": "2021-12-31"}
    assert found["contact_points"][0]["email"] == "festivals@exemple.org"
    assert found["quality"]["spatial"] is True
    assert found["quality"]["temporal_coverage"] is True
