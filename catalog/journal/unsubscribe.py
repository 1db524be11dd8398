"""The link by which mails of one kind stop, without signing in: it is signed, and opens no more."""

from typing import TYPE_CHECKING, NamedTuple

from django.core import signing
from django.urls import reverse

if TYPE_CHECKING:
    from catalog.journal.models import Notification

SALT = "unsubscribe"


class Subscription(NamedTuple):
    person: int
    kind: str


def address(notification: "Notification") -> str:
    """Return the path of the page that stops these mails."""
    subscription = Subscription(notification.recipient_id, notification.kind)
    token = signing.Signer(salt=SALT).sign_object(subscription)
    return reverse("backoffice:notification-unsubscribe", args=[token])


def subscription_of(token: str) -> Subscription | None:
    """Return whose mails the link is about, or None for a link that we did not write."""
    try:
        return Subscription(*signing.Signer(salt=SALT).unsign_object(token))
    except (signing.BadSignature, TypeError, ValueError):
        return None
