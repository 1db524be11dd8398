"""An address that never changes: who gets the bytes, and what the others are told."""

import pytest
from django.urls import reverse

from catalog.actions.dataset import delete_dataset, publish_dataset, restore_dataset
from catalog.actions.resource import remove_resource, restore_resource
from catalog.enums import DatasetState
from tests import factories
from tests.client import StrictClient

pytestmark = pytest.mark.django_db
DOORS = ["resource-download", "french-download", "api-download"]


def address(resource, door="resource-download"):
    return reverse(f"permalink:{door}", args=[resource.pk])


def address_of(resource, number):
    return reverse("permalink:version-download", args=[resource.pk, number])


def body(response):
    return b"".join(response.streaming_content)


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("state", [DatasetState.PUBLISHED, DatasetState.ARCHIVED])
def test_anybody_downloads_what_is_public(client, door, state):
    resource = factories.dataset(state=state).resources.get()

    response = client.get(address(resource, door))

    assert response.status_code == 200
    assert body(response) == factories.CSV
    assert not response.cookies
    assert response.headers["Access-Control-Allow-Origin"] == "*"


def test_the_three_addresses_are_those_of_data_gouv_fr():
    resource = factories.dataset(published=True).resources.get()

    assert [address(resource, door) for door in DOORS] == [
        f"/datasets/r/{resource.pk}",
        f"/fr/datasets/r/{resource.pk}",
        f"/api/1/datasets/r/{resource.pk}",
    ]
    assert address_of(resource, 3) == f"/datasets/r/{resource.pk}/versions/3"


@pytest.mark.parametrize("door", DOORS)
def test_a_draft_is_given_to_its_editor_and_kept_by_no_cache(client, client_of, door):
    dataset = factories.dataset(with_file=True)
    resource = dataset.resources.get()

    hidden = client.get(address(resource, door))
    given = client_of(factories.editor(dataset.organization)).get(address(resource, door))

    assert hidden.status_code == 404
    assert body(given) == factories.CSV
    assert given.headers["Cache-Control"] == "private, no-store"


def test_a_draft_and_nothing_at_all_get_the_same_answer(client):
    draft = factories.dataset(with_file=True).resources.get()
    path = address(draft)
    unknown = path.replace(str(draft.pk), str(draft.current_version.pk))

    answers = [client.get(path), client.get(unknown)]

    pages = [answer.content.decode().replace(path, "").replace(unknown, "") for answer in answers]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert pages[0] == pages[1]


def test_the_permalink_serves_the_replacement_and_each_version_keeps_its_own_address(client):
    resource = factories.dataset(published=True).resources.get()
    factories.version(resource, b"a;b\n3;4\n")

    assert body(client.get(address(resource))) == b"a;b\n3;4\n"
    assert body(client.get(address_of(resource, 1))) == factories.CSV
    assert body(client.get(address_of(resource, 2))) == b"a;b\n3;4\n"
    assert client.get(address_of(resource, 3)).status_code == 404
    assert client.get(address_of(resource, 10**30)).status_code == 404


def test_what_was_replaced_before_the_publication_never_becomes_public(client, client_of):
    token = factories.canary()
    dataset = factories.dataset(with_file=True)
    resource = dataset.resources.get()
    factories.version(resource, f"secret\n{token}\n".encode())
    factories.version(resource, b"a;b\n5;6\n")
    publish_dataset(dataset, by=factories.platform())
    editor = client_of(factories.editor(dataset.organization))

    assert client.get(address_of(resource, 2)).status_code == 404
    assert client.get(address_of(resource, 3)).status_code == 200
    given = editor.get(address_of(resource, 2))
    assert token.encode() in body(given)
    assert given.headers["Cache-Control"] == "private, no-store"


def test_a_resource_removed_before_the_publication_was_never_public(client):
    dataset = factories.dataset(with_file=True, with_link=True)
    resource = dataset.resources.exclude(current_version=None).get()
    remove_resource(resource, by=factories.platform())
    publish_dataset(dataset, by=factories.platform())

    assert client.get(address(resource)).status_code == 404


@pytest.mark.parametrize("reader", ["anonymous", "editor", "superuser"])
def test_a_deleted_dataset_leaves_410_with_its_title_and_date(client, client_of, reader):
    dataset = factories.dataset(published=True)
    resource = dataset.resources.get()
    people = {
        "editor": lambda: factories.editor(dataset.organization),
        "superuser": factories.platform,
    }
    delete_dataset(dataset, by=factories.platform())
    if reader in people:
        client = client_of(people[reader]())

    page = client.get(address(resource))
    answer = client.get(address(resource, "api-download"))

    assert page.status_code == answer.status_code == 410
    assert resource.title in page.content.decode()
    assert "l’a retiré le" in page.content.decode()
    assert answer.json() == {"message": "Dataset has been deleted"}
    assert client.get(address_of(resource, 1)).status_code == 410


def test_a_restored_dataset_serves_again(client):
    dataset = factories.dataset(published=True)
    resource = dataset.resources.get()
    dataset = delete_dataset(dataset, by=factories.platform())
    restore_dataset(dataset, by=factories.platform())

    assert body(client.get(address(resource))) == factories.CSV


def test_a_removed_resource_leaves_410_until_it_is_restored(client):
    resource = factories.dataset(published=True).resources.get()

    remove_resource(resource, by=factories.platform())
    gone = client.get(address(resource, "api-download"))
    restore_resource(resource, by=factories.platform())

    assert gone.status_code == 410
    assert gone.json() == {"message": "Resource has been deleted"}
    assert client.get(address(resource)).status_code == 200


def test_a_deleted_draft_was_never_there(client, client_of):
    dataset = factories.dataset(with_file=True)
    resource = dataset.resources.get()
    delete_dataset(dataset, by=factories.platform())

    assert client.get(address(resource)).status_code == 404
    assert client_of(factories.platform()).get(address(resource)).status_code == 404


def test_a_link_leads_to_its_address(client):
    resource = factories.link(factories.dataset(published=True), url="https://exemple.org/été.csv")

    response = client.get(address(resource))

    assert response.status_code == 302
    assert response.headers["Location"] == "https://exemple.org/%C3%A9t%C3%A9.csv"
    assert client.get(address_of(resource, 1)).status_code == 404


def test_the_link_of_a_draft_is_hidden_too(client):
    resource = factories.link(factories.dataset())

    assert client.get(address(resource)).status_code == 404


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nobody_writes_at_a_permalink(client_of, method):
    resource = factories.dataset(published=True).resources.get()

    for client in (StrictClient(enforce_csrf_checks=True), client_of(factories.platform())):
        assert getattr(client, method)(address(resource)).status_code == 405


def test_a_browser_may_ask_before_reading_from_another_site(client):
    resource = factories.dataset(published=True).resources.get()

    response = client.options(address(resource))

    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert "Range" in response.headers["Access-Control-Allow-Headers"]
    assert "Access-Control-Allow-Credentials" not in response.headers
