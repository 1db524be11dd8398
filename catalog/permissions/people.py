"""Rights over organisations, their people, and what is asked of those who answer."""

from typing import Any

from django.db.models import Q

from catalog.accounts.models import Organization
from catalog.accounts.organizations import family
from catalog.enums import OrganizationState, Right
from catalog.rules import NOBODY, rule
from catalog.standing import (
    ADMINISTRATORS,
    EDITORS,
    MEMBERS,
    answering_for,
    dpnc,
    in_organization_as,
    known,
    member_as,
    without_administrator,
)


@rule(Right.VIEW_ORGANIZATION)
def view_organization(user: Any) -> Q:
    """What the DPNC has not validated is between it and those who belong to it."""
    validated = Q(state=OrganizationState.ACTIVE)
    return (
        validated | Q(pk__in=member_as(user, *MEMBERS)) | dpnc(user) if known(user) else validated
    )


@rule(Right.DECIDE_ORGANIZATION)
def decide_organization(user: Any) -> Q:
    """Validating, certifying, merging: the DPNC; nobody validates what they proposed."""
    proposed = Q(created_by__isnull=False) & Q(created_by=user.pk)
    return dpnc(user) & ~proposed if known(user) else NOBODY


@rule(Right.DECIDE_CERTIFICATION)
def decide_certification(user: Any) -> Q:
    """The DPNC; nobody certifies what they proposed, nor answers what they ask."""
    if not known(user):
        return NOBODY
    return dpnc(user) & ~Q(asked_by=user.pk) & ~Q(organization__created_by=user.pk)


@rule(Right.CHANGE_ORGANIZATION)
def change_organization(user: Any) -> Q:
    return Q(pk__in=member_as(user, *ADMINISTRATORS)) if known(user) else NOBODY


@rule(Right.VIEW_MEMBERS)
def view_members(user: Any) -> Q:
    """Names of members are for the members, and for the DPNC within the family."""
    if not known(user):
        return NOBODY
    answered = family("") | without_administrator()
    return Q(pk__in=member_as(user, *MEMBERS)) | (answered & dpnc(user))


@rule(Right.MANAGE_MEMBERS)
def manage_members(user: Any) -> Q:
    """The administrators; the DPNC where none is left."""
    if not known(user):
        return NOBODY
    left = without_administrator() & dpnc(user)
    return Q(pk__in=member_as(user, *ADMINISTRATORS)) | left


@rule(Right.WELCOME_MEMBERS)
def welcome_members(user: Any) -> Q:
    """Saying whom nobody needs to read is for those who would read them."""
    return answering_for(user)


@rule(Right.REVIEW_MEMBERSHIP)
def review_membership(user: Any) -> Q:
    """Confirming and withdrawing rights: administrators at home, the DPNC in the family."""
    in_family = Q(organization__in=Organization.objects.in_family())
    return in_organization_as(user, *ADMINISTRATORS) | (in_family & dpnc(user))


@rule(Right.DECIDE_REQUEST)
def decide_request(user: Any) -> Q:
    """Whoever answers for the organisation; nobody for themselves."""
    if not known(user):
        return NOBODY
    answered = Organization.objects.filter(answering_for(user))
    return Q(organization__in=answered) & ~Q(user=user.pk)


@rule(Right.VIEW_REQUEST)
def view_request(user: Any) -> Q:
    """One's own, those one may answer, and those of the organisation for its editors."""
    if not known(user):
        return NOBODY
    return Q(user=user.pk) | decide_request(user) | in_organization_as(user, *EDITORS)


@rule(Right.VIEW_HELP)
def view_help(user: Any) -> Q:
    """Help asked is read by whoever asked for it, and by the DPNC."""
    return Q(user=user.pk) | dpnc(user) if known(user) else NOBODY


@rule(Right.ANSWER_HELP)
def answer_help(user: Any) -> Q:
    return dpnc(user) & ~Q(user=user.pk) if known(user) else NOBODY


@rule(Right.USE_PHRASE)
def use_phrase(user: Any) -> Q:
    """The phrases of the DPNC serve all of it; the others serve whoever kept them."""
    return Q(kept_by=user.pk) | (Q(is_shared=True) & dpnc(user)) if known(user) else NOBODY
