"""What the DPNC decides of a flow: never of one that they declared."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from catalog.accounts.models import User
from catalog.actions.guards import cleaned, moment, outside_bin, require
from catalog.enums import FlowState, Right
from catalog.exceptions import AlreadyDecided, CatalogError
from catalog.flows.models import Flow
from catalog.flows.telling import people_of, tell
from catalog.flows.verbs.journal import about
from catalog.flows.verbs.running import start
from catalog.journal.record import record


@transaction.atomic
def validate_flow(flow: Flow, *, by: User, reason: str = "", at: datetime | None = None) -> Flow:
    """Give the flow's robot the right to change the dataset, and start. Raises AlreadyDecided."""
    flow = awaiting(flow, by)
    outside_bin(flow.dataset)
    decided(flow, FlowState.ACTIVE, by=by, reason=reason, at=at)
    start(flow, at=at)
    record("flow.validated", about(flow), by=by, at=at, reason=flow.reason)
    tell_decision(flow, by, "validé")
    return flow


@transaction.atomic
def refuse_flow(flow: Flow, *, by: User, reason: str, at: datetime | None = None) -> Flow:
    """Send it back, with the reason, which whoever declared it receives. Raises AlreadyDecided."""
    flow = awaiting(flow, by)
    if not reason.strip():
        raise CatalogError("Écrivez un motif : il dit quoi corriger.", field="reason")
    decided(flow, FlowState.REFUSED, by=by, reason=reason, at=at)
    record("flow.refused", about(flow), by=by, at=at, reason=flow.reason)
    tell_decision(flow, by, "refusé")
    return flow


def awaiting(flow: Flow, by: User) -> Flow:
    flow = Flow.objects.for_page().hold(flow.pk)
    require(by, Right.DECIDE_FLOW, flow)
    if flow.declared_by_id == by.pk:  # a superuser holds every right: not this one
        raise PermissionDenied("Personne ne valide un flux qu’il a déclaré.")
    if not flow.is_submitted:
        who = f" par {flow.decided_by}" if flow.decided_by else ""
        raise AlreadyDecided(
            f"Le flux « {flow.name} » n’attend pas de décision : il est "
            f"{flow.get_state_display()}{who}. La vôtre n’a rien changé."
        )
    return flow


def decided(flow: Flow, state: str, *, by: User, reason: str, at: datetime | None) -> None:
    flow.state, flow.decided_by, flow.decided_at = state, by, moment(at)
    flow.reason = cleaned(flow, "reason", reason)
    flow.save()


def tell_decision(flow: Flow, by: User, decision: str) -> None:
    accepted = "1" if flow.is_active else ""
    context = {"person": str(by), "decision": decision, "reason": flow.reason}
    tell("flow_decided", flow, people_of(flow), accepted=accepted, **context)
