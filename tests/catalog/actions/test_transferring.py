"""From one organisation to another: proposed by the first, accepted by the second."""

import uuid

import pytest
from django.core.exceptions import PermissionDenied

from catalog.accounts.models import Membership
from catalog.actions.access import change_role, remove_member
from catalog.actions.dataset import describe_dataset
from catalog.actions.organization_end import delete_organization
from catalog.actions.submitting import submit_dataset
from catalog.actions.transferring import (
    accept_transfer,
    cancel_transfer,
    propose_transfer,
    refuse_transfer,
)
from catalog.enums import DatasetState, FlowState, Right, Role
from catalog.exceptions import AlreadyDecided, CatalogError, WrongState
from catalog.flows.models import Flow
from catalog.flows.verbs.deciding import validate_flow
from catalog.flows.verbs.running import resume_flow
from catalog.journal.models import Activity, Notification
from catalog.models import DatasetUserPermission, Review, Transfer
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def source():
    return factories.organization("Bureau des festivals", in_family=True)


@pytest.fixture
def giver(source):
    return factories.administrator(source)


@pytest.fixture
def receiver():
    return factories.administrator(factories.organization("Centre des festivals", in_family=True))


@pytest.fixture
def target(receiver):
    return receiver.organizations.get()


@pytest.fixture
def rows(source):
    return [
        factories.dataset(title, organization=source, published=True)
        for title in ("Festivals", "Tournées")
    ]


def proposed(rows, giver, target, **fields):
    with factories.quietly():
        return propose_transfer(rows, to=target, by=giver, note="Le bureau vous rejoint.", **fields)


def owners(rows):
    for row in rows:
        row.refresh_from_db()
    return {row.organization for row in rows}


def told(kind):
    return [row.recipient for row in Notification.objects.filter(kind=kind).order_by("pk")]


def test_they_stay_where_they_are_until_accepted_then_keep_all_but_the_rights(
    rows, giver, target, receiver, source
):
    editor, file = factories.editor(source), rows[0].resources.get()
    named = factories.grant(rows[0], publish=True)
    key = uuid.uuid4()
    transfer = proposed(rows, giver, target, submission=key)
    assert proposed(rows, giver, target, submission=key) == transfer
    assert owners(rows) == {source}
    assert told("transfer_proposed") == [receiver]
    addresses = [(row.slug, row.get_absolute_url(), row.published_at) for row in rows]

    accept_transfer(transfer, by=receiver)

    assert owners(rows) == {target}
    assert [(row.slug, row.get_absolute_url(), row.published_at) for row in rows] == addresses
    kept = rows[0].resources.get()
    assert (kept.pk, kept.permalink, kept.versions.count()) == (file.pk, file.permalink, 1)
    assert not DatasetUserPermission.objects.filter(content_object__in=rows).exists()
    for person in (giver, editor, named):
        assert not person.has_perm(Right.CHANGE_DATASET, rows[0])
        with pytest.raises(PermissionDenied):
            describe_dataset(rows[0], by=person, title="Autre")
    assert describe_dataset(rows[0], by=receiver, title="Festivals de France")
    assert Activity.objects.of_verb("dataset.transferred").count() == len(rows)
    assert told("transfer_answered") == [giver]


def test_only_the_target_accepts_only_the_source_proposes(rows, giver, target, receiver, source):
    for person in (factories.editor(source), receiver, factories.dpnc_user(), factories.user()):
        with pytest.raises(PermissionDenied):
            proposed(rows, person, target)
    transfer = proposed(rows, giver, target)
    editor = factories.editor(target)
    for verb in (accept_transfer, lambda one, by: refuse_transfer(one, by=by, reason="Non.")):
        for person in (giver, editor, factories.dpnc_user(), factories.user()):
            with pytest.raises(PermissionDenied):
                verb(transfer, by=person)
    with pytest.raises(PermissionDenied):
        cancel_transfer(transfer, by=receiver)

    assert owners(rows) == {source}


def test_one_of_another_organisation_refuses_the_whole(rows, giver, target):
    theirs = factories.dataset(published=True)

    with pytest.raises(PermissionDenied):
        proposed([*rows, theirs], giver, target)

    assert not Transfer.objects.exists()


def test_it_is_answered_once(rows, giver, target, receiver, source):
    transfer = proposed(rows, giver, target)
    with pytest.raises(CatalogError):
        refuse_transfer(transfer, by=receiver, reason=" ")
    refuse_transfer(transfer, by=receiver, reason="Pas avant janvier.")
    for verb in (accept_transfer, lambda one, by: refuse_transfer(one, by=by, reason="Non.")):
        with pytest.raises(AlreadyDecided):
            verb(transfer, by=receiver)
    with pytest.raises(AlreadyDecided):
        cancel_transfer(transfer, by=giver)

    assert owners(rows) == {source}
    again = proposed(rows, giver, target)
    cancel_transfer(again, by=giver)
    assert cancel_transfer(again, by=giver).state == "canceled"


@pytest.mark.parametrize("state", [DatasetState.SCHEDULED, DatasetState.DELETED])
def test_what_is_planned_or_in_the_bin_does_not_move(state, giver, source, target):
    row = factories.dataset(organization=source, state=state)

    with pytest.raises(WrongState):
        proposed([row], giver, target)


def test_a_dataset_waits_in_one_transfer_and_goes_to_another_organisation_with_somebody(
    rows, giver, target, source
):
    proposed(rows[:1], giver, target)

    with pytest.raises(WrongState, match="Festivals"):
        proposed(rows, giver, target)
    with pytest.raises(CatalogError, match="déjà de"):
        proposed(rows[1:], giver, source)
    with pytest.raises(CatalogError, match="administre"):
        proposed(rows[1:], giver, factories.organization())


def test_what_was_submitted_is_taken_back_and_its_flow_waits_for_its_new_owners(
    giver, source, target, receiver
):
    draft = factories.dataset(organization=source, with_file=True)
    contributor = factories.grant(draft)
    submit_dataset(draft, by=contributor)
    flow = active_flow(draft, giver)
    robot = flow.robot

    accept_transfer(proposed([draft], giver, target), by=receiver)

    flow.refresh_from_db()
    assert flow.state == FlowState.PAUSED
    assert not robot.has_perm(Right.CHANGE_DATASET, draft)
    assert not Review.objects.waiting().exists()
    with pytest.raises(PermissionDenied):
        resume_flow(flow, by=giver)
    resume_flow(flow, by=receiver)
    assert robot.has_perm(Right.CHANGE_DATASET, draft)


def active_flow(dataset, by):
    flow = factories.flow(dataset, by=by)
    Flow.objects.filter(pk=flow.pk).update(state=FlowState.SUBMITTED)
    return validate_flow(flow, by=factories.dpnc_user())


def test_whoever_leaves_takes_their_proposals_with_them(rows, giver, target, receiver, source):
    transfer = proposed(rows, giver, target)
    other = factories.administrator(source)

    remove_member(Membership.objects.get(user=giver), by=other)

    with pytest.raises(AlreadyDecided):
        accept_transfer(transfer, by=receiver)
    assert owners(rows) == {source}
    again = proposed(rows, other, target)
    factories.administrator(target)
    change_role(Membership.objects.get(user=receiver), by=factories.platform(), role=Role.EDITOR)
    with pytest.raises(PermissionDenied):
        accept_transfer(again, by=receiver)


def test_the_dpnc_answers_for_an_organisation_that_nobody_administers(rows, giver, source):
    left = factories.organization()
    one, another = factories.dpnc_user(), factories.dpnc_user()
    factories.member(source, Role.ADMINISTRATOR, person=one)
    draft = factories.dataset(organization=source)

    transfer = proposed([*rows, draft], one, left)

    assert told("transfer_proposed") == [another]
    assert not one.has_perm(Right.DECIDE_TRANSFER, transfer)
    accept_transfer(transfer, by=another, answer="En attendant son équipe.")
    assert owners([*rows, draft]) == {left}
    assert not giver.has_perm(Right.VIEW_DATASET, draft)


def test_an_organisation_that_waits_or_ends_receives_nothing(rows, giver, target, receiver):
    waiting = factories.proposed_organization()
    with pytest.raises(CatalogError, match="validé"):
        proposed(rows, giver, waiting)
    transfer = proposed(rows, giver, target)

    delete_organization(target, by=receiver, reason="Le centre ferme.")

    transfer.refresh_from_db()
    assert transfer.state == "canceled"
    assert proposed(rows, giver, factories.administrator().organizations.get()).is_waiting


def test_when_one_can_no_longer_move_none_does(rows, giver, target, receiver, source):
    draft = factories.dataset(organization=source, with_file=True)
    transfer = proposed([*rows, draft], giver, target)
    factories.release(draft)

    with pytest.raises(WrongState, match="programmé"):
        accept_transfer(transfer, by=receiver)

    assert owners([*rows, draft]) == {source}
    assert Transfer.objects.get().is_waiting
