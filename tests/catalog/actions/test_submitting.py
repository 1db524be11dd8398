"""From a contributor's draft to those who may publish it, and back."""

import pytest
from django.core.exceptions import PermissionDenied

from catalog.actions.dataset import describe_dataset, publish_dataset
from catalog.actions.submitting import (
    ask_four_eyes,
    return_dataset,
    submit_dataset,
    unsubmit_dataset,
)
from catalog.enums import DatasetState, ReviewState
from catalog.exceptions import AlreadyDecided, CatalogError, Conflict, Incomplete, WrongState
from catalog.journal.models import Activity, Notification
from catalog.models import Review
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def organization():
    return factories.organization(in_family=True)


@pytest.fixture
def editor(organization):
    return factories.editor(organization)


@pytest.fixture
def contributor(organization):
    return factories.contributor(organization)


@pytest.fixture
def draft(organization, editor, contributor):
    return factories.dataset(organization=organization, by=contributor, with_file=True)


def told(kind):
    return [row.recipient for row in Notification.objects.filter(kind=kind).order_by("pk")]


def verbs(dataset):
    return list(Activity.objects.about(dataset).order_by("pk").values_list("verb", flat=True))


def test_a_submitted_draft_is_told_once_to_those_who_may_publish_it(draft, editor, contributor):
    review = submit_dataset(draft, by=contributor, note="Chiffres provisoires")
    again = submit_dataset(draft, by=contributor)

    draft.refresh_from_db()
    assert (again, draft.state) == (review, DatasetState.DRAFT)
    assert told("dataset_submitted") == [editor]
    assert verbs(draft)[-1] == "dataset.submitted"
    assert list(Review.objects.in_hands_of(editor)) == [review]
    assert not Review.objects.in_hands_of(contributor).exists()


def test_whoever_publishes_answers_and_says_whether_they_changed_it(draft, editor, contributor):
    submit_dataset(draft, by=contributor)
    describe_dataset(draft, by=editor, title="Les phares")

    publish_dataset(draft, by=editor)

    (told_of,) = Notification.objects.filter(kind="dataset_approved")
    assert (told_of.recipient, told_of.context["amended"]) == (contributor, "1")
    assert Review.objects.get().state == ReviewState.PUBLISHED


def test_what_changed_since_it_was_read_is_not_published(draft, editor, contributor):
    submit_dataset(draft, by=contributor)
    read = draft.revision
    describe_dataset(draft, by=contributor, title="Autre chose")

    with pytest.raises(Conflict):
        publish_dataset(draft, by=editor, expected_revision=read)


def test_it_is_sent_back_once_with_a_reason_then_submitted_again(draft, editor, contributor):
    submit_dataset(draft, by=contributor)
    with pytest.raises(CatalogError):
        return_dataset(draft, by=editor, reason=" ")

    return_dataset(draft, by=editor, reason="La licence manque.")

    assert told("dataset_returned") == [contributor]
    with pytest.raises(AlreadyDecided):
        return_dataset(draft, by=editor, reason="Encore.")
    assert submit_dataset(draft, by=contributor).is_waiting


def test_it_is_taken_back_by_those_who_change_it(draft, editor, contributor):
    submit_dataset(draft, by=contributor)

    unsubmit_dataset(draft, by=contributor)
    unsubmit_dataset(draft, by=contributor)

    assert verbs(draft).count("dataset.unsubmitted") == 1
    assert not Review.objects.waiting().exists()


def test_who_may_not_is_refused_and_nothing_moves(draft, organization, contributor):
    for person in (factories.contributor(organization), factories.dpnc_user(), factories.user()):
        with pytest.raises(PermissionDenied):
            submit_dataset(draft, by=person)
    submit_dataset(draft, by=contributor)
    for person in (contributor, factories.contributor(organization), factories.dpnc_user()):
        with pytest.raises(PermissionDenied):
            return_dataset(draft, by=person, reason="Non.")
        with pytest.raises(PermissionDenied):
            publish_dataset(draft, by=person)

    assert Review.objects.get().is_waiting


def test_what_is_incomplete_public_or_without_reader_is_not_submitted(organization, contributor):
    alone = factories.dataset(organization=organization, by=contributor, with_file=True)
    with pytest.raises(CatalogError, match="Personne d’autre"):
        submit_dataset(alone, by=contributor)
    factories.editor(organization)
    empty = factories.dataset(organization=organization, by=contributor, description="")
    with pytest.raises(Incomplete):
        submit_dataset(empty, by=contributor)
    public = factories.dataset(organization=organization, published=True)
    with pytest.raises(WrongState):
        submit_dataset(public, by=factories.platform())


def test_under_four_eyes_editors_submit_and_administrators_decide(draft, organization, editor):
    administrator = factories.administrator(organization)
    ask_four_eyes(organization, asked=True, by=administrator)
    with pytest.raises(PermissionDenied):
        publish_dataset(draft, by=editor)

    submit_dataset(draft, by=editor)

    assert told("dataset_submitted") == [administrator]
    assert publish_dataset(draft, by=administrator).is_public
    with pytest.raises(PermissionDenied):
        ask_four_eyes(organization, asked=False, by=editor)
