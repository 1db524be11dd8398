"""Telling people. The verb chooses who and gives the links; the mail leaves after its commit."""

from datetime import datetime, timedelta
from smtplib import SMTPRecipientsRefused, SMTPResponseException
from typing import Any
from urllib.parse import urlparse

from django.conf import settings
from django.core import mail
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone

from catalog.journal import kinds
from catalog.journal.models import Notification
from catalog.queue import enqueue, fence
from catalog.registry import members

KINDS = members(kinds, kinds.NotificationKind, ("subject",))
UNSURE = timedelta(minutes=15)
"""Beyond it a relay has let go of whoever stopped speaking to it: nobody is sending the message."""
GIVEN_UP = timedelta(days=2)


class Undeliverable(Exception):
    """For two days the relay has taken the message without saying so."""


def notify(kind: str, recipient: Any, **context: str) -> None:
    """Create the notification and ask for its mail; a robot is told nothing.

    Raises KeyError for an unknown kind.
    """
    KINDS[kind]
    if recipient.is_robot:
        return
    notification = Notification.objects.create(recipient=recipient, kind=kind, context=context)
    enqueue("catalog.tasks.send_notification", str(notification.pk))


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
    with mail.get_connection() as message.connection:
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


def message_of(notification: Notification) -> mail.EmailMultiAlternatives:
    subject = " ".join(KINDS[notification.kind].subject(notification.context).splitlines())
    context = {
        **notification.context,
        "subject": subject,
        "recipient": notification.recipient,
        "site_name": settings.SITE_NAME,
        "site_url": settings.SITE_URL,
        "site_contact": settings.SITE_CONTACT,
    }
    message = mail.EmailMultiAlternatives(
        subject,
        render_to_string(f"emails/{notification.kind}.txt", context),
        to=[notification.recipient.email],
        headers={"Message-ID": f"<{notification.pk}@{urlparse(settings.SITE_URL).hostname}>"},
    )
    html = render_to_string(f"emails/{notification.kind}.html", context)
    message.attach_alternative(html, "text/html")
    return message
