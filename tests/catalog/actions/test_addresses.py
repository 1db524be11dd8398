"""Slugs follow titles; a former one leads to its dataset for ever and is never taken by another."""

import pytest

from catalog.actions.dataset import describe_dataset
from catalog.actions.organization import describe_organization
from catalog.models import Dataset, DatasetAlias
from tests import factories

pytestmark = pytest.mark.django_db


def rename(dataset, title):
    return describe_dataset(dataset, by=factories.platform(), title=title)


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Les musées d’Alsace", "les-musees-d-alsace"),
        ("Œuvres & objets", "oeuvres-objets"),
        ("2026", "2026"),
        ("???", "sans-titre"),
        ("日本", "sans-titre"),
        ("a" * 300, "a" * 150),
    ],
)
def test_the_slug_is_the_title_made_plain(title, slug):
    assert factories.dataset(title).slug == slug


def test_equal_titles_get_numbered_slugs():
    slugs = [factories.dataset("Musées").slug for _ in range(3)]

    assert slugs == ["musees", "musees-2", "musees-3"]


def test_the_former_slug_of_a_public_dataset_leads_to_it():
    dataset = factories.dataset("Musées", published=True)
    rename(rename(dataset, "Musées de France"), "Tous les musées")

    for slug in ("musees", "musees-de-france", "tous-les-musees", str(dataset.pk)):
        assert Dataset.objects.named(slug).get() == dataset


def test_the_slug_of_a_draft_is_free_again_when_it_is_renamed():
    rename(factories.dataset("Musées"), "Phares")

    assert factories.dataset("Musées").slug == "musees"
    assert not DatasetAlias.objects.exists()


def test_no_other_dataset_takes_a_former_slug():
    rename(factories.dataset("Musées", published=True), "Phares")

    second = factories.dataset("Musées", published=True)
    third = rename(factories.dataset("Châteaux", published=True), "Musées")

    assert (second.slug, third.slug) == ("musees-2", "musees-3")
    assert Dataset.objects.named("musees").get().title == "Phares"


def test_going_back_to_a_former_title_gives_its_slug_back():
    dataset = rename(factories.dataset("Musées", published=True), "Phares")

    back = rename(dataset, "Musées")

    assert back.slug == "musees"
    assert list(DatasetAlias.objects.values_list("alias", flat=True)) == ["phares"]


def test_the_slug_of_a_binned_dataset_is_not_given_away():
    factories.dataset("Musées", state="deleted")

    assert factories.dataset("Musées").slug == "musees-2"


def test_a_slug_like_another_dataset_s_id_does_not_hide_it():
    first = factories.dataset()

    factories.dataset(str(first.pk))

    assert Dataset.objects.named(str(first.pk)).get() == first


def test_an_organisation_s_slug_follows_its_name_and_is_kept():
    organization = factories.organization("Musée du Sel")

    renamed = describe_organization(organization, by=factories.platform(), name="Maison du Sel")
    other = factories.organization("Musée du sel !")

    assert renamed.slug == "maison-du-sel"
    assert [alias.alias for alias in renamed.aliases.all()] == ["musee-du-sel"]
    assert other.slug == "musee-du-sel-2"
