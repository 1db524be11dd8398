"""One gesture over several datasets: all or none, one entry each, undone as one."""

import uuid

import pytest
from django.core.exceptions import PermissionDenied

from catalog.actions.batches import Terms, change_datasets, planned, undo_batch
from catalog.actions.dataset import describe_dataset
from catalog.enums import BatchKind, DatasetState
from catalog.exceptions import CatalogError, Conflict, WrongState
from catalog.journal.models import Activity
from catalog.models import Batch
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return factories.editor()


@pytest.fixture
def rows(editor):
    organization = editor.organizations.get()
    return [
        factories.dataset(title, organization=organization, published=True, keywords=["phare"])
        for title in ("Balises", "Phares", "Sémaphores")
    ]


def entries(rows, verb):
    return Activity.objects.filter(dataset__in=rows).of_verb(verb).count()


def picture(rows):
    """Return what the batches may change, read again."""
    for row in rows:
        row.refresh_from_db()
    return [
        (
            row.state,
            row.license,
            row.license_reason,
            row.frequency,
            sorted(row.keywords.values_list("name", flat=True)),
            sorted(row.themes.values_list("slug", flat=True)),
            list(row.contacts.values_list("name", "email")),
        )
        for row in rows
    ]


GESTURES = {
    BatchKind.ADD_KEYWORDS: {"words": ("Phare", "mer", "mer")},
    BatchKind.REMOVE_KEYWORDS: {"words": ("PHARE",)},
    BatchKind.THEME: {"theme": "musee"},
    BatchKind.CONTACT: {"contact_name": "Pôle", "contact_email": "pole@exemple.org"},
    BatchKind.LICENSE: {"license": "odc-odbl"},
    BatchKind.FREQUENCY: {"frequency": "monthly"},
    BatchKind.ARCHIVE: {"reason": "Remplacés."},
}


@pytest.mark.parametrize("kind", BatchKind)
def test_each_gesture_is_told_before_done_once_then_undone(rows, editor, kind):
    before, terms = picture(rows), Terms(kind=kind, **GESTURES[kind])
    foretold = {row.pk: planned(row, terms).after for row in rows}
    verb = "dataset.archived" if kind == BatchKind.ARCHIVE else "dataset.described"
    submission = uuid.uuid4()

    batch = change_datasets(rows, terms, by=editor, submission=submission)
    again = change_datasets(rows, terms, by=editor, submission=submission)

    assert again == batch
    assert {part.dataset_id: part.after for part in batch.parts.all()} == foretold
    assert entries(rows, verb) == len(rows)
    assert all(one != other for one, other in zip(picture(rows), before, strict=True))
    undo_batch(batch, by=editor)
    undo_batch(batch, by=editor)
    assert picture(rows) == before


@pytest.mark.parametrize("kind", BatchKind)
def test_when_one_may_not_be_changed_none_is(rows, editor, kind):
    theirs = factories.dataset(published=True)
    before = picture([*rows, theirs])

    with pytest.raises(PermissionDenied):
        change_datasets([*rows, theirs], Terms(kind=kind, **GESTURES[kind]), by=editor)

    assert picture([*rows, theirs]) == before
    assert not Batch.objects.exists()


def test_a_state_that_does_not_allow_it_refuses_the_whole(rows, editor):
    draft = factories.dataset(organization=rows[0].organization)
    terms = Terms(kind=BatchKind.ARCHIVE, reason="Remplacés.")

    with pytest.raises(WrongState, match="brouillon"):
        change_datasets([*rows, draft], terms, by=editor)

    assert planned(draft, terms).refusal
    assert {row[0] for row in picture(rows)} == {DatasetState.PUBLISHED}


def test_what_changes_nothing_or_says_nothing_is_refused(rows, editor):
    for terms in (
        Terms(kind=BatchKind.ADD_KEYWORDS, words=("phare",)),
        Terms(kind=BatchKind.ARCHIVE, reason=" "),
    ):
        with pytest.raises(CatalogError):
            change_datasets(rows, terms, by=editor)
    with pytest.raises(CatalogError, match="au moins un"):
        change_datasets([], terms, by=editor)


def test_a_batch_is_not_undone_over_what_came_after_nor_by_another(rows, editor):
    terms = Terms(kind=BatchKind.FREQUENCY, frequency="monthly")
    batch = change_datasets(rows, terms, by=editor)
    with pytest.raises(PermissionDenied):
        undo_batch(batch, by=factories.editor(rows[0].organization))
    describe_dataset(rows[0], by=editor, frequency="daily")

    with pytest.raises(Conflict, match="Balises"):
        undo_batch(batch, by=editor)

    assert [row[3] for row in picture(rows)] == ["daily", "monthly", "monthly"]
