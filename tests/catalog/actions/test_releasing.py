"""Planning what goes on line: until its hour, everything can be moved or given up."""

import uuid
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from catalog.actions import dataset as datasets, releasing
from catalog.actions.releasing import Confirmation
from catalog.enums import DatasetState, PartOutcome, ReleaseState
from catalog.exceptions import CatalogError, Conflict, Incomplete, WrongState
from catalog.journal.models import Activity
from catalog.models import Release, ReleasePart
from tests import factories

pytestmark = pytest.mark.django_db
BROKEN = b"nom\nTour\n"


@pytest.fixture
def organization():
    return factories.organization(in_family=True)


@pytest.fixture
def editor(organization):
    return factories.editor(organization)


def draft(organization, title="Les phares", **fields):
    return factories.dataset(title, organization=organization, with_file=True, **fields)


def held_version(dataset):
    """A file that lost a column: it waits to be confirmed."""
    version = factories.sent(factories.resource(dataset), BROKEN)
    assert version.is_held
    return version


def states(*rows):
    for row in rows:
        row.refresh_from_db()
    return [row.state for row in rows]


def written(dataset):
    return list(Activity.objects.about(dataset).order_by("pk").values_list("verb", flat=True))


def test_drafts_and_held_files_are_planned_together(organization, editor):
    one, two = draft(organization), draft(organization, "Les cloches")
    version = held_version(factories.dataset(organization=organization, published=True))
    due_at = timezone.now() + timedelta(days=3)

    release = releasing.plan_release(
        name="La rentrée",
        due_at=due_at,
        datasets=[one, two],
        confirmations=[Confirmation(version, "La colonne a été retirée.")],
        by=editor,
    )

    assert (release.name, release.due_at, release.created_by) == ("La rentrée", due_at, editor)
    assert states(release, one, two) == ["planned", "scheduled", "scheduled"]
    assert version.is_held
    assert release.parts.waiting().count() == 3
    assert release.parts.get(version=version).reason == "La colonne a été retirée."
    assert written(one)[-1] == "dataset.scheduled"
    assert written(version.resource.dataset)[-1] == "version.scheduled"
    assert Activity.objects.about(one).last().reason.startswith("La rentrée, le ")


def test_a_form_sent_twice_plans_once_and_is_nobody_else_s(organization, editor):
    dataset, submission = draft(organization), uuid.uuid4()
    first = factories.release(dataset, by=editor, submission=submission)

    again = factories.release(dataset, by=editor, submission=submission)

    assert again == first
    assert ReleasePart.objects.count() == 1
    with pytest.raises(Conflict):
        factories.release(dataset, by=factories.platform(), submission=submission)


def test_what_cannot_go_on_line_is_not_planned_nor_what_was_asked_with_it(organization, editor):
    whole, bare = draft(organization), factories.dataset(organization=organization)
    public = factories.dataset(organization=organization, published=True)
    version = held_version(public)

    with pytest.raises(Incomplete, match="n’est pas encore publiable"):
        factories.release(whole, bare, by=editor)
    with pytest.raises(WrongState, match="est publié"):
        factories.release(public, by=editor)
    with pytest.raises(CatalogError, match="au moins un jeu de données"):
        factories.release(by=editor)
    with pytest.raises(CatalogError, match="Donnez un nom"):
        factories.release(whole, by=editor, name="  ")
    with pytest.raises(CatalogError, match="est passé : choisissez"):
        factories.release(whole, by=editor, due_at=timezone.now() - timedelta(minutes=1))
    with pytest.raises(CatalogError, match="Dites ce qui change"):
        factories.release(by=editor, confirmations=[Confirmation(version, " ")])
    with pytest.raises(PermissionDenied):
        factories.release(whole, by=factories.grant(whole))

    assert states(whole) == ["draft"]
    assert not ReleasePart.objects.exists()


def test_a_dataset_and_a_version_wait_in_one_place_only(organization, editor):
    dataset = draft(organization)
    version = held_version(factories.dataset(organization=organization, published=True))
    confirmed = Confirmation(version, "Voulu.")
    factories.release(dataset, by=editor, confirmations=[confirmed])

    with pytest.raises(WrongState, match="est déjà programmé"):
        factories.release(dataset, by=editor)
    with pytest.raises(WrongState, match="est déjà programmée"):
        factories.release(by=editor, confirmations=[confirmed])


def test_a_release_moves_and_says_so(organization, editor, mailoutbox):
    release = factories.release(draft(organization), by=editor, name="Mars")
    colleague, later = factories.editor(organization), timezone.now() + timedelta(days=9)
    mailoutbox.clear()

    releasing.move_release(release, by=editor, name="Avril")
    assert mailoutbox == []
    releasing.move_release(release, by=colleague, due_at=later)
    releasing.move_release(release, by=colleague, due_at=later)

    release.refresh_from_db()
    assert (release.name, release.due_at, release.created_by) == ("Avril", later, editor)
    assert Activity.objects.filter(verb="release.moved").count() == 1
    (message,) = mailoutbox
    assert message.to == [editor.email]
    assert message.subject == "La mise en ligne de « Avril » change de date"
    with pytest.raises(CatalogError, match="est passé"):
        releasing.move_release(release, by=editor, due_at=timezone.now())


def test_a_canceled_release_leaves_everything_as_it_was(organization, editor, mailoutbox):
    dataset = draft(organization)
    version = held_version(factories.dataset(organization=organization, published=True))
    release = factories.release(dataset, by=editor, confirmations=[Confirmation(version, "Voulu.")])
    mailoutbox.clear()

    releasing.cancel_release(release, by=factories.administrator(organization), reason="Trop tôt")
    again = releasing.cancel_release(release, by=editor)

    assert again.state == ReleaseState.CANCELED
    assert states(dataset, version) == ["draft", "held"]
    assert {part.outcome for part in release.parts.all()} == {PartOutcome.CANCELED}
    assert written(dataset)[-1] == "dataset.unscheduled"
    assert [message.to for message in mailoutbox] == [[editor.email]]
    assert "Trop tôt" in mailoutbox[0].body
    with pytest.raises(WrongState, match="n’est plus à venir"):
        releasing.move_release(release, by=editor, name="Autre")
    assert factories.release(dataset, by=editor).is_planned


def test_one_thing_leaves_a_release_and_another_joins_it(organization, editor):
    one, two, three = (draft(organization, title) for title in ("Un", "Deux", "Trois"))
    release = factories.release(one, two, by=editor)
    part = release.parts.get(dataset=one)

    releasing.remove_part(part, by=editor)
    releasing.remove_part(part, by=editor)
    releasing.add_to_release(release, datasets=[three], by=factories.editor(organization))

    assert states(one, two, three) == ["draft", "scheduled", "scheduled"]
    releasing.remove_part(release.parts.get(dataset=two), by=editor)
    with pytest.raises(CatalogError, match="annulez plutôt"):
        releasing.remove_part(release.parts.get(), by=editor)


def test_a_dataset_joins_only_a_release_whose_author_may_publish_it(organization, editor):
    release = factories.release(draft(organization), by=editor)
    elsewhere = draft(factories.organization(in_family=True))

    with pytest.raises(CatalogError, match="programmez-le à part"):
        releasing.add_to_release(release, datasets=[elsewhere], by=factories.platform())


def test_a_release_of_several_organizations_is_changed_by_its_author_only(organization):
    elsewhere = factories.organization(in_family=True)
    here, there = draft(organization), draft(elsewhere, "Ailleurs")
    release = factories.release(here, there, by=factories.platform())
    neighbor = factories.editor(elsewhere)

    assert release in Release.objects.visible_to(neighbor)
    shown = Release.objects.with_parts_for(neighbor).get(pk=release.pk).shown_parts
    assert [part.dataset for part in shown] == [there]
    with pytest.raises(PermissionDenied):
        releasing.move_release(release, by=neighbor, name="À moi")
    with pytest.raises(PermissionDenied):
        releasing.remove_part(release.parts.get(dataset=here), by=neighbor)
    releasing.remove_part(release.parts.get(dataset=there), by=neighbor)
    assert states(there) == ["draft"]


def test_a_scheduled_dataset_is_described_put_in_the_bin_and_back(organization, editor):
    dataset = draft(organization)
    factories.release(dataset, by=editor)

    datasets.describe_dataset(dataset, by=editor, title="Les phares du Nord")
    datasets.delete_dataset(dataset, by=editor)
    datasets.restore_dataset(dataset, by=editor)

    assert states(dataset) == [DatasetState.SCHEDULED]
    assert dataset.title == "Les phares du Nord"
