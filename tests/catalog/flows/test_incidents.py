"""What goes wrong is told once, to the DPNC when it lasts, and once when it is over."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from catalog.actions import dataset as datasets, decisions
from catalog.enums import DropState, FlowSchedule, IncidentKind
from catalog.flows import incidents, scanning
from catalog.flows.verbs import running
from tests import tasks
from tests.catalog.flows import steps

pytestmark = pytest.mark.django_db
NOW = timezone.now() + timedelta(hours=1)


def after(**span):
    return NOW + timedelta(**span)


def told():
    """Return (to whom, subject) of the mails since the last time."""
    found = [(message.to[0], message.subject) for message in mail.outbox]
    mail.outbox.clear()
    return found


@pytest.fixture
def flow(settings, tmp_path):
    flow = steps.active(steps.folder_inbox(settings, tmp_path))
    told()
    return flow


def kinds(flow):
    return sorted(flow.incidents.open().values_list("kind", flat=True))


def test_a_held_drop_is_told_once_then_escalates_and_ends(flow):
    editor = flow.declared_by
    for count in (10, 1):
        steps.drop(flow.inbox, "musees/a.csv", steps.rows(count))
        drops = steps.passed(flow)
    assert drops[-1].state == DropState.HELD

    ((to, subject),) = told()
    assert to == editor.email
    assert subject.endswith("\u00a0» casserait un usage")
    for _ in range(2):
        incidents.watch_all()
    assert told() == []

    incidents.watch_all(at=after(days=4))
    incidents.watch_all(at=after(days=5))
    assert [to for to, _ in told()] == [flow.decided_by.email]

    decisions.confirm_version(drops[-1].version, by=editor, reason="C’est le bon.")
    assert drops[-1].__class__.objects.get(pk=drops[-1].pk).outcome == DropState.PUBLISHED
    told()
    scanning.scan(flow.pk)
    assert sorted(to for to, _ in told()) == sorted([editor.email, flow.decided_by.email])
    assert kinds(flow) == []
    assert steps.states(flow) == [DropState.PUBLISHED] * 2


def test_an_inbox_that_does_not_answer_is_not_told_at_once(flow, tmp_path):
    (tmp_path / "depot").rename(tmp_path / "ailleurs")

    for minutes in (0, 5):
        run = scanning.scan(flow.pk, at=after(minutes=minutes))
    assert (run.outcome, run.passes) == ("failed", 2)
    assert told() == []
    flow.refresh_from_db()
    assert flow.next_at == after(minutes=15)

    for minutes in (11, 12):
        scanning.scan(flow.pk, at=after(minutes=minutes))
    assert [subject for _, subject in told()] == ["Flux en échec\u00a0: «\u00a0Musées\u00a0»"]

    (tmp_path / "ailleurs").rename(tmp_path / "depot")
    scanning.scan(flow.pk, at=after(minutes=13))
    assert [subject for _, subject in told()] == ["C’est rétabli\u00a0: «\u00a0Musées\u00a0»"]
    assert [run.passes for run in flow.runs.latest_first()] == [1, 4, 1]


def test_a_refused_drop_is_told_until_a_good_one_comes(flow):
    steps.drop(flow.inbox, "musees/a.csv", b"")
    steps.passed(flow)
    ((_, subject),) = told()
    assert subject.startswith("Flux en échec")
    assert "vide" in flow.incidents.get().sentence

    steps.drop(flow.inbox, "musees/a.csv", steps.rows(3))
    steps.passed(flow)
    assert [subject.partition("\u00a0")[0] for _, subject in told()] == ["C’est rétabli"]


def test_what_somebody_rejects_or_passes_by_is_no_failure(flow):
    for count in (10, 1, 1):
        steps.drop(flow.inbox, "musees/a.csv", steps.rows(count, first=flow.drops.count()))
        drops = steps.passed(flow)
    decisions.reject_version(drops[-1].version, by=flow.declared_by, reason="Essai.")
    steps.drop(flow.inbox, "musees/a.csv", steps.rows(12))
    steps.passed(flow)
    told()
    scanning.scan(flow.pk)

    assert steps.states(flow) == [
        DropState.PUBLISHED,
        DropState.SUPERSEDED,
        DropState.REFUSED,
        DropState.PUBLISHED,
    ]  # fmt: skip (a list)
    assert kinds(flow) == []


def test_lateness_and_silence_follow_the_frequency_of_the_dataset(flow):
    editor = flow.declared_by
    datasets.describe_dataset(flow.dataset, by=editor, frequency="monthly")

    incidents.watch_all(at=after(days=30))
    assert (kinds(flow), told()) == ([], [])
    incidents.watch_all(at=after(days=33))
    assert kinds(flow) == [IncidentKind.LATE]
    incidents.watch_all(at=after(days=63))
    assert kinds(flow) == [IncidentKind.LATE, IncidentKind.SILENT]
    told()

    running.pause_flow(flow, by=editor, at=after(days=64))
    assert kinds(flow) == []
    assert told() == [], "a flow that somebody paused needs no good news"


def test_each_slot_is_taken_once_and_a_cron_is_of_paris(flow):
    at = after(hours=2)
    assert scanning.scan_due(at) == 1
    assert scanning.scan_due(at) == 0
    flow.refresh_from_db()
    assert flow.next_at == at.replace(second=0, microsecond=0) + timedelta(minutes=60)

    flow.schedule, flow.cron = FlowSchedule.CRON, "0 6 * * 1"
    flow.save()
    flow.next_at = scanning.following(flow, at)
    paris = flow.next_at.astimezone(timezone.get_default_timezone())
    assert (paris.weekday(), paris.hour) == (0, 6)
    tasks.forget()
