"""What an editor says of a flow, and asks the DPNC to validate."""

import uuid
from datetime import datetime

from django.db import transaction

from catalog.accounts.models import User
from catalog.actions.guards import moment, outside_bin, require
from catalog.enums import FlowState, Right
from catalog.exceptions import Conflict, WrongState
from catalog.flows import robots
from catalog.flows.feeding import guard
from catalog.flows.incidents import watch
from catalog.flows.models import Feed, Flow, FlowTest, Inbox
from catalog.flows.telling import dpnc, tell
from catalog.flows.terms import FlowTerms
from catalog.flows.timing import following
from catalog.flows.verbs.checking import check_terms, without_overlap
from catalog.flows.verbs.journal import about, said
from catalog.journal.record import differences, record
from catalog.models import Dataset
from catalog.queue import enqueue

WHERE = ("inbox", "pattern")
"""What the DPNC validates: where files are read."""


@transaction.atomic
def declare_flow(
    dataset: Dataset,
    terms: FlowTerms,
    *,
    by: User,
    submission: uuid.UUID | None = None,
    at: datetime | None = None,
) -> Flow:
    """Write down a flow, as a draft: nothing is read before it is tried, nor published before the
    DPNC validates it.

    Raises CatalogError, about a field of the form, for what cannot be.
    """
    require(by, Right.PUBLISH_DATASET, dataset)
    outside_bin(dataset)
    if submission and (twin := Flow.objects.filter(submission=submission, dataset=dataset).first()):
        return twin
    flow = Flow(dataset=dataset, declared_by=by, submission=submission, created_at=moment(at))
    written(flow, check_terms(terms, dataset))
    record("flow.declared", about(flow), by=by, at=at)
    return flow


@transaction.atomic
def change_flow(
    flow: Flow,
    terms: FlowTerms,
    *,
    by: User,
    revision: int | None = None,
    at: datetime | None = None,
) -> Flow:
    """Say it otherwise. Another inbox or another pattern is another flow for those who validate: it
    loses its right and must be tried and submitted again.

    `revision`: the one that the form was opened on. Raises Conflict when somebody changed it since.
    """
    flow = Flow.objects.for_page().hold(flow.pk)
    require(by, Right.CHANGE_FLOW, flow)
    changeable(flow, revision)
    before = said(flow)
    checked = check_terms(terms, flow.dataset)
    moved = flow.inbox_id != checked.inbox.pk or flow.pattern != checked.pattern
    flow.revision += 1
    if moved or not flow.is_feeding:
        start_again(flow, by)
    retarget(flow, checked)
    written(flow, checked)
    if flow.is_active:
        renewed(flow, moment(at))
    if changed := differences(before, said(flow)):
        record("flow.changed", about(flow), by=by, at=at, changes=changed)
    watch(flow, at=at)
    return flow


def changeable(flow: Flow, revision: int | None) -> None:
    outside_bin(flow.dataset)
    if flow.state == FlowState.STOPPED:
        raise WrongState(f"Le flux « {flow.name} » est arrêté : déclarez-en un autre.")
    if revision is not None and revision != flow.revision:
        raise Conflict(
            f"Quelqu’un a modifié le flux « {flow.name} » pendant que vous écriviez. Rechargez la "
            "page pour voir ce qu’il dit maintenant."
        )


def start_again(flow: Flow, by: User) -> None:
    """It is to be tried, submitted and validated as a new one would be, by somebody else."""
    robots.withdraw(flow)
    flow.state, flow.declared_by, flow.cursor = FlowState.DRAFT, by, ""
    flow.next_at = flow.submitted_at = flow.decided_by = flow.decided_at = None
    flow.paused_by = flow.paused_at = None
    flow.reason = flow.pause_reason = ""


def retarget(flow: Flow, terms: FlowTerms) -> None:
    """Files that went to one resource and would go to others are told apart anew."""
    same = (flow.target, flow.part) == (terms.target, terms.part)
    if not same or flow.resource != terms.resource:
        flow.feeds.all().delete()


def renewed(flow: Flow, now: datetime) -> None:
    robots.grant(flow)
    flow.next_at = following(flow, now)
    flow.save()
    for feed in flow.feeds.select_related("resource__dataset__organization"):
        guard(flow, feed.resource, at=now)


def written(flow: Flow, terms: FlowTerms) -> None:
    """Save what was checked, while nobody declares a flow of the same inbox."""
    Inbox.objects.select_for_update(of=("self",)).get(pk=terms.inbox.pk)
    without_overlap(flow, terms)
    for name in terms.__dataclass_fields__:
        if name != "told":
            setattr(flow, name, getattr(terms, name))
    flow.save()
    flow.told.set(terms.told)
    if flow.resource:
        Feed.objects.get_or_create(flow=flow, value="", defaults={"resource": flow.resource})


@transaction.atomic
def try_flow(flow: Flow, *, by: User, at: datetime | None = None) -> FlowTest:
    """Ask for a trial; one that is under way already is returned. Its report comes with a task."""
    flow = Flow.objects.for_page().hold(flow.pk)
    if not by.has_perm(Right.DECIDE_FLOW, flow):
        require(by, Right.CHANGE_FLOW, flow)
    under_way = flow.tests.under_way(moment(at)).filter(revision=flow.revision).first()
    if under_way:
        return under_way
    test = flow.tests.create(revision=flow.revision, asked_by=by, asked_at=moment(at))
    enqueue("catalog.tasks.try_flow", test.pk)
    return test


@transaction.atomic
def submit_flow(flow: Flow, *, by: User, at: datetime | None = None) -> Flow:
    """Ask the DPNC to validate it. Raises WrongState unless its last trial passed."""
    flow = Flow.objects.for_page().hold(flow.pk)
    require(by, Right.CHANGE_FLOW, flow)
    if flow.is_submitted:
        return flow
    test = flow.tests.finished().latest_first().first()
    report = test.report if test and test.revision == flow.revision else None
    if flow.state != FlowState.TESTED or report is None or not report.passed:
        raise WrongState(
            f"Le flux « {flow.name} » n’a pas encore réussi d’essai tel qu’il est. Essayez-le, "
            "puis soumettez-le."
        )
    flow.state, flow.submitted_at = FlowState.SUBMITTED, moment(at)
    flow.save(update_fields=["state", "submitted_at"])
    record("flow.submitted", about(flow), by=by, at=at)
    deciders = [person for person in dpnc() if person.has_perm(Right.DECIDE_FLOW, flow)]
    tell("flow_submitted", flow, deciders, person=str(by), sentence=report.sentence)
    return flow
