"""Who may do what: asking to join, answering, changing roles, naming somebody for one dataset."""

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse
from guardian.shortcuts import assign_perm, remove_perm

from catalog.accounts.models import Membership, Organization, User
from catalog.accounts.requests.models import AccessRequest
from catalog.actions.guards import cleaned, moment, require, require_validated
from catalog.actions.leaving import leave_nothing_behind, take_back
from catalog.actions.telling import answering_for
from catalog.actions.transfers import cancel_transfers_of
from catalog.actions.welcoming import welcome_at_once
from catalog.enums import RequestStatus, Right, Role
from catalog.exceptions import AlreadyDecided, CatalogError, LastAdministrator
from catalog.journal.notify import absolute, notify
from catalog.journal.record import Subject, record
from catalog.models import Dataset, DatasetUserPermission


def within(organization: Organization, person: User) -> Subject:
    return Subject(f"{person} — {organization}", organization=organization)


def request_access(
    organization: Organization,
    *,
    by: User,
    role: str,
    service: str,
    reason: str,
    at: datetime | None = None,
) -> AccessRequest:
    """Ask to join. A second request while one waits gives that one: nobody is asked twice.

    Raises CatalogError when the person already belongs to the organisation.
    """
    if not by.is_active:
        raise PermissionDenied("Ce compte est fermé.")
    require_validated(organization)
    texts = {"service": service.strip(), "reason": reason.strip()}
    for name, text in texts.items():
        if not text:
            raise CatalogError("Ce champ aide la DPNC à répondre : remplissez-le.", field=name)
        texts[name] = cleaned(AccessRequest(), name, text)
    if Membership.objects.filter(user=by, organization=organization).exists():
        raise CatalogError(f"Vous êtes déjà membre de « {organization} ».")
    try:
        with transaction.atomic():
            asked = AccessRequest.objects.create(
                user=by, organization=organization, role=Role(role), created_at=moment(at), **texts
            )
            record("request.created", within(organization, by), by=by, at=at, reason=reason)
            if not welcome_at_once(asked, at=at):
                tell_of_request(asked)
    except IntegrityError:
        return AccessRequest.objects.pending().get(user=by, organization=organization)
    return asked


def tell_of_request(asked: AccessRequest) -> None:
    """Acknowledge to the applicant, and tell those who may answer."""
    facts = {
        "organization": asked.organization.name,
        "person": str(asked.user),
        "role": asked.get_role_display(),
        "service": asked.service,
        "reason": asked.reason,
    }
    notify("request_received", asked.user, link=absolute(reverse("backoffice:home")), **facts)
    for decider in deciders(asked):
        queue = absolute(reverse("backoffice:request-list"))
        notify("request_to_decide", decider, link=queue, **facts)


def deciders(asked: AccessRequest) -> list[User]:
    """Return those who may answer this request: the same rule, asked the other way round."""
    return answering_for(asked.organization, besides=asked.user)


@transaction.atomic
def accept_request(
    asked: AccessRequest, *, by: User, reason: str, role: str = "", at: datetime | None = None
) -> Membership:
    """Make the applicant a member, with the role asked for or another one, and tell them why.

    Raises AlreadyDecided when somebody answered first: no second membership is made.
    """
    asked = awaiting(asked, by=by, reason=reason)
    given = Role(role or asked.role)
    close(asked, RequestStatus.ACCEPTED, by=by, reason=reason, at=at, role=given)
    membership, _ = Membership.objects.get_or_create(
        user=asked.user,
        organization=asked.organization,
        defaults={
            "role": given,
            "service": asked.service,
            "created_at": moment(at),
            "granted_by": by,
        },
    )
    changes = {"role": [asked.role, given]}
    subject = within(asked.organization, asked.user)
    record("request.accepted", subject, by=by, at=at, reason=reason, changes=changes)
    tell_decision("request_accepted", asked, given, reason)
    return membership


@transaction.atomic
def refuse_request(
    asked: AccessRequest, *, by: User, reason: str, at: datetime | None = None
) -> AccessRequest:
    """Refuse, with the reason, which the applicant receives."""
    asked = awaiting(asked, by=by, reason=reason)
    close(asked, RequestStatus.REFUSED, by=by, reason=reason, at=at)
    record("request.refused", within(asked.organization, asked.user), by=by, at=at, reason=reason)
    tell_decision("request_refused", asked, asked.role, reason)
    return asked


@transaction.atomic
def cancel_request(asked: AccessRequest, *, by: User, at: datetime | None = None) -> AccessRequest:
    """Withdraw one's own request before it is answered."""
    asked = AccessRequest.objects.select_for_update(of=("self",)).get(pk=asked.pk)
    if asked.user_id != by.pk:
        raise PermissionDenied("Seule la personne qui a fait la demande peut l’annuler.")
    if asked.status != RequestStatus.PENDING:
        raise AlreadyDecided("Cette demande a déjà reçu une réponse : elle ne s’annule plus.")
    close(asked, RequestStatus.CANCELED, by=by, reason="", at=at)
    record("request.canceled", within(asked.organization, asked.user), by=by, at=at)
    return asked


def awaiting(asked: AccessRequest, *, by: User, reason: str) -> AccessRequest:
    """Return the request, held, if this person may answer it now and says why."""
    rows = AccessRequest.objects.select_for_update(of=("self",)).for_page()
    asked = rows.get(pk=asked.pk)
    require(by, Right.DECIDE_REQUEST, asked)
    if asked.user_id == by.pk:  # a superuser holds every right: not this one
        raise PermissionDenied("Personne ne répond à sa propre demande.")
    if asked.status != RequestStatus.PENDING:
        raise AlreadyDecided(
            f"La demande de {asked.user} a déjà reçu une réponse : "
            f"{asked.get_status_display()} par {asked.decided_by or 'elle-même'}. "
            "La vôtre n’a rien changé."
        )
    if not reason.strip():
        raise CatalogError(
            "Écrivez un motif : la personne le recevra avec la réponse.", field="reason"
        )
    cleaned(asked, "answer", reason, field="reason")
    return asked


def close(
    asked: AccessRequest,
    status: str,
    *,
    by: User | None,
    reason: str,
    at: datetime | None,
    role: str = "",
) -> None:
    asked.status, asked.answer, asked.granted_role = status, reason.strip(), role
    asked.decided_by, asked.decided_at = by, moment(at)
    asked.save()


def tell_decision(kind: str, asked: AccessRequest, role: str, reason: str) -> None:
    notify(
        kind,
        asked.user,
        organization=asked.organization.name,
        person=str(asked.decided_by),
        role=Role(role).label,
        allows=Role(role).allows,
        reason=reason.strip(),
        link=absolute(reverse("backoffice:home")),
    )


@transaction.atomic
def change_role(
    membership: Membership, *, by: User, role: str, at: datetime | None = None
) -> Membership:
    """Give a member another role. Raises LastAdministrator rather than leave nobody in charge."""
    membership = held(membership)
    require(by, Right.MANAGE_MEMBERS, membership.organization)
    before, after = membership.role, Role(role)
    if before == after:
        return membership
    keep_an_administrator(membership)
    membership.role, membership.granted_by = after, by
    membership.save(update_fields=["role", "granted_by"])
    subject = within(membership.organization, membership.user)
    record("member.role_changed", subject, by=by, at=at, changes={"role": [before, after]})
    notify(
        "role_changed",
        membership.user,
        organization=membership.organization.name,
        role=after.label,
        allows=after.allows,
        person=str(by),
        link=absolute(reverse("backoffice:home")),
    )
    return membership


@transaction.atomic
def remove_member(membership: Membership, *, by: User, at: datetime | None = None) -> None:
    """Take a member out, or leave: every right given over the organisation's datasets goes too."""
    membership = held(membership)
    person, organization = membership.user, membership.organization
    if by.pk != person.pk:
        require(by, Right.REVIEW_MEMBERSHIP, membership)
    keep_an_administrator(membership)
    cancel_transfers_of(person, organization, by=by, at=at)
    membership.delete()
    leave_nothing_behind(organization, person, by=by, at=at)
    record("member.removed", within(organization, person), by=by, at=at)
    remover = "" if by.pk == person.pk else str(by)
    link = absolute(reverse("backoffice:organization-list"))
    notify("member_removed", person, organization=organization.name, person=remover, link=link)


def held(membership: Membership) -> Membership:
    """Return the membership, with its organisation's row locked: roles change one at a time."""
    Organization.objects.select_for_update(of=("self",)).get(pk=membership.organization_id)
    rows = Membership.objects.select_related("user", "organization")
    found = rows.filter(pk=membership.pk).first()
    if found is None:
        raise CatalogError(f"{membership.user} n’est déjà plus membre.")
    return found


def keep_an_administrator(leaving: Membership) -> None:
    others = Membership.objects.filter(
        organization=leaving.organization, role=Role.ADMINISTRATOR, user__is_active=True
    ).exclude(pk=leaving.pk)
    if leaving.role == Role.ADMINISTRATOR and not others.exists():
        raise LastAdministrator(
            f"{leaving.user} est la dernière personne à administrer « {leaving.organization} ». "
            "Nommez d’abord quelqu’un d’autre administrateur."
        )


@transaction.atomic
def grant_dataset(
    dataset: Dataset, *, to: User, by: User, publish: bool = False, at: datetime | None = None
) -> None:
    """Name a member for one dataset: describe, add, replace and, if `publish`, publish it."""
    require(by, Right.DELEGATE_DATASET, dataset)
    if not Membership.objects.filter(user=to, organization=dataset.organization).exists():
        raise CatalogError(
            f"{to} n’est pas membre de « {dataset.organization} ». Seul un membre peut recevoir un "
            "droit sur ses jeux de données.",
            field="member",
        )
    wanted = {"change_dataset", "publish_dataset"} if publish else {"change_dataset"}
    if wanted == rights_given(dataset, to):
        return
    for codename in wanted:
        give_right(dataset, codename, to=to)
    if not publish:
        remove_perm("publish_dataset", to, dataset)
    subject = Subject(f"{to} — {dataset}", organization=dataset.organization, dataset=dataset)
    changes = {"publish": [None, publish]}
    record("dataset.granted", subject, by=by, at=at, changes=changes)
    link = absolute(reverse("backoffice:dataset-detail", args=[dataset.pk]))
    allows = "le décrire, y ajouter des fichiers et les remplacer"
    notify("dataset_granted", to, about=dataset, dataset=dataset.title, person=str(by), link=link,
           allows=f"{allows}, puis le publier" if publish else allows,
           organization=dataset.organization.name)  # fmt: skip


@transaction.atomic
def withdraw_dataset(
    dataset: Dataset, *, from_: User, by: User, at: datetime | None = None
) -> None:
    """Take back every right given to a person over one dataset."""
    require(by, Right.DELEGATE_DATASET, dataset)
    take_back(dataset, from_, by=by, at=at)


def rights_given(dataset: Dataset, to: User) -> set[str]:
    grants = DatasetUserPermission.objects.filter(user=to, content_object=dataset)
    return set(grants.values_list("permission__codename", flat=True))


def give_right(dataset: Dataset, codename: str, *, to: Any) -> None:
    """Write the guardian grant; the verbs above decide whether it may be."""
    assign_perm(codename, to, dataset)
