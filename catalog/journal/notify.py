"""Telling people. The verb chooses who and gives the links; the mail leaves after its commit."""

from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import timezone

from catalog.journal import kinds
from catalog.journal.models import Notification
from catalog.queue import enqueue
from catalog.registry import members

KINDS = members(kinds, kinds.NotificationKind, ("subject",))


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
    """Send the mail once; a second call does nothing. A closed account receives none."""
    if notification.sent_at or not notification.recipient.is_active:
        return
    subject = " ".join(KINDS[notification.kind].subject(notification.context).splitlines())
    context = {
        **notification.context,
        "subject": subject,
        "recipient": notification.recipient,
        "site_name": settings.SITE_NAME,
        "site_url": settings.SITE_URL,
        "site_contact": settings.SITE_CONTACT,
    }
    message = EmailMultiAlternatives(
        subject,
        render_to_string(f"emails/{notification.kind}.txt", context),
        to=[notification.recipient.email],
    )
    message.attach_alternative(
        render_to_string(f"emails/{notification.kind}.html", context), "text/html"
    )
    message.send()
    Notification.objects.filter(pk=notification.pk).update(sent_at=timezone.now())
