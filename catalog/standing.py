"""Who a person is, as the rules ask: their roles, what was named for them, what falls to them."""

from typing import Any

from django.apps import apps
from django.contrib.auth.models import Group
from django.db.models import Exists, Q

from catalog.accounts.models import Organization
from catalog.enums import Deciders, OrganizationState, Role
from catalog.rules import NOBODY

MEMBERS = (Role.CONTRIBUTOR, Role.EDITOR, Role.ADMINISTRATOR)
EDITORS = (Role.EDITOR, Role.ADMINISTRATOR)
ADMINISTRATORS = (Role.ADMINISTRATOR,)


def known(user: Any) -> bool:
    """Tell whether this is somebody: a closed account holds only what an anonymous one does."""
    return bool(user.is_authenticated and user.is_active)


def member_as(user: Any, *roles: str) -> Any:
    """Return the ids of the organisations where the person holds one of the roles."""
    memberships = apps.get_model("accounts", "Membership").objects
    return memberships.filter(user=user.pk, role__in=roles).values("organization")


def in_organization_as(user: Any, *roles: str) -> Q:
    return Q(organization__in=member_as(user, *roles)) if known(user) else NOBODY


def granted(user: Any, *codenames: str) -> Q:
    """Datasets named for this person, one by one."""
    if not known(user):
        return NOBODY
    grants = apps.get_model("catalog", "DatasetUserPermission").objects
    named = grants.filter(user=user.pk, permission__codename__in=codenames)
    return Q(pk__in=named.values("content_object"))


def dpnc(user: Any) -> Q:
    """True for whoever belongs to a platform group that answers access requests: the DPNC."""
    if not known(user):
        return NOBODY
    return Q(Exists(Group.objects.filter(user=user.pk, permissions__codename="decide_requests")))


def without_administrator() -> Q:
    """An organisation that nobody administers any more falls to the DPNC, in the family or not."""
    administered = Organization.objects.administered()
    return Q(state=OrganizationState.ACTIVE) & ~Q(pk__in=administered.values("pk"))


def answering_for(user: Any) -> Q:
    """Organisations whose requests this person answers: the DPNC those of the family that leave it
    to her, and those that nobody administers; the administrators their own elsewhere.
    """
    if not known(user):
        return NOBODY
    left = Q(pk__in=Organization.objects.in_family()) & Q(requests_by=Deciders.DPNC)
    administered = Q(pk__in=member_as(user, *ADMINISTRATORS), state=OrganizationState.ACTIVE)
    return ((left | without_administrator()) & dpnc(user)) | (~left & administered)
