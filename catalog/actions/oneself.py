"""One's own account: where it is open, who tried to enter, and leaving."""

from datetime import datetime

from django.contrib.sessions.models import Session
from django.core.mail import EmailMultiAlternatives
from django.db import transaction

from catalog.accounts.models import Organization, User
from catalog.accounts.signing_in import RefusedSignIn, SignIn
from catalog.actions.access import keep_an_administrator
from catalog.actions.account_mails import post
from catalog.actions.email_change import require_oneself
from catalog.actions.guards import moment
from catalog.actions.transfers import cancel_transfers_of
from catalog.exceptions import CatalogError
from catalog.journal.mails import written
from catalog.journal.record import Subject, record


def record_sign_in(
    person: User, *, session_key: str, ip: str | None, agent: str, at: datetime | None = None
) -> SignIn:
    """Remember that the person signed in: the session is the one that was just opened."""
    return SignIn.objects.create(
        user=person, session_key=session_key, ip=ip or None, agent=agent[:200], at=moment(at)
    )


def record_refused_sign_in(
    email: str, *, step: str, ip: str | None, agent: str, at: datetime | None = None
) -> None:
    """Remember that somebody was refused, at the same cost for an address without an account."""
    person = User.objects.filter(email=email.strip().lower()).first()
    RefusedSignIn.objects.create(
        user=person, step=step, ip=ip or None, agent=agent[:200], at=moment(at)
    )


def refused_since_last_sign_in(person: User) -> int:
    """Return how many tries were refused since this person last signed in, or signed up."""
    last = SignIn.objects.of(person).newest_first().first()
    since = last.at if last else person.date_joined
    return RefusedSignIn.objects.of(person).since(since).count()


def follow_session(person: User, *, former: str, session_key: str) -> None:
    """A session whose key changes, as with a new password, stays the one of its sign-in."""
    SignIn.objects.of(person).filter(session_key=former).update(session_key=session_key)


@transaction.atomic
def end_session(sign_in: SignIn, *, by: User, at: datetime | None = None) -> None:
    """Close the session: its next request is a stranger's."""
    require_oneself(sign_in.user, by)
    Session.objects.filter(session_key=sign_in.session_key).delete()
    if sign_in.ended_at is None:
        sign_in.ended_at = moment(at)
        sign_in.save(update_fields=["ended_at"])
        record("person.session_ended", Subject(str(by)), by=by, at=at)


def end_other_sessions(
    person: User, *, by: User, but: str | None, at: datetime | None = None
) -> int:
    """Close all of the person's sessions except the one of this key; return how many."""
    others = SignIn.objects.of(person).open(at).exclude(session_key=but or "")
    found = list(others.select_related("user"))
    for sign_in in found:
        end_session(sign_in, by=by, at=at)
    return len(found)


@transaction.atomic
def delete_account(person: User, *, by: User) -> None:
    """Erase the person: what they published stays with its organisation, under nobody's name.

    Raises LastAdministrator while an organisation, or the platform, would be left to nobody.
    """
    require_oneself(person, by)
    person = User.objects.select_for_update(of=("self",)).get(pk=person.pk)
    rows = person.memberships.select_related("user", "organization")
    list(Organization.objects.select_for_update(of=("self",)).filter(members=person))
    for membership in rows:
        keep_an_administrator(membership)
        cancel_transfers_of(person, membership.organization, by=by, at=None)
    others = User.objects.people().filter(is_superuser=True).exclude(pk=person.pk)
    if person.is_superuser and not others.exists():
        raise CatalogError("Vous êtes seul à administrer la plateforme : nommez d’abord quelqu’un.")
    keys = SignIn.objects.of(person).values("session_key")
    Session.objects.filter(session_key__in=keys).delete()
    last = farewell(person)
    person.delete()
    post(last)
    record("person.deleted", Subject("Un compte"), by="son titulaire")


def farewell(person: User) -> EmailMultiAlternatives:
    return written(
        "emails/account_deleted.html",
        {"recipient": str(person)},
        subject="Votre compte est supprimé",
        to=[person.email],
    )


def forget_sign_ins(at: datetime | None = None) -> None:
    """Erase what is older than a year, and what is too much to be read."""
    SignIn.objects.all().too_old(at).delete()
    refused = RefusedSignIn.objects.all()
    for rows in (refused.too_old(at), refused.of_nobody(at), refused.beyond_the_latest()):
        rows.delete()
