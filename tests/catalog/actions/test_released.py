"""At its hour, what was planned goes on line: each part by itself, once, if its author may."""

from datetime import timedelta

import pytest
from django.utils import timezone

from catalog.accounts.models import Membership
from catalog.actions import access, dataset as datasets, decisions, released, releasing
from catalog.actions.releasing import Confirmation
from catalog.actions.resource import remove_resource
from catalog.enums import ReleaseState
from catalog.journal.models import Activity, Notification
from catalog.models import Dataset, Release, Resource
from catalog.tasks import publish_planned
from tests import factories
from tests.catalog.actions.test_releasing import draft, held_version, states, written

pytestmark = pytest.mark.django_db


@pytest.fixture
def organization():
    return factories.organization(in_family=True)


@pytest.fixture
def editor(organization):
    return factories.editor(organization)


def when(release, **late):
    return release.due_at + timedelta(**late or {"seconds": 1})


def outcomes(release):
    rows = release.parts.order_by("dataset__title").values_list("dataset__title", "outcome")
    return dict(rows)


def leave(person):
    membership = Membership.objects.get(user=person)
    access.remove_member(membership, by=factories.platform())


def test_everything_goes_on_line_at_its_hour_and_once(organization, editor, mailoutbox):
    one, two = draft(organization, "Un"), draft(organization, "Deux")
    version = held_version(factories.dataset("Trois", organization=organization, published=True))
    confirmed = Confirmation(version, "La colonne a été retirée.")
    release = factories.release(one, two, by=editor, name="Mars", confirmations=[confirmed])
    mailoutbox.clear()

    released.publish_due(at=release.due_at - timedelta(seconds=1))
    assert states(release, one, two) == ["planned", "scheduled", "scheduled"]
    for _ in range(2):
        released.publish_due(at=when(release))

    assert states(release, one, two, version) == ["done", "published", "published", "current"]
    assert one.published_at == when(release)
    assert version.note == "La colonne a été retirée."
    assert version.decided_by == editor
    assert Resource.objects.get(pk=version.resource_id).current_version == version
    assert written(one).count("dataset.published") == 1
    entry = Activity.objects.about(one).order_by("pk").last()
    assert (entry.actor, entry.reason) == (editor, releasing.announced(release))
    assert Notification.objects.filter(kind="release_settled").count() == 1
    (message,) = [message for message in mailoutbox if message.to == [editor.email]]
    assert message.subject == "« Mars » est en ligne"
    assert "« Un »" in message.body
    assert "Pas en ligne" not in message.body


def test_the_task_publishes_what_is_due(organization, editor):
    dataset = draft(organization)
    now = timezone.now()
    factories.release(
        dataset, by=editor, at=now - timedelta(hours=2), due_at=now - timedelta(hours=1)
    )

    publish_planned.call()

    assert states(dataset) == ["published"]
    assert Dataset.objects.get().published_at >= now


def test_a_release_canceled_or_moved_at_the_last_minute_publishes_nothing(organization, editor):
    canceled, moved = draft(organization, "Annulé"), draft(organization, "Déplacé")
    first, second = (factories.release(dataset, by=editor) for dataset in (canceled, moved))
    due_at = when(second)

    releasing.cancel_release(first, by=editor, at=first.due_at - timedelta(seconds=1))
    releasing.move_release(second, by=editor, due_at=due_at + timedelta(days=1))
    released.publish_due(at=due_at)

    assert states(canceled, moved) == ["draft", "scheduled"]
    assert states(first, second) == [ReleaseState.CANCELED, ReleaseState.PLANNED]


def test_a_right_that_was_lost_publishes_nothing_and_the_dpnc_is_told(
    organization, editor, mailoutbox
):
    maud = factories.dpnc_user()
    kept, lost = draft(organization, "Gardé"), draft(organization, "Perdu")
    release = factories.release(lost, by=editor, name="Mars")
    other = factories.release(kept, by=factories.platform(), due_at=release.due_at)
    version = held_version(factories.dataset("Vu", organization=organization, published=True))
    add = [Confirmation(version, "Voulu.")]
    releasing.add_to_release(release, confirmations=add, by=factories.platform())
    leave(editor)
    mailoutbox.clear()

    for _ in range(2):
        released.publish_due(at=when(release))

    assert states(release, other) == [ReleaseState.REFUSED, ReleaseState.DONE]
    assert states(lost, kept, version) == ["draft", "published", "held"]
    assert lost.published_at is None
    assert "n’a plus de droit sur « Perdu »" in release.parts.get(dataset=lost).refusal
    entry = Activity.objects.about(lost).order_by("pk").last()
    assert (entry.verb, entry.robot) == ("dataset.unscheduled", released.ROBOT)
    assert Release.objects.with_parts_for(editor).visible_to(editor).get().shown_parts == []
    told = {tuple(message.to): message for message in mailoutbox}
    assert told[(maud.email,)].subject.endswith("n’avait plus le droit de publier")
    assert "« Perdu »" in told[(maud.email,)].body
    assert told[(editor.email,)].subject == "« Mars » n’a pas été mis en ligne"
    assert len(mailoutbox) == 3


def test_what_is_refused_prevents_nothing_else_and_says_why(organization, editor, mailoutbox):
    names = ("Bon", "Binned", "Passé devant", "Vide")
    good, binned, early, bare = (draft(organization, name) for name in names)
    version = held_version(factories.dataset("Rejeté", organization=organization, published=True))
    confirmed = Confirmation(version, "Voulu.")
    release = factories.release(
        good, binned, early, bare, by=editor, name="Mars", confirmations=[confirmed]
    )
    datasets.delete_dataset(binned, by=editor)
    datasets.publish_dataset(early, by=editor)
    remove_resource(bare.resources.get(), by=editor)
    decisions.reject_version(version, by=factories.platform())
    published_at = Dataset.objects.get(pk=early.pk).published_at
    mailoutbox.clear()

    released.publish_due(at=when(release))

    assert outcomes(release) == {
        "Binned": "refused",
        "Bon": "done",
        "Passé devant": "done",
        "Rejeté": "refused",
        "Vide": "refused",
    }
    assert states(release, good, early, bare) == ["partly", "published", "published", "draft"]
    assert early.published_at == published_at
    (message,) = mailoutbox
    assert message.subject == "« Mars » est en ligne, en partie"
    for sentence in (
        "« Binned » : Il est dans la corbeille",
        "« Vide » : « Vide » n’est pas encore publiable. Ajoutez au moins un fichier",
        "a déjà décidé : la version 2 est rejetée.",
    ):
        assert sentence in message.body
    assert states(datasets.restore_dataset(binned, by=editor)) == ["draft"]


def test_a_surprise_leaves_one_thing_waiting_and_the_rest_goes_on(
    organization, editor, monkeypatch
):
    bad, good = draft(organization, "Surprise"), draft(organization, "Sans surprise")
    release = factories.release(bad, good, by=editor)
    publish = released.publish_dataset

    def failing(dataset, **fields):
        if dataset.pk == bad.pk:
            raise RuntimeError("surprise")
        return publish(dataset, **fields)

    monkeypatch.setattr(released, "publish_dataset", failing)
    with pytest.raises(RuntimeError, match="surprise"):
        released.publish_due(at=when(release))
    assert states(release, bad, good) == ["planned", "scheduled", "published"]
    monkeypatch.undo()
    released.publish_due(at=when(release, hours=1))

    assert states(release, bad) == ["done", "published"]
    assert Notification.objects.filter(kind="release_settled").count() == 1
