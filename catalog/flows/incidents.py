"""What goes wrong with a flow: told when it begins, to the DPNC when it lasts, and when it ends.

`watch` says what is the matter now and compares it with what was said: it may be called at any
time, by anybody, twice.
"""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format

from catalog.actions.guards import moment
from catalog.enums import FlowSchedule, IncidentKind
from catalog.files.shapes import Severity
from catalog.flows.models import Drop, Flow, Incident
from catalog.flows.telling import dpnc, facts_of, people_of, tell
from catalog.queue import fence

BLIP = timedelta(minutes=10)
"""A server that is started again is not an incident."""
SILENCE = 2
"""Periods of the dataset without a file."""


def watch_all(at: datetime | None = None) -> None:
    """Look at every flow that publishes, and at those that did when something went wrong."""
    for flow in Flow.objects.watched().for_page():
        watch(flow, at=at)


@transaction.atomic
def watch(flow: Flow, *, at: datetime | None = None) -> None:
    fence()
    flow = Flow.objects.for_page().hold(flow.pk)
    now = moment(at)
    found = signs(flow, now)
    known = {incident.kind: incident for incident in flow.incidents.open()}
    for kind, incident in known.items():
        if kind not in found:
            close(incident, flow, now)
    for kind, sentence in found.items():
        if kind not in known:
            begin(flow, kind, sentence, now)
    limit = now - timedelta(days=settings.FLOWS_ESCALATE_DAYS)
    for incident in flow.incidents.lasting_since(limit):
        escalate(incident, flow, now)


def signs(flow: Flow, now: datetime) -> dict[str, str]:
    """Return what is the matter now, by kind. Nothing is asked of a flow that is stopped."""
    if not flow.is_active:
        return {}
    found = {
        IncidentKind.FAILING: failing(flow, now),
        IncidentKind.HELD: held(flow),
        IncidentKind.LATE: late(flow, now),
        IncidentKind.SILENT: silent(flow, now),
    }
    return {str(kind): sentence for kind, sentence in found.items() if sentence}


def failing(flow: Flow, now: datetime) -> str:
    """The inbox does not answer, and not for a moment only; or the last file was refused."""
    last = flow.runs.latest_first().first()
    if last and last.is_failed and lasts(flow, last.passes, last.started_at, now):
        return last.sentence
    stuck = flow.drops.put_off(now - BLIP).in_turn().first()
    if stuck:
        return stuck.reason
    drop = flow.drops.told_apart().first()
    return f"« {drop.key} » a été refusé. {drop.reason}" if drop and drop.is_refused else ""


def lasts(flow: Flow, passes: int, since: datetime, now: datetime) -> bool:
    return (passes > 1 and now - since >= BLIP) or flow.schedule == FlowSchedule.DEMAND


def held(flow: Flow) -> str:
    drop = last_held(flow)
    if drop is None or drop.version is None:
        return ""
    changes = drop.version.changes
    found = changes.of(Severity.BLOCKING) if changes else []
    why = f" {found[0].message}" if found else ""
    return f"« {drop.key} » attend une décision : il n’est pas en ligne.{why}"


def last_held(flow: Flow) -> Drop | None:
    return flow.drops.held().for_page().latest_first().first()


def late(flow: Flow, now: datetime) -> str:
    dataset = flow.dataset
    if dataset.late_at is None or dataset.next_update_at is None or now < dataset.late_at:
        return ""
    last = flow.runs.latest_first().first()
    why = "La boîte répond, mais aucun fichier n’y a rien changé."
    if last and last.is_failed:
        why = last.sentence
    return f"Les données étaient attendues le {day(dataset.next_update_at)}. {why}"


def silent(flow: Flow, now: datetime) -> str:
    frequency = flow.dataset.frequency_facts
    if frequency is None or frequency.period is None:
        return ""
    last = flow.drops.latest_first().first()
    dates = [flow.decided_at or flow.created_at, *([last.first_seen_at] if last else [])]
    if now < max(dates) + SILENCE * frequency.period:
        return ""
    return (
        f"Aucun fichier n’est arrivé depuis le {day(max(dates))}, alors que les données sont "
        f"attendues {frequency.expected}."
    )


def day(moment: datetime) -> str:
    return date_format(timezone.localtime(moment, timezone.get_default_timezone()), "j F Y")


def begin(flow: Flow, kind: str, sentence: str, now: datetime) -> None:
    flow.incidents.create(kind=kind, sentence=sentence[:1000], opened_at=now, told_at=now)
    if kind == IncidentKind.HELD:
        drop = last_held(flow)
        tell("flow_held", flow, people_of(flow), **(facts_of(drop) if drop else {}))
        return
    context = {"trouble": kind, "sentence": sentence, "lasting": ""}
    tell("flow_incident", flow, people_of(flow), **context)


def escalate(incident: Incident, flow: Flow, now: datetime) -> None:
    incident.escalated_at = now
    incident.save(update_fields=["escalated_at"])
    context = {"trouble": incident.kind, "sentence": incident.sentence}
    tell("flow_incident", flow, dpnc(), lasting=day(incident.opened_at), **context)


def close(incident: Incident, flow: Flow, now: datetime) -> None:
    """Say so to those who were told; a flow that somebody paused needs no good news."""
    incident.closed_at = now
    incident.save(update_fields=["closed_at"])
    if not flow.is_active:
        return
    people = {person.pk: person for person in people_of(flow)}
    people |= {person.pk: person for person in dpnc()} if incident.escalated_at else {}
    context = {
        "trouble": incident.kind,
        "sentence": incident.sentence,
        "since": day(incident.opened_at),
    }
    tell("flow_recovered", flow, list(people.values()), **context)
