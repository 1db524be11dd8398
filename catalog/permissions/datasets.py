"""Rights over datasets, and over what gives them away."""

from typing import Any

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
)

PRIVATE = Q(state__in=[DatasetState.DRAFT, DatasetState.SCHEDULED])
PUBLIC = Q(state__in=[DatasetState.PUBLISHED, DatasetState.ARCHIVED])


@rule(Right.VIEW_DATASET)
def view_dataset(user: Any) -> Q:
    """The public reads what is or was published; the DPNC also reads the drafts of the family."""
    if not known(user):
        return PUBLIC
    in_family = Q(organization__in=Organization.objects.in_family())
    read_by_dpnc = PRIVATE & in_family & dpnc(user)
    named = granted(user, "change_dataset", "publish_dataset")
    return PUBLIC | in_organization_as(user, *EDITORS) | named | read_by_dpnc


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
    """What is given is known to those who administer where it comes from, or where it goes."""
    administered = member_as(user, *ADMINISTRATORS)
    return Q(source__in=administered) | Q(target__in=administered) if known(user) else NOBODY


@rule(Right.DECIDE_TRANSFER)
def decide_transfer(user: Any) -> Q:
    """Nothing is given to an organisation that did not accept it."""
    return Q(target__in=member_as(user, *ADMINISTRATORS)) if known(user) else NOBODY
