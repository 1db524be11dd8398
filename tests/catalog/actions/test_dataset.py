"""The life of a dataset, verb by verb: who may, in which state, what is written."""

import uuid

import pytest
from django.core.exceptions import PermissionDenied

from catalog.actions import dataset as verbs
from catalog.actions.resource import remove_resource
from catalog.enums import DatasetState, Right
from catalog.exceptions import CatalogError, Conflict, Incomplete, WrongState
from catalog.journal.models import Activity
from catalog.models import Dataset
from tests import factories

pytestmark = pytest.mark.django_db


def entries(dataset):
    return list(Activity.objects.about(dataset).order_by("pk").values_list("verb", flat=True))


def test_an_editor_creates_a_draft_of_the_organisation():
    organization = factories.organization()
    editor = factories.editor(organization)

    made = verbs.create_dataset(
        organization, by=editor, title="  Les phares ", keywords=["Littoral", "littoral", ""]
    )

    assert (made.title, made.slug, made.state) == ("Les phares", "les-phares", "draft")
    assert made.created_by == editor
    assert [keyword.slug for keyword in made.keywords.all()] == ["littoral"]
    assert entries(made) == ["dataset.created"]


def test_a_title_is_of_one_line():
    assert factories.dataset("Les\r\nphares\tde\u2028mer").title == "Les phares de mer"


def test_a_contributor_is_named_for_the_draft_they_create_and_cannot_publish_it():
    organization = factories.organization()
    contributor = factories.contributor(organization)

    made = factories.dataset(organization=organization, by=contributor, with_file=True)

    assert contributor.has_perm(Right.CHANGE_DATASET, made)
    with pytest.raises(PermissionDenied):
        verbs.publish_dataset(made, by=contributor)


@pytest.mark.parametrize("somebody", ["stranger", "elsewhere", "gone", "dpnc"])
def test_nobody_else_creates_for_an_organisation(somebody):
    organization = factories.organization(in_family=True)
    people = {
        "stranger": factories.user,
        "elsewhere": factories.administrator,
        "gone": lambda: factories.former_member(organization),
        "dpnc": factories.dpnc_user,
    }
    person = people[somebody]()

    with pytest.raises(PermissionDenied):
        verbs.create_dataset(organization, by=person, title="Les phares")

    assert not Dataset.objects.exists()


def test_the_same_form_sent_twice_makes_one_dataset():
    organization, sent = factories.organization(), uuid.uuid4()
    editor = factories.editor(organization)

    first = verbs.create_dataset(organization, by=editor, title="Phares", submission=sent)
    second = verbs.create_dataset(organization, by=editor, title="Phares", submission=sent)

    assert first == second
    assert Dataset.objects.count() == 1
    with pytest.raises(Conflict):
        verbs.create_dataset(organization, by=factories.platform(), title="A", submission=sent)


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("title", "", "vide"),
        ("title", "x" * 10_000, "10\u202f000 caractères, pour 350 au plus"),
        ("title", "a\0b", "nul"),
        ("short_description", "x" * 201, "201 caractères, pour 200 au plus"),
        ("description", "x" * 100_001, "100\u202f001 caractères"),
        ("license", "inventée", "inventée"),
        ("frequency", "parfois", "parfois"),
    ],
)
def test_a_bad_value_is_refused_with_its_field_and_nothing_is_made(field, value, told):
    organization = factories.organization()

    with pytest.raises(CatalogError) as refusal:
        verbs.create_dataset(
            organization, by=factories.platform(), **({"title": "Phares"} | {field: value})
        )

    assert refusal.value.field == field
    assert told in refusal.value.message
    assert not Dataset.objects.exists()


def test_describing_changes_what_is_named_and_journals_before_and_after():
    dataset = factories.dataset("Les phares", keywords=["Mer"], frequency="annual")

    verbs.describe_dataset(
        dataset, by=factories.platform(), title="Les balises", keywords=["Mer", "Côte"]
    )

    dataset.refresh_from_db()
    entry = Activity.objects.about(dataset).get(verb="dataset.described")
    assert dataset.frequency == "annual"
    assert entry.changes == {
        "title": ["Les phares", "Les balises"],
        "slug": ["les-phares", "les-balises"],
        "keywords": [["Mer"], ["Côte", "Mer"]],
    }


def test_describing_without_a_change_writes_nothing():
    dataset = factories.dataset("Les phares")

    verbs.describe_dataset(dataset, by=factories.platform(), title="Les phares")

    assert entries(dataset) == ["dataset.created"]


def test_what_somebody_else_saved_meanwhile_is_not_overwritten():
    dataset = factories.dataset("Les phares")
    read = dataset.revision
    verbs.describe_dataset(dataset, by=factories.platform(), title="Les balises")

    with pytest.raises(Conflict):
        verbs.describe_dataset(
            dataset, by=factories.platform(), expected_revision=read, title="Les bouées"
        )

    dataset.refresh_from_db()
    assert dataset.title == "Les balises"


def test_an_unknown_field_is_an_error_of_ours():
    with pytest.raises(TypeError):
        verbs.describe_dataset(factories.dataset(), by=factories.platform(), state="published")


def test_what_is_missing_is_said_as_a_list():
    dataset = factories.dataset(description="", frequency="")

    with pytest.raises(Incomplete) as refusal:
        verbs.publish_dataset(dataset, by=factories.platform())

    assert refusal.value.missing == [
        "Décrivez le jeu de données : ce qu’il contient, d’où il vient, à quoi il sert.",
        "Choisissez une fréquence de mise à jour.",
        "Ajoutez au moins un fichier ou un lien.",
    ]
    dataset.refresh_from_db()
    assert dataset.state == DatasetState.DRAFT


def test_a_removed_file_does_not_count_for_publication():
    dataset = factories.dataset(with_file=True)
    remove_resource(dataset.resources.get(), by=factories.platform())

    with pytest.raises(Incomplete):
        verbs.publish_dataset(dataset, by=factories.platform())


def test_whoever_was_named_to_publish_publishes():
    dataset = factories.dataset(with_file=True)
    publisher = factories.grant(dataset, publish=True)

    published = verbs.publish_dataset(dataset, by=publisher)

    assert published.state == DatasetState.PUBLISHED
    assert published.published_at


def test_the_whole_life_and_its_journal():
    dataset = factories.dataset(with_file=True)
    by = factories.platform()

    for verb, options in (
        (verbs.publish_dataset, {}),
        (verbs.archive_dataset, {"reason": "Remplacé."}),
        (verbs.publish_dataset, {}),
        (verbs.delete_dataset, {"reason": "En double."}),
        (verbs.restore_dataset, {}),
    ):
        dataset = verb(dataset, by=by, **options)

    moves = Activity.objects.about(dataset).filter(changes__has_key="state").order_by("pk")
    assert [entry.changes["state"] for entry in moves] == [
        ["draft", "published"],
        ["published", "archived"],
        ["archived", "published"],
        ["published", "deleted"],
        ["deleted", "published"],
    ]
    assert [entry.reason for entry in moves][1::2] == ["Remplacé.", "En double."]


def test_the_first_publication_date_is_kept_for_ever():
    dataset = factories.dataset(state=DatasetState.ARCHIVED)

    again = verbs.publish_dataset(dataset, by=factories.platform())

    assert again.published_at == dataset.published_at
    assert again.archived_at is None


@pytest.mark.parametrize(
    ("verb", "states"),
    [
        (verbs.publish_dataset, ["published", "deleted"]),
        (verbs.archive_dataset, ["draft", "scheduled", "archived", "deleted"]),
        (verbs.delete_dataset, ["deleted"]),
        (verbs.restore_dataset, ["draft", "scheduled", "published", "archived"]),
    ],
)
def test_a_verb_refuses_the_states_it_does_not_apply_to(verb, states):
    for state in states:
        dataset = factories.dataset(state=state)
        options = {"reason": "Parce que."} if verb is verbs.archive_dataset else {}

        with pytest.raises(WrongState) as refusal:
            verb(dataset, by=factories.platform(), **options)

        assert dataset.title in refusal.value.message
        dataset.refresh_from_db()
        assert dataset.state == state


def test_nothing_is_described_in_the_bin():
    dataset = factories.dataset(state=DatasetState.DELETED)

    with pytest.raises(WrongState):
        verbs.describe_dataset(dataset, by=factories.platform(), title="Autre")


def test_archiving_asks_why():
    with pytest.raises(CatalogError) as refusal:
        verbs.archive_dataset(
            factories.dataset(published=True), by=factories.platform(), reason=" "
        )

    assert refusal.value.field == "reason"


@pytest.mark.parametrize("state", ["draft", "scheduled", "published", "archived"])
def test_what_leaves_the_bin_is_as_it_was(state):
    dataset = factories.dataset(state=state)

    deleted = verbs.delete_dataset(dataset, by=factories.platform())
    restored = verbs.restore_dataset(deleted, by=factories.platform())

    assert deleted.deleted_at
    assert (restored.state, restored.deleted_at) == (state, None)
    assert restored.resources.in_place().count() == dataset.resources.in_place().count()


@pytest.mark.parametrize("role", ["contributor", "named", "elsewhere"])
def test_only_editors_take_to_the_bin(role):
    dataset = factories.dataset(published=True)
    people = {
        "contributor": lambda: factories.contributor(dataset.organization),
        "named": lambda: factories.grant(dataset, publish=True),
        "elsewhere": factories.editor,
    }

    with pytest.raises(PermissionDenied):
        verbs.delete_dataset(dataset, by=people[role]())
