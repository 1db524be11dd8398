"""The index follows every verb, in its own transaction; its vocabulary holds public words only."""

import pytest

from catalog.actions import dataset as verbs
from catalog.actions.organization import describe_organization
from catalog.actions.resource import describe_resource, remove_resource, restore_resource
from catalog.enums import DatasetState
from catalog.models import Dataset
from catalog.search.filters import DatasetFilter
from catalog.search.index import countable, text_of
from catalog.search.models import SearchWord
from tests import factories

pytestmark = pytest.mark.django_db


def found(query):
    rows = Dataset.objects.published()
    return [dataset.title for dataset in DatasetFilter({"q": query}, queryset=rows).results()]


def counted():
    return dict(SearchWord.objects.in_use().values_list("word", "datasets"))


def recounted():
    """Count the words of the published datasets again, from their texts."""
    expected = {}
    for dataset in Dataset.objects.published():
        for word in countable(text_of(dataset).values()):
            expected[word] = expected.get(word, 0) + 1
    return expected


def test_every_text_of_a_dataset_is_found():
    organization = factories.organization("Observatoire Zéphyr", acronym="OZ2")
    dataset = factories.dataset(
        "Titreunique",
        organization=organization,
        published=True,
        acronym="SIGLE7",
        short_description="Résumeunique",
        description="Corpsunique",
        keywords=["Motunique"],
    )
    factories.link(dataset, title="Lienunique")

    for word in ("titreunique", "sigle7", "résumeunique", "corpsunique", "motunique"):
        assert found(word) == ["Titreunique"], word
    for word in ("lienunique", "zephyr", "oz2"):
        assert found(word) == ["Titreunique"], word


def test_a_new_title_is_found_and_the_former_one_is_not():
    dataset = factories.dataset("Phares", published=True)

    verbs.describe_dataset(dataset, by=factories.platform(), title="Balises")

    assert (found("phares"), found("balises")) == ([], ["Balises"])


def test_a_new_name_of_the_organisation_is_found_and_the_former_one_is_not():
    organization = factories.organization("Maison du Sel")
    factories.dataset("Phares", organization=organization, published=True)

    describe_organization(organization, by=factories.platform(), name="Maison du Vent")

    assert (found("sel"), found("vent")) == ([], ["Phares"])


def test_a_removed_file_is_not_found_until_it_is_restored():
    dataset = factories.dataset("Phares", published=True)
    resource, by = factories.link(dataset, title="Annexe"), factories.platform()

    remove_resource(resource, by=by)
    removed = found("annexe")
    restore_resource(resource, by=by)
    restored = found("annexe")
    describe_resource(resource, by=by, title="Notice")

    assert (removed, restored, found("annexe"), found("notice")) == (
        [], ["Phares"], [], ["Phares"],
    )  # fmt: skip


def test_archiving_and_deleting_take_out_of_search_and_coming_back_puts_back():
    dataset, by = factories.dataset("Phares", published=True), factories.platform()
    seen = [found("phares")]

    for verb, options in (
        (verbs.archive_dataset, {"reason": "Remplacé."}),
        (verbs.publish_dataset, {}),
        (verbs.delete_dataset, {}),
        (verbs.restore_dataset, {}),
    ):
        dataset = verb(dataset, by=by, **options)
        seen.append(found("phares"))

    assert seen == [["Phares"], [], ["Phares"], [], ["Phares"]]


@pytest.mark.parametrize("state", ["draft", "scheduled", "archived", "deleted"])
def test_the_vocabulary_holds_no_word_of_what_is_not_published(state):
    token = factories.canary()
    factories.dataset(state=state, canary=token, with_file=True)

    assert counted() == {}
    assert state != "draft" or not SearchWord.objects.exists()


def test_a_misspelt_word_is_never_corrected_into_the_word_of_a_draft():
    factories.dataset("Cartographie", published=True)
    factories.dataset("Cryptographies")
    query = DatasetFilter({"q": "cryptographie"}, queryset=Dataset.objects.published())

    query.results().exists()

    assert "crypto" not in query.query.corrected


def test_counts_are_those_of_the_texts_after_a_whole_life():
    by = factories.platform()
    datasets = [
        factories.dataset(f"Phares {name}", published=True, keywords=["mer", name])
        for name in ("alpha", "bravo", "charlie")
    ]
    factories.dataset("Brouillon")
    verbs.describe_dataset(datasets[0], by=by, title="Balises", keywords=[])
    verbs.archive_dataset(datasets[1], by=by, reason="Remplacé.")
    verbs.delete_dataset(datasets[2], by=by)
    factories.link(datasets[0], title="Annexe")

    assert counted() == recounted()


def test_every_dataset_has_its_document():
    for state in DatasetState.values:
        factories.dataset(state=state)

    assert not Dataset.objects.filter(search_document=None).exists()
