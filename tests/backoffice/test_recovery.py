"""What is deleted or removed is warned of before, kept thirty days, and taken back."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from catalog.actions.dataset import delete_dataset, restore_dataset
from catalog.actions.resource import remove_resource, restore_resource
from catalog.enums import DatasetState
from catalog.exceptions import WrongState
from catalog.models import Dataset, Resource, ResourceAlias
from tests import factories
from tests.backoffice.steps import text
from tests.client import query_budget

pytestmark = pytest.mark.django_db
BIN = reverse("backoffice:dataset-bin")


def days_ago(days):
    return timezone.now() - timedelta(days=days, minutes=1)


@pytest.fixture
def dataset():
    return factories.dataset("Musées du sel", published=True, at=days_ago(90))


@pytest.fixture
def client(client_of, dataset):
    return client_of(factories.editor(dataset.organization))


def test_removing_says_before_how_much_and_which_addresses_are_lost(client, dataset):
    resource = dataset.resources.get()
    Resource.objects.filter(pk=resource.pk).update(downloads=1234)
    factories.version(resource, b"a;b\n1;2\n")
    alias = ResourceAlias.objects.create(
        resource=resource, alias="11111111-2222-3333-4444-555555555555"
    )

    page = text(client.get(reverse("backoffice:resource-remove", args=[resource.pk])))

    assert "1 234 téléchargements jusqu’ici" in page
    assert f"{resource.permalink}</li>" in page
    assert f"{resource.permalink}/versions/1</li>" in page
    assert f"/datasets/r/{alias.alias}</li>" in page


def test_nothing_is_lost_by_removing_from_a_draft(client_of):
    resource = factories.resource()
    client = client_of(factories.editor(resource.dataset.organization))

    page = text(client.get(reverse("backoffice:resource-remove", args=[resource.pk])))

    assert "n’est pas encore public" in page
    assert "/datasets/r/" not in page


def test_deleting_says_before_how_much_it_was_used(client, dataset):
    Dataset.objects.filter(pk=dataset.pk).update(downloads=7, views=1)

    page = text(client.get(reverse("backoffice:dataset-delete", args=[dataset.pk])))

    assert "7 téléchargements et 1 consultation jusqu’ici" in page
    assert "Pendant 30 jours" in page


def test_the_bin_shows_what_one_may_take_back_and_for_how_long(client, client_of, dataset):
    remove_resource(dataset.resources.get(), by=factories.platform(), at=days_ago(10))
    deleted = factories.dataset("Jardins", organization=dataset.organization)
    delete_dataset(deleted, by=factories.platform(), at=days_ago(29))
    other = factories.dataset("Ailleurs", state=DatasetState.DELETED)

    page = text(client.get(BIN))

    assert "Jardins" in page
    assert "encore un jour" in page
    assert "encore 20 jours" in page
    assert other.title not in page
    assert "La corbeille est vide" in text(client_of(factories.user()).get(BIN))


def test_what_is_older_than_the_bin_is_gone_from_it_and_does_not_come_back(client, dataset):
    by, resource = factories.platform(), dataset.resources.get()
    remove_resource(resource, by=by, at=days_ago(30))
    old = factories.dataset("Jardins", organization=dataset.organization)
    delete_dataset(old, by=by, at=days_ago(30))

    assert "La corbeille est vide" in text(client.get(BIN))
    detail = text(client.get(reverse("backoffice:dataset-detail", args=[dataset.pk])))
    assert "Retirés depuis moins de 30 jours" not in detail
    page = text(client.get(reverse("backoffice:dataset-detail", args=[old.pk])))
    assert "on ne peut plus l’en sortir" in page
    assert reverse("backoffice:dataset-restore", args=[old.pk]) not in page
    with pytest.raises(WrongState):
        restore_dataset(old, by=by)
    with pytest.raises(WrongState):
        restore_resource(resource, by=by)


def test_a_file_taken_back_from_the_bin_answers_at_the_same_address(client, dataset):
    resource = dataset.resources.get()
    client.post(reverse("backoffice:resource-remove", args=[resource.pk]))
    gone = client.get(resource.permalink)
    assert gone.status_code == 410
    assert resource.title in gone.content.decode()

    restore = reverse("backoffice:resource-restore", args=[resource.pk])
    for _ in range(2):
        client.post(restore)

    assert client.get(resource.permalink).status_code == 200


def test_the_bin_asks_as_many_queries_with_two_as_with_forty(client, dataset):
    def fill(count):
        for number in range(count):
            link = factories.link(dataset, title=f"Lien {number}")
            remove_resource(link, by=factories.platform())
            one = factories.dataset(organization=dataset.organization)
            delete_dataset(one, by=factories.platform())

    fill(2)
    client.get(BIN)
    with query_budget(15) as few:
        client.get(BIN)
    fill(20)

    with query_budget(15) as many:
        client.get(BIN)
    assert len(many) == len(few)


def titles(dataset):
    return [resource.title for resource in dataset.resources.in_place().for_page()]


def test_an_order_is_saved_whole_and_twice_is_once(client, dataset):
    links = [factories.link(dataset, title=title) for title in "abc"]
    first = dataset.resources.get(kind="file")
    order = ",".join(str(one.pk) for one in [*reversed(links), first])
    url = reverse("backoffice:resource-order", args=[dataset.pk])

    for _ in range(2):
        client.post(url, {"ordre": order})

    assert titles(dataset)[:3] == ["c", "b", "a"]
    assert dataset.activities.filter(verb="resource.reordered").count() == 1


def test_an_order_of_another_list_changes_nothing(client, dataset):
    links = [factories.link(dataset, title=title) for title in "ab"]
    url = reverse("backoffice:resource-order", args=[dataset.pk])
    before = titles(dataset)

    page = client.post(url, {"ordre": str(links[1].pk)}, follow=True)

    assert "a changé entre-temps" in text(page)
    assert client.post(url, {"ordre": "n’importe quoi"}).status_code == 404
    assert titles(dataset) == before
