"""Our datasets beside those that data.gouv.fr answered: the same keys, the same types."""

from datetime import datetime

import pytest

from catalog.enums import DatasetState
from tests import factories
from tests.contract.recorded import kind, kinds, recorded

pytestmark = pytest.mark.django_db

# Keys that older answers had, and that data.gouv.fr gives no more (udata, default mask).
DROPPED = {"published"}
# From data.gouv.fr's documentation: a text or null, and something else or null.
TEXT_OR_NULL = {
    "acronym", "archived", "deleted", "description", "description_short", "format",
    "frequency_date", "logo", "logo_thumbnail", "mime", "page", "preview_url",
}  # fmt: skip
OR_NULL = {"checksum", "filesize", "harvest", "owner", "schema", "spatial", "temporal_coverage"}
# In the default mask of the documentation, after our recordings were made.
NEWER = {
    "access_audiences", "access_type", "access_type_reason", "access_type_reason_category",
    "authorization_request_url", "permissions",
}  # fmt: skip


@pytest.fixture
def theirs():
    envelope = recorded("datagouv_api_datasets_culture_shared.json")
    return [recorded("datagouv_client_dataset_metadata.json"), *envelope["data"]]


@pytest.fixture
def ours(client):
    """Public datasets as varied as can be: hosted, remote, archived, bare, full."""
    factories.dataset(published=True, acronym="MDF", short_description="Tous", keywords=["Musée"])
    bare = factories.dataset(published=True, with_link=True, license="", description="Court")
    factories.link(bare, description="Ailleurs", format="csv")
    archived = factories.dataset(state=DatasetState.ARCHIVED)
    listed = client.get("/api/1/datasets/").json()["data"]
    return [*listed, client.get(f"/api/1/datasets/{archived.pk}/").json()]


def documented(key):
    if key in TEXT_OR_NULL:
        return {"str", "NoneType"}
    return {"NoneType"} if key in OR_NULL else set()


def compare(theirs, ours, *, newer=frozenset()):
    """Assert that ours have every key of theirs, no other, and only types seen there."""
    expected, found = kinds(theirs), kinds(ours)
    assert set(found) == set(expected) - DROPPED | newer
    for key in set(found) - newer:
        assert found[key] <= expected[key] | documented(key), key


def test_the_envelope_has_the_same_keys_and_types(client, theirs):
    envelope = recorded("datagouv_api_datasets_culture_shared.json")
    factories.dataset(published=True)

    found = client.get("/api/1/datasets/").json()

    assert {key: kind(value) for key, value in found.items()} == {
        key: kind(value) for key, value in envelope.items()
    }


def test_a_dataset_has_the_same_keys_and_types(theirs, ours):
    compare(theirs, ours, newer=NEWER)


def test_a_resource_has_the_same_keys_and_types(theirs, ours):
    compare(
        [resource for dataset in theirs for resource in dataset["resources"]],
        [resource for dataset in ours for resource in dataset["resources"]],
    )


@pytest.mark.parametrize("part", ["organization", "internal", "quality"])
def test_a_part_of_a_dataset_has_the_same_keys_and_types(theirs, ours, part):
    samples = [dataset[part] for dataset in theirs if dataset.get(part)]
    if part == "quality":  # with links, a criterion of harvested catalogues is sometimes there
        samples = samples[:1]

    compare(samples, [dataset[part] for dataset in ours])


@pytest.mark.parametrize("part", ["checksum", "internal"])
def test_a_part_of_a_resource_has_the_same_keys_and_types(theirs, ours, part):
    def parts(datasets):
        resources = [resource for dataset in datasets for resource in dataset["resources"]]
        return [resource[part] for resource in resources if resource.get(part)]

    compare(parts(theirs), parts(ours))


def test_moments_are_written_as_theirs(theirs, ours):
    recent, found = theirs[0], ours[0]

    for key in ("created_at", "last_modified", "last_update"):
        for moment in (recent[key], found[key]):
            assert moment.endswith("+00:00")
            assert datetime.fromisoformat(moment).tzinfo


def test_the_score_is_computed_as_theirs(theirs):
    quality = theirs[0]["quality"]
    points = sum(value is True for key, value in quality.items() if key != "has_resources")

    assert quality["score"] == pytest.approx(points / 9)
