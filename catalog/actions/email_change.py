"""The address of an account changes once both mailboxes agreed: nobody takes it with a session."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from allauth.account.models import EmailAddress
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse

from catalog.accounts.models import User
from catalog.accounts.signing_in import EmailChange
from catalog.actions.guards import cleaned, moment
from catalog.exceptions import CatalogError
from catalog.journal.notify import absolute, notify
from catalog.journal.record import Subject, record

SALT = "email-change"
A_DAY, MOST_A_DAY = timedelta(days=1), 5
"""A demand writes to a mailbox that may be anybody's."""
GONE = "Ce lien a déjà servi, a été annulé, ou a plus de trois jours. Refaites la demande."


class Side(StrEnum):
    NEW = "new"
    FORMER = "former"


class Proof(NamedTuple):
    """What the link of a mail proves: that one reads the mailbox of that side."""

    change: int
    side: str


def token_of(change: EmailChange, side: Side) -> str:
    return signing.Signer(salt=SALT).sign_object(Proof(change.pk, side))


def proof_of(token: str) -> Proof | None:
    """Return what the link proves, or None for a link that we did not write."""
    try:
        return Proof(*signing.Signer(salt=SALT).unsign_object(token))
    except (signing.BadSignature, TypeError, ValueError):
        return None


@transaction.atomic
def ask_email_change(
    person: User, *, by: User, email: str, at: datetime | None = None
) -> EmailChange:
    """Write to both mailboxes. To one that has an account already, nothing is said here or there:
    the screen answers the same, and the change will not end.
    """
    require_oneself(person, by)
    person = User.objects.select_for_update(of=("self",)).get(pk=person.pk)
    email = cleaned(person, "email", email).lower() if is_new(person, email) else ""
    if not email:
        raise CatalogError("C’est déjà l’adresse de votre compte.", field="email")
    if EmailChange.objects.of(person).asked_since(moment(at) - A_DAY).count() >= MOST_A_DAY:
        raise CatalogError("Vous l’avez demandé trop souvent aujourd’hui. Recommencez demain.")
    EmailChange.objects.of(person).open(at).update(canceled_at=moment(at))
    change = EmailChange.objects.create(
        user=person, former=person.email, email=email, created_at=moment(at)
    )
    tell(change, "email_change_approval", Side.FORMER)
    if not is_taken(email, but=person):
        tell(change, "email_change_asked", Side.NEW)
    record("person.email_change_asked", Subject(str(person)), by=by, at=at)
    return change


def is_new(person: User, email: str) -> bool:
    return email.strip().lower() != person.email


@transaction.atomic
def confirm_email_change(change: EmailChange, *, side: str, at: datetime | None = None) -> bool:
    """Note that this mailbox agreed; return whether the address has changed, both having done so.

    Called with what a signed link proves. Raises CatalogError for a link that serves no more.
    """
    person = User.objects.select_for_update(of=("self",)).get(pk=change.user_id)
    change = EmailChange.objects.select_for_update(of=("self",)).get(pk=change.pk)
    still = EmailChange.objects.open(at).filter(pk=change.pk, former=person.email)
    if not person.is_active or not still.exists():
        raise CatalogError(GONE)
    if side == Side.FORMER:
        change.former_confirmed_at = change.former_confirmed_at or moment(at)
    else:
        change.new_confirmed_at = change.new_confirmed_at or moment(at)
    agreed = bool(change.former_confirmed_at and change.new_confirmed_at)
    if agreed:
        apply(change, person, at=at)
    change.save()
    return agreed


def apply(change: EmailChange, person: User, *, at: datetime | None) -> None:
    if is_taken(change.email, but=person):
        raise CatalogError("Cette adresse ne peut plus être prise. Demandez-en une autre.")
    EmailAddress.objects.filter(user=person).delete()
    EmailAddress.objects.create(user=person, email=change.email, verified=True, primary=True)
    person.email = change.email
    person.save(update_fields=["email"])
    change.done_at = moment(at)
    changes = {"email": [change.former, change.email]}
    record("person.email_changed", Subject(str(person)), by=person, at=at, changes=changes)
    link = absolute(reverse("backoffice:profile"))
    for to in (change.former, change.email):
        notify("email_changed", person, to=to, email=change.email, link=link)


@transaction.atomic
def cancel_email_change(change: EmailChange, *, at: datetime | None = None) -> None:
    """Forget the demand: its author, or whoever reads the mailbox that was to be left."""
    change = EmailChange.objects.select_for_update(of=("self",)).get(pk=change.pk)
    if change.done_at:
        raise CatalogError("L’adresse a déjà changé.")
    change.canceled_at = change.canceled_at or moment(at)
    change.save(update_fields=["canceled_at"])


def is_taken(email: str, *, but: User) -> bool:
    others = EmailAddress.objects.filter(email__iexact=email).exclude(user=but)
    return others.exists() or User.objects.filter(email__iexact=email).exclude(pk=but.pk).exists()


def tell(change: EmailChange, kind: str, side: Side) -> None:
    page = reverse("backoffice:email-confirm", args=[token_of(change, side)])
    to = change.email if side == Side.NEW else change.former
    notify(kind, change.user, to=to, email=change.email, link=absolute(page))


def require_oneself(person: User, by: User) -> None:
    if by.pk != person.pk or person.is_robot:
        raise PermissionDenied("Chacun règle son propre compte.")
