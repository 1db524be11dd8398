"""A new dataset from an existing one: its description, not its files."""

import uuid

import pytest
from django.urls import reverse

from catalog.models import Dataset
from tests import factories
from tests.backoffice.steps import text

pytestmark = pytest.mark.django_db
CREATE = reverse("backoffice:dataset-create")


def copy_url(dataset):
    return reverse("backoffice:dataset-copy", args=[dataset.pk])


def test_the_copy_has_the_description_and_neither_files_nor_journal(client_of):
    dataset = factories.dataset("Musées 2025", published=True, themes=["musee"], keywords=["art"])
    client = client_of(factories.contributor(dataset.organization))
    form = {"title": "Musées 2026", "submission": str(uuid.uuid4())}

    answers = [client.post(copy_url(dataset), form).url for _ in range(2)]

    made = Dataset.objects.drafts().get()
    assert (made.title, made.description) == ("Musées 2026", dataset.description)
    assert [theme.slug for theme in made.themes.all()] == ["musee"]
    assert not made.resources.exists()
    assert answers[0] == answers[1]
    assert str(made.pk) in answers[0]


def test_one_starts_from_a_dataset_on_its_page_or_on_the_creation_page(client_of):
    dataset = factories.dataset("Musées du sel", published=True)
    factories.dataset("Jardins", organization=dataset.organization)
    client = client_of(factories.editor(dataset.organization))

    detail = text(client.get(reverse("backoffice:dataset-detail", args=[dataset.pk])))
    found = text(client.get(CREATE, {"q": "sel"}))

    assert copy_url(dataset) in detail
    assert copy_url(dataset) in found
    assert "Jardins" not in found
    assert "Essayez-en un seul" in text(client.get(CREATE, {"q": "introuvable"}))


def test_whoever_creates_nothing_there_copies_nothing(client_of):
    dataset = factories.dataset(published=True)
    stranger = client_of(factories.editor())

    assert stranger.get(copy_url(dataset)).status_code == 403
    assert stranger.post(copy_url(dataset), {"title": "Copie"}).status_code == 403
    detail = text(stranger.get(reverse("backoffice:dataset-detail", args=[dataset.pk])))
    assert copy_url(dataset) not in detail


def test_an_empty_title_comes_back(client_of):
    dataset = factories.dataset()

    response = client_of(factories.editor(dataset.organization)).post(
        copy_url(dataset), {"title": " "}
    )

    assert response.status_code == 422
    assert Dataset.objects.count() == 1
