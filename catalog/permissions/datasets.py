"""Rights over datasets, and over what gives them away."""

from typing import Any

from django.apps import apps
from django.db.models import Q

from catalog.accounts.models import Organization
from catalog.enums import DatasetState, Right
from catalog.rules import NOBODY, rule
from catalog.standing import (
    ADMINISTRATORS,
    EDITORS,
    MEMBERS,
    dpnc,
    granted,
    in_organization_as,
    known,
    member_as,
    without_administrator,
)

PRIVATE = Q(state__in=[DatasetState.DRAFT, DatasetState.SCHEDULED])
PUBLIC = Q(state__in=[DatasetState.PUBLISHED, DatasetState.ARCHIVED])


@rule(Right.VIEW_DATASET)
def view_dataset(user: Any) -> Q:
    """The public reads what is or was published; the DPNC also reads the drafts of the family, and
    whoever answers a transfer what it proposes: nobody accepts unread.
    """
    if not known(user):
        return PUBLIC
    in_family = Q(organization__in=Organization.objects.in_family())
    read_by_dpnc = PRIVATE & in_family & dpnc(user)
    named = granted(user, "change_dataset", "publish_dataset")
    proposed = PRIVATE & proposed_to(user)
    return PUBLIC | in_organization_as(user, *EDITORS) | named | read_by_dpnc | proposed


def proposed_to(user: Any) -> Q:
    """Datasets that wait in a transfer which this person answers."""
    parts = apps.get_model("catalog", "TransferPart").objects.to_decide_with(decide_transfer(user))
    return Q(pk__in=parts.values("dataset"))


@rule(Right.CHANGE_DATASET)
def change_dataset(user: Any) -> Q:
    """Describing, adding, replacing: the organisation's editors, or whoever was named for it."""
    return in_organization_as(user, *EDITORS) | granted(user, "change_dataset")


@rule(Right.PUBLISH_DATASET)
def publish_dataset(user: Any) -> Q:
    """Publishing engages the ministry: the organisation's editors, or whoever was named for it.

    Where two pairs of eyes are asked for, what the public has never seen is for administrators.
    """
    kept = PRIVATE & Q(organization__four_eyes=True)
    trusted = in_organization_as(user, *EDITORS) | granted(user, "publish_dataset")
    return in_organization_as(user, *ADMINISTRATORS) | (trusted & ~kept)


@rule(Right.DELETE_DATASET)
def delete_dataset(user: Any) -> Q:
    """Taking to the bin and back: the editors; no grant over one dataset goes that far."""
    return in_organization_as(user, *EDITORS)


@rule(Right.DELEGATE_DATASET)
def delegate_dataset(user: Any) -> Q:
    """Naming a contributor for a dataset is a decision about people: the administrators'."""
    return in_organization_as(user, *ADMINISTRATORS)


@rule(Right.CREATE_DATASET)
def create_dataset(user: Any) -> Q:
    """Any member may start a draft in the name of the organisation."""
    return Q(pk__in=member_as(user, *MEMBERS)) if known(user) else NOBODY


@rule(Right.TRANSFER_DATASET)
def transfer_dataset(user: Any) -> Q:
    """Giving a dataset to another organisation: the administrators of the one that has it."""
    return in_organization_as(user, *ADMINISTRATORS)


@rule(Right.VIEW_TRANSFER)
def view_transfer(user: Any) -> Q:
    """What is given is known to those who administer where it comes from, or answer for where it
    goes.
    """
    given = Q(source__in=member_as(user, *ADMINISTRATORS)) if known(user) else NOBODY
    return given | decide_transfer(user)


@rule(Right.DECIDE_TRANSFER)
def decide_transfer(user: Any) -> Q:
    """Nothing is given to an organisation that did not accept it: its administrators do; the DPNC
    where none is left, save what one of it proposed.
    """
    if not known(user):
        return NOBODY
    left = Organization.objects.filter(without_administrator() & dpnc(user))
    answered = Q(target__in=left.values("pk")) & ~Q(asked_by=user.pk)
    return Q(target__in=member_as(user, *ADMINISTRATORS)) | answered
