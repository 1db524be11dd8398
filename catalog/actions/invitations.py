"""Inviting somebody by e-mail: a signed link, for one person, once, until it expires."""

from datetime import datetime, timedelta

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.urls import reverse

from catalog.accounts.joining import Invitation
from catalog.accounts.models import Membership, Organization, User
from catalog.accounts.requests.models import AccessRequest
from catalog.actions.access import request_access
from catalog.actions.guards import cleaned, moment, require, require_validated
from catalog.enums import RequestStatus, Right, Role
from catalog.exceptions import AlreadyDecided, CatalogError
from catalog.journal.mails import written
from catalog.journal.notify import absolute
from catalog.journal.record import Subject, record
from catalog.queue import enqueue
from catalog.standing import answering_for

LASTS = timedelta(days=14)
MOST_WAITING = 50


def invite(
    organization: Organization,
    *,
    email: str,
    role: str,
    by: User,
    message: str = "",
    at: datetime | None = None,
) -> Invitation:
    """Send a link to an address, whether or not it has an account: nothing says which.

    Inviting again an address that has not answered sends nothing more, unless it had expired.
    """
    email = email.strip().lower()
    with transaction.atomic():
        rows = Organization.objects.select_for_update(of=("self",))
        organization = rows.get(pk=organization.pk)
        require(by, Right.MANAGE_MEMBERS, organization)
        require_validated(organization)
        if organization.memberships.filter(user__email=email).exists():
            raise CatalogError(f"{email} est déjà membre de « {organization} ».", field="email")
        waiting = Invitation.objects.within(organization).pending()
        if twin := waiting.filter(email=email).first():
            if not twin.has_expired(at):
                return twin
            close(twin, RequestStatus.CANCELED, at=at)
        if waiting.count() >= MOST_WAITING:
            raise CatalogError(
                f"{MOST_WAITING} invitations attendent déjà une réponse. Annulez-en d’abord."
            )
        made = Invitation(organization=organization, role=Role(role), invited_by=by)
        return sent(made, email, message, by=by, at=at)


def sent(
    made: Invitation, email: str, message: str, *, by: User, at: datetime | None
) -> Invitation:
    made.created_at = moment(at)
    made.expires_at = made.created_at + LASTS
    made.email = cleaned(made, "email", email)
    made.message = cleaned(made, "message", message)
    made.save(force_insert=True)
    record("invitation.sent", about(made), by=by, at=at, changes={"role": [None, made.role]})
    enqueue("catalog.tasks.send_invitation", str(made.pk))
    return made


@transaction.atomic
def accept_invitation(
    invitation: Invitation, *, by: User, at: datetime | None = None
) -> Membership | AccessRequest:
    """Join with the role offered. Where whoever invited does not answer the requests, theirs is
    only asked: an invitation never goes round the DPNC.

    Raises AlreadyDecided for a link that served, and CatalogError for one that is worth nothing.
    """
    invitation = addressed_to(by, invitation)
    organization, host = invitation.organization, invitation.invited_by
    check_worth(invitation, at=at)
    close(invitation, RequestStatus.ACCEPTED, at=at)
    if membership := Membership.objects.filter(user=by, organization=organization).first():
        return membership
    if not answers_for(host, organization):
        return request_access(
            organization,
            by=by,
            role=invitation.role,
            service=organization.name[:200],
            reason=f"Invité par {host}.",
            at=at,
        )
    role = Role(invitation.role)
    membership = Membership.objects.create(
        user=by, organization=organization, role=role, created_at=moment(at)
    )
    record("invitation.accepted", about(invitation), by=by, at=at, changes={"role": [None, role]})
    return membership


def check_worth(invitation: Invitation, *, at: datetime | None) -> None:
    """Raises CatalogError for a link whose time is over, or whose author may no longer invite."""
    organization, host = invitation.organization, invitation.invited_by
    if invitation.has_expired(at):
        raise CatalogError(
            f"Cette invitation a expiré. Demandez-en une autre à {host}, ou demandez à rejoindre "
            f"« {organization} »."
        )
    if not (host.is_active and host.has_perm(Right.MANAGE_MEMBERS, organization)):
        raise CatalogError(
            f"{host} n’administre plus « {organization} » : demandez à la rejoindre vous-même."
        )


@transaction.atomic
def decline_invitation(
    invitation: Invitation, *, by: User, at: datetime | None = None
) -> Invitation:
    invitation = addressed_to(by, invitation)
    close(invitation, RequestStatus.REFUSED, at=at)
    record("invitation.declined", about(invitation), by=by, at=at)
    return invitation


@transaction.atomic
def cancel_invitation(invitation: Invitation, *, by: User, at: datetime | None = None) -> None:
    """Make the link worth nothing, whoever holds it."""
    invitation = held(invitation)
    require(by, Right.MANAGE_MEMBERS, invitation.organization)
    if invitation.is_pending:
        close(invitation, RequestStatus.CANCELED, at=at)
        record("invitation.canceled", about(invitation), by=by, at=at)


def held(invitation: Invitation) -> Invitation:
    rows = Invitation.objects.select_for_update(of=("self",))
    return rows.select_related("organization", "invited_by").get(pk=invitation.pk)


def addressed_to(person: User, invitation: Invitation) -> Invitation:
    """Return the invitation, held, if this person may answer it now."""
    invitation = held(invitation)
    if not person.is_active or person.email.lower() != invitation.email:
        raise PermissionDenied(
            "Cette invitation est adressée à une autre adresse que celle de votre compte. "
            "Connectez-vous avec l’adresse qui l’a reçue."
        )
    if not invitation.is_pending:
        raise AlreadyDecided("Ce lien a déjà servi, ou l’invitation a été annulée.")
    return invitation


def answers_for(person: User, organization: Organization) -> bool:
    """Tell whether the person may let somebody into the organisation by themselves."""
    rows = Organization.objects.filter(pk=organization.pk)
    return person.is_superuser or rows.filter(answering_for(person)).exists()


def close(invitation: Invitation, status: str, *, at: datetime | None) -> None:
    invitation.status, invitation.answered_at = status, moment(at)
    invitation.save(update_fields=["status", "answered_at"])


def about(invitation: Invitation) -> Subject:
    organization = invitation.organization
    return Subject(f"{invitation.email} — {organization}", organization=organization)


def send_invitation(pk: str) -> None:
    """Send the mail of an invitation that still waits; a second call does nothing."""
    invitation = Invitation.objects.for_page().get(pk=pk)
    if invitation.sent_at or not invitation.is_pending:
        return
    message_of(invitation).send()
    Invitation.objects.filter(pk=pk).update(sent_at=moment(None))


def message_of(invitation: Invitation) -> EmailMultiAlternatives:
    context = {
        "invitation": invitation,
        "allows": Role(invitation.role).allows,
        "link": absolute(reverse("backoffice:invitation-answer", args=[invitation.token])),
    }
    return written(
        "emails/invitation.html",
        context,
        subject=f"{invitation.invited_by} vous invite à rejoindre « {invitation.organization} »",
        to=[invitation.email],
        headers={"Message-ID": f"<{invitation.pk}@{settings.SITE_URL.partition('//')[2]}>"},
    )
