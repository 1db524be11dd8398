"""What happens to an account that somebody else's identity contradicts."""

from datetime import datetime

from allauth.account.models import EmailAddress
from django.contrib.sessions.models import Session
from django.db import transaction

from catalog.accounts.keys import ApiKey
from catalog.accounts.models import User
from catalog.accounts.signing_in import SignIn
from catalog.actions.guards import moment
from catalog.journal.record import Subject, record


@transaction.atomic
def disarm_unconfirmed(person: User, *, at: datetime | None = None) -> None:
    """Take back what opens an account whose address nobody confirmed: its password, sessions, keys.

    Whoever opened it may have given somebody else's address; the owner of the mailbox chooses a
    new password there, and nobody else can.
    """
    person = User.objects.select_for_update(of=("self",)).get(pk=person.pk)
    if EmailAddress.objects.filter(user=person, verified=True).exists() or person.is_robot:
        return
    person.set_unusable_password()
    person.save(update_fields=["password"])
    own = SignIn.objects.of(person)
    Session.objects.filter(session_key__in=own.values("session_key")).delete()
    ApiKey.objects.of(person).filter(revoked_at__isnull=True).update(revoked_at=moment(at))
    record("person.disarmed", Subject(str(person)), by="ProConnect", at=at)
