"""Closed lists, zones, keywords and organisations, as data.gouv.fr's clients ask for them."""

import pytest

from catalog.accounts.models import OrganizationAlias
from tests import factories
from tests.client import query_budget

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("path", "known"),
    [
        ("datasets/frequencies/", {"id": "annual", "label": "annuelle"}),
        ("datasets/resource_types/", {"id": "main", "label": "données"}),
        ("spatial/granularities/", {"id": "fr:region", "name": "région"}),
        ("spatial/levels/", {"id": "fr:region", "name": "région"}),
        ("organizations/roles/", {"id": "partial_editor", "label": "contributeur"}),
        ("contacts/roles/", {"id": "rightsHolder", "label": "titulaire des droits"}),
    ],
)
def test_a_list_has_the_identifiers_of_data_gouv(client, path, known):
    assert known in client.get(f"/api/1/{path}").json()


def test_licences_come_with_the_titles_that_catalogues_give_them(client):
    licenses = {row["id"]: row for row in client.get("/api/1/datasets/licenses/").json()}

    assert len(licenses) == 12
    assert "etalab-2.0" in licenses["lov2"]["alternate_titles"]
    assert licenses["other-at"]["url"] is None
    assert set(licenses["lov2"]) == {
        "id", "title", "maintainer", "url", "flags", "alternate_urls", "alternate_titles",
    }  # fmt: skip


def test_zones_are_suggested_by_their_first_letters(client):
    found = client.get("/api/1/spatial/zones/suggest/?q=breta").json()

    assert [(zone["id"], zone["level"]) for zone in found] == [("fr:region:53", "fr:region")]
    assert client.get(found[0]["uri"]).json() == found[0]
    assert client.get("/api/1/spatial/zone/fr:region:53@1970-01-09/").status_code == 200
    assert client.get("/api/1/spatial/zone/fr:region:00/").status_code == 404


def test_only_keywords_of_what_is_published_are_suggested(client):
    factories.dataset(published=True, keywords=["archives"])
    factories.dataset(keywords=["archives secrètes"])

    assert client.get("/api/1/tags/suggest/?q=archives").json() == [{"text": "archives"}]


@pytest.mark.parametrize("size", ["0", "-1", "x", "999999999999", "²"])
def test_a_strange_size_is_no_failure(client, size):
    assert client.get(f"/api/1/tags/suggest/?q=a&size={size}").status_code == 200


def test_an_organisation_is_found_by_any_of_its_names(client):
    organization = factories.organization("Centre des archives")
    OrganizationAlias.objects.create(alias="534fff91a3a7292c64a77f73", organization=organization)

    for name in (organization.pk, "centre-des-archives"):
        assert client.get(f"/api/1/organizations/{name}/").json()["name"] == "Centre des archives"
    moved = client.get("/api/1/organizations/534fff91a3a7292c64a77f73/")
    assert moved.status_code == 308
    assert moved["Location"].endswith("/api/1/organizations/centre-des-archives/")
    assert client.get("/api/1/organizations/nobody/").status_code == 404


def test_organisations_count_what_the_public_sees_and_name_nobody(client):
    organization = factories.organization("Centre des archives")
    editor = factories.editor(organization)
    factories.dataset(organization=organization, published=True)
    factories.dataset(organization=organization)

    (found,) = client.get("/api/1/organizations/?q=archives").json()["data"]

    assert found["metrics"] == {"datasets": 1}
    assert found["members"] == []
    assert editor.email not in client.get("/api/1/organizations/").content.decode()
    datasets = client.get("/api/1/organizations/centre-des-archives/datasets/").json()
    assert datasets["total"] == 1


def test_the_list_of_organisations_has_a_budget_whatever_its_length(client):
    for _ in range(12):
        factories.dataset(published=True)

    with query_budget(3):
        client.get("/api/1/organizations/")
