"""Telling people. The verb chooses who and gives the links; the mail leaves after its commit."""

from datetime import timedelta
from functools import partial
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives

from catalog.enums import Cadence
from catalog.journal import kinds
from catalog.journal.mails import written
from catalog.journal.models import Notification, Preference
from catalog.journal.sending import name_of, send_once
from catalog.journal.unsubscribe import address
from catalog.queue import enqueue
from catalog.registry import members

KINDS = members(kinds, kinds.NotificationKind, ("subject",))


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
        ask_to_send(notification)


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
    """Send the mail once; a second call does nothing. A closed account receives none."""
    if notification.sent_at or not notification.recipient.is_active:
        return
    again = partial(ask_to_send, notification)
    send_once(notification, message_of(notification), again=again)


def ask_to_send(notification: Notification, after: timedelta | None = None) -> None:
    enqueue("catalog.tasks.send_notification", str(notification.pk), after=after)


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
    own = {"Message-ID": name_of(notification)}
    if not leave:
        return own
    one_click = {"List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    return own | {"List-Unsubscribe": f"<{leave}>"} | one_click
