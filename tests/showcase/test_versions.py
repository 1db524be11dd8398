"""All the versions of a dataset that its reader may download, on a page of their own."""

import pytest
from django.urls import reverse

from tests import factories
from tests.backoffice.steps import text

pytestmark = pytest.mark.django_db
FIRST = "nom;commune\nMusée du Sel;Uzès\n".encode()
SECOND = FIRST + "Musée des Tisserands;Valbrume\n".encode()


def page_of(dataset):
    return reverse("showcase:version-list", args=[dataset.slug])


@pytest.fixture
def dataset():
    made = factories.dataset(published=True)
    resource = factories.resource(made, content=FIRST, title="Les musées")
    factories.version(resource, SECOND, note="Un musée de plus.")
    return made


def test_each_version_says_what_it_changed(client, dataset):
    page = text(client.get(page_of(dataset)))

    assert "Les musées, version 2" in page
    assert "Un musée de plus." in page
    assert "1 ligne ajoutée" in page
    assert "Les musées, premier dépôt" in page


def test_a_version_that_waits_for_a_decision_is_not_there(client, dataset):
    resource = dataset.resources.get(title="Les musées")
    assert factories.sent(resource, b"titre\nAutre\n").is_held

    assert "version 3" not in text(client.get(page_of(dataset)))


def test_many_versions_are_shown_some_at_a_time(client, dataset):
    factories.past_versions(dataset.resources.get(title="Les musées"), 60)

    first = client.get(page_of(dataset)).content.decode()
    second = client.get(page_of(dataset), {"page": 2}).content.decode()

    assert first.count("<time ") == 50
    assert second.count("<time ") == 13
