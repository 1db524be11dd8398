"""Telling people. The verb chooses who and gives the links; the mail leaves after its commit."""

from datetime import datetime, timedelta
from smtplib import SMTPRecipientsRefused, SMTPResponseException
from typing import Any
from urllib.parse import urlparse

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import transaction
from django.utils import timezone

from catalog.enums import Cadence
from catalog.journal import kinds
from catalog.journal.mails import written
from catalog.journal.models import Notification, Preference
from catalog.journal.unsubscribe import address
from catalog.queue import enqueue, fence
from catalog.registry import members

KINDS = members(kinds, kinds.NotificationKind, ("subject",))
UNSURE = timedelta(minutes=15)
"""Beyond it a relay has let go of whoever stopped speaking to it: nobody is sending the message."""
GIVEN_UP = timedelta(days=2)


class Undeliverable(Exception):
    """For two days the relay has taken the message without saying so."""


def notify(kind: str, recipient: Any, *, about: Any = None, **context: Any) -> None:
    """Create the notification and ask for its mail, when the person wants it; a robot is told
    nothing. `about` is the dataset that one must be able to read to be told.

    Raises KeyError for an unknown kind.
    """
    told = KINDS[kind]
    if recipient.is_robot:
        return
    notification = Notification.objects.create(
        recipient=recipient,
        kind=kind,
        context=context,
        dataset=about,
        cadence=cadence_of(told, recipient),
    )
    if notification.cadence == Cadence.AT_ONCE:
        enqueue("catalog.tasks.send_notification", str(notification.pk))


def cadence_of(kind: type[kinds.NotificationKind], person: Any) -> str:
    """Return when this person wants to be written to about that kind."""
    if kind.insists or not kind.label:
        return Cadence.AT_ONCE
    chosen = Preference.objects.filter(person=person, kind=kind.slug).first()
    return chosen.cadence if chosen else Cadence.AT_ONCE


def absolute(path: str) -> str:
    """Return the address that a mail may carry: never built from a request's Host."""
    return f"{settings.SITE_URL.rstrip('/')}{path}"


def send(notification: Notification) -> None:
    """Send the mail once; a second call does nothing. A closed account receives none.

    It is claimed when the relay has answered, just before it leaves. A process that dies, or that
    is cut off, in between does not know whether it left: it is sent again, under the same
    Message-ID, when nobody can be sending it any more. Raises what the relay refuses.
    """
    if notification.sent_at or not notification.recipient.is_active:
        return
    message = message_of(notification)
    with get_connection() as message.connection:
        if not claimed(notification):
            return
        try:
            message.send()
        except (SMTPResponseException, SMTPRecipientsRefused):
            mark(notification, leaving_at=None)
            raise
    mark(notification, sent_at=timezone.now())


def mark(notification: Notification, **moments: datetime | None) -> None:
    Notification.objects.filter(pk=notification.pk).update(**moments)


@transaction.atomic
def claimed(notification: Notification) -> bool:
    """Tell whether it is for us to send it; what another may be sending is looked at later."""
    fence()
    now = timezone.now()
    row = Notification.objects.select_for_update(of=("self",)).get(pk=notification.pk)
    if row.sent_at:
        return False
    if row.leaving_at and now - row.leaving_at < UNSURE:
        if now - row.created_at > GIVEN_UP:
            raise Undeliverable(f"Le relais ne dit pas s’il a pris le message {row.pk}.")
        wait = row.leaving_at + UNSURE - now
        enqueue("catalog.tasks.send_notification", str(row.pk), after=wait)
        return False
    mark(row, leaving_at=now)
    return True


def message_of(notification: Notification) -> EmailMultiAlternatives:
    leave = absolute(address(notification)) if may_stop(notification.kind) else ""
    context = notification.context
    return written(
        f"emails/{notification.kind}.html",
        {**context, "unsubscribe_url": leave, "recipient": notification.recipient},
        subject=KINDS[notification.kind].subject(context),
        to=[context.get("to") or notification.recipient.email],
        headers=headers_of(notification, leave),
    )


def may_stop(kind: str) -> bool:
    """Tell whether one may ask for no more mails of this kind."""
    return not KINDS[kind].insists and bool(KINDS[kind].label or kind == "daily_digest")


def headers_of(notification: Notification, leave: str) -> dict[str, str]:
    """Return the name of the message, and the one gesture of RFC 8058 by which mails stop."""
    own = {"Message-ID": f"<{notification.pk}@{urlparse(settings.SITE_URL).hostname}>"}
    if not leave:
        return own
    one_click = {"List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    return own | {"List-Unsubscribe": f"<{leave}>"} | one_click
