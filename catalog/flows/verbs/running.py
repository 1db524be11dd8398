"""What is done to a flow that was validated. Its editors may, and the DPNC may stop it too."""

import uuid
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from catalog.accounts.models import User
from catalog.actions.guards import cleaned, moment, outside_bin, require
from catalog.enums import FlowState, Right
from catalog.exceptions import WrongState
from catalog.flows import robots
from catalog.flows.feeding import guard
from catalog.flows.incidents import watch
from catalog.flows.models import Flow
from catalog.flows.timing import following
from catalog.flows.verbs.journal import about
from catalog.journal.record import record
from catalog.queue import enqueue, fence

ROBOT = "Transferts"
MOVED = "Le jeu de données a changé d’organisation."


def start(flow: Flow, *, at: datetime | None) -> None:
    """Give the robot its right, apply the flow's guard to its resources, and look at once."""
    robots.grant(flow)
    flow.next_at = following(flow, moment(at))
    flow.save()
    flow.drops.to_take().update(asked_at=None)
    for feed in flow.feeds.select_related("resource__dataset__organization"):
        guard(flow, feed.resource, at=at)
    enqueue("catalog.tasks.scan_flow", str(flow.pk))


@transaction.atomic
def pause_flow(flow: Flow, *, by: User, reason: str = "", at: datetime | None = None) -> Flow:
    """Take the robot's right back: what is on its way is not published either."""
    flow = Flow.objects.for_page().hold(flow.pk)
    require_master(flow, by)
    if flow.is_paused:
        return flow
    require_flow_state(flow, FlowState.ACTIVE)
    robots.withdraw(flow)
    flow.state, flow.next_at = FlowState.PAUSED, None
    flow.paused_by, flow.paused_at = by, moment(at)
    flow.pause_reason = cleaned(flow, "pause_reason", reason)
    flow.save()
    record("flow.paused", about(flow), by=by, at=at, reason=flow.pause_reason)
    watch(flow, at=at)
    return flow


def pause_flows_of(dataset_id: str) -> None:
    """Pause what feeds a dataset that went to another organisation: those who may publish it now
    decide whether files still come from there.
    """
    for key in (
        Flow.objects.active().filter(dataset=uuid.UUID(dataset_id)).values_list("pk", flat=True)
    ):
        with transaction.atomic():
            fence()
            flow = Flow.objects.for_page().hold(key)
            if not flow.is_active:
                continue
            robots.withdraw(flow)
            flow.state, flow.next_at, flow.paused_at = FlowState.PAUSED, None, moment(None)
            flow.paused_by, flow.pause_reason = None, MOVED
            flow.save()
            record("flow.paused", about(flow), by=ROBOT, reason=MOVED)
            watch(flow, at=None)


@transaction.atomic
def resume_flow(flow: Flow, *, by: User, at: datetime | None = None) -> Flow:
    """Give it back: what came meanwhile is taken at once. What the DPNC paused, it resumes."""
    flow = Flow.objects.for_page().hold(flow.pk)
    require_master(flow, by)
    outside_bin(flow.dataset)
    if flow.is_active:
        return flow
    require_flow_state(flow, FlowState.PAUSED)
    if flow.inbox.organization_id not in (None, flow.dataset.organization_id):
        raise WrongState(
            f"La boîte « {flow.inbox.name} » est celle d’une autre organisation. Choisissez-en une "
            "autre dans le flux, ou demandez à la DPNC de l’ouvrir à la vôtre."
        )
    if paused_from_above(flow) and not by.has_perm(Right.DECIDE_FLOW, flow):
        raise PermissionDenied("La DPNC a mis ce flux en pause : c’est elle qui le reprend.")
    flow.state, flow.paused_by, flow.paused_at, flow.pause_reason = FlowState.ACTIVE, None, None, ""
    start(flow, at=at)
    record("flow.resumed", about(flow), by=by, at=at)
    return flow


def paused_from_above(flow: Flow) -> bool:
    """Tell whether whoever paused it could only do so as the DPNC."""
    who = flow.paused_by
    return who is not None and not who.has_perm(Right.CHANGE_FLOW, flow)


@transaction.atomic
def stop_flow(flow: Flow, *, by: User, reason: str = "", at: datetime | None = None) -> Flow:
    """Stop for good: what it published stays, its resources are replaced by hand from then on."""
    flow = Flow.objects.for_page().hold(flow.pk)
    require_master(flow, by)
    if flow.state == FlowState.STOPPED:
        return flow
    robots.withdraw(flow)
    flow.state, flow.next_at = FlowState.STOPPED, None
    flow.save()
    record("flow.stopped", about(flow), by=by, at=at, reason=cleaned(flow, "reason", reason))
    watch(flow, at=at)
    return flow


@transaction.atomic
def run_flow_now(flow: Flow, *, by: User, at: datetime | None = None) -> Flow:
    """Look at the inbox now, whatever the schedule. Asked twice, it looks twice: harmless."""
    flow = Flow.objects.for_page().hold(flow.pk)
    require_master(flow, by)
    require_flow_state(flow, FlowState.ACTIVE)
    enqueue("catalog.tasks.scan_flow", str(flow.pk))
    record("flow.run", about(flow), by=by, at=at)
    return flow


def require_master(flow: Flow, by: User) -> None:
    """Those who may declare it, and those who may decide on it."""
    if not by.has_perm(Right.DECIDE_FLOW, flow):
        require(by, Right.CHANGE_FLOW, flow)


def require_flow_state(flow: Flow, state: FlowState) -> None:
    if flow.state != state:
        raise WrongState(
            f"Le flux « {flow.name} » est {flow.get_state_display()} : ce geste n’est possible que "
            f"pour un flux {state.label}. Rechargez la page pour voir où il en est."
        )
