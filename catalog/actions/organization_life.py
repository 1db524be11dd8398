"""How an organisation comes to be: proposed by an agent, validated or refused by the DPNC."""

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.urls import reverse

from catalog.accounts.models import Organization, User
from catalog.accounts.naming import usual_name
from catalog.accounts.organizations import OrganizationQuerySet
from catalog.accounts.siret import bare
from catalog.actions.addresses import base_slug
from catalog.actions.cases import case_link
from catalog.actions.guards import cleaned, moment, require
from catalog.actions.organization import check_whole_name, checked_siret, enrolled, written
from catalog.enums import OrganizationKind, OrganizationState, Right
from catalog.exceptions import AlreadyDecided, CatalogError, WrongState
from catalog.journal.notify import absolute, notify
from catalog.journal.record import Subject, record

MOST_PROPOSED = 3
TWINS = 5


@dataclass(frozen=True)
class Doubts:
    """What to look at before going on: a better name, and those that may be the same."""

    name: str
    twins: tuple[Organization, ...]


def doubts_about(
    name: str,
    *,
    siret: str = "",
    acronym: str = "",
    among: OrganizationQuerySet | None = None,
) -> Doubts:
    """Return what the name and the SIRET bring to mind, among what is public unless told."""
    better = usual_name(name)
    slugs = {base_slug(one) for one in (name, better) if one}
    alike = Q(slug__in=slugs) | Q(aliases__alias__in=slugs)
    short = {one for one in (acronym.strip(), better) if one}
    for text in short:
        alike |= Q(acronym__iexact=text)
    if number := bare(siret):
        alike |= Q(siret=number)
    rows = Organization.objects.validated() if among is None else among
    found = rows.filter(alike).distinct().order_by("name")
    return Doubts(better, tuple(found[:TWINS]))


@transaction.atomic
def propose_organization(
    *,
    name: str,
    kind: str,
    by: User,
    siret: str = "",
    parent: Organization | None = None,
    submission: uuid.UUID | None = None,
    at: datetime | None = None,
    **texts: str,
) -> Organization:
    """Create an organisation that only its creator and the DPNC see until it is validated. The
    creator administers it, and may prepare drafts. The same form sent twice makes one.
    """
    if not by.is_active or by.is_robot:
        raise PermissionDenied("Ce compte est fermé.")
    by = User.objects.select_for_update(of=("self",)).get(pk=by.pk)
    own = Organization.objects.proposed_by(by).filter(submission=submission)
    if submission and (twin := own.first()):
        return twin
    check_proposal(name, parent, by=by)
    organization = Organization(
        name=name.strip(),
        kind=OrganizationKind(kind),
        parent=parent,
        siret=checked_siret(siret),
        state=OrganizationState.PENDING,
        created_by=by,
        submission=submission,
        created_at=moment(at),
        proposed_at=moment(at),
        **texts,
    )
    written(organization)
    enrolled(by, organization, at=at)
    record("organization.proposed", about(organization), by=by, at=at)
    tell_dpnc(organization, by=by)
    return organization


def check_proposal(name: str, parent: Organization | None, *, by: User) -> None:
    if Organization.objects.proposed_by(by).pending().count() >= MOST_PROPOSED:
        raise CatalogError(
            f"{MOST_PROPOSED} de vos organisations attendent déjà la DPNC. Attendez sa réponse."
        )
    if parent is not None and not parent.is_validated:
        raise CatalogError("Cette organisation n’existe pas ici.", field="parent")
    check_whole_name(name)


@transaction.atomic
def validate_organization(
    organization: Organization, *, by: User, reason: str = "", at: datetime | None = None
) -> Organization:
    """Let it publish, be listed and be joined."""
    organization = awaiting(organization, by=by)
    return settle(organization, OrganizationState.ACTIVE, by=by, reason=reason, at=at)


@transaction.atomic
def refuse_organization(
    organization: Organization, *, by: User, reason: str, at: datetime | None = None
) -> Organization:
    """Say why not: its creator reads it, may correct the description, and ask again."""
    organization = awaiting(organization, by=by)
    if not reason.strip():
        raise CatalogError("Dites pourquoi : la personne le lira.", field="reason")
    return settle(organization, OrganizationState.REFUSED, by=by, reason=reason, at=at)


@transaction.atomic
def propose_again(
    organization: Organization, *, by: User, at: datetime | None = None
) -> Organization:
    """Put one that was refused before the DPNC again, as it is described now."""
    organization = held(organization)
    require(by, Right.CHANGE_ORGANIZATION, organization)
    if organization.is_pending:
        return organization
    if not organization.is_refused:
        raise WrongState(f"« {organization} » est déjà validée.")
    organization.state, organization.proposed_at = OrganizationState.PENDING, moment(at)
    organization.save(update_fields=["state", "proposed_at"])
    record("organization.proposed", about(organization), by=by, at=at)
    tell_dpnc(organization, by=by)
    return organization


def awaiting(organization: Organization, *, by: User) -> Organization:
    organization = held(organization)
    require(by, Right.DECIDE_ORGANIZATION, organization)
    if organization.created_by_id == by.pk:  # a superuser holds every right: not this one
        raise PermissionDenied("Personne ne valide l’organisation qu’il propose.")
    if not organization.is_pending:
        raise AlreadyDecided(
            f"« {organization} » est déjà {organization.get_state_display()}. "
            "Votre réponse n’a rien changé."
        )
    return organization


def held(organization: Organization) -> Organization:
    return Organization.objects.select_for_update(of=("self",)).get(pk=organization.pk)


def settle(
    organization: Organization,
    state: OrganizationState,
    *,
    by: User,
    reason: str,
    at: datetime | None,
) -> Organization:
    organization.state, organization.decided_by, organization.decided_at = state, by, moment(at)
    organization.answer = cleaned(organization, "answer", reason, field="reason")
    organization.save(update_fields=["state", "decided_by", "decided_at", "answer"])
    verb = "organization.refused" if organization.is_refused else "organization.validated"
    record(verb, about(organization), by=by, at=at, reason=organization.answer)
    tell_creator(organization, by=by, reason=organization.answer)
    return organization


def about(organization: Organization) -> Subject:
    return Subject(organization.name, organization=organization)


def tell_dpnc(organization: Organization, *, by: User) -> None:
    for person in User.objects.answering_for_the_platform().exclude(pk=by.pk):
        notify(
            "organization_to_validate",
            person,
            organization=organization.name,
            person=str(by),
            nature=organization.get_kind_display(),
            parent=organization.parent.name if organization.parent else "",
            siret=organization.siret,
            link=case_link(organization),
        )


def tell_creator(organization: Organization, *, by: User, reason: str) -> None:
    creator = organization.created_by
    if creator is None or not creator.is_active:
        return
    facts: dict[str, Any] = {"organization": organization.name, "person": str(by)}
    link = absolute(reverse("backoffice:organization-detail", args=[organization.slug]))
    state = organization.state
    notify("organization_decided", creator, **facts, state=state, reason=reason.strip(), link=link)
