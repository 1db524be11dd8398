"""A mail leaves once, whoever sends it, and again when it did not leave."""

from collections.abc import Callable
from datetime import datetime, timedelta
from smtplib import SMTPRecipientsRefused, SMTPResponseException
from typing import Any
from urllib.parse import urlparse

from django.conf import settings
from django.core import mail
from django.db import transaction
from django.utils import timezone

from catalog.queue import fence

UNSURE = timedelta(minutes=15)
"""Beyond it a relay has let go of whoever stopped speaking to it: nobody is sending the message."""
GIVEN_UP = timedelta(days=2)
Again = Callable[[timedelta], None]


class Undeliverable(Exception):
    """For two days the relay has taken the message without saying so."""


def send_once(row: Any, message: mail.EmailMultiAlternatives, *, again: Again) -> bool:
    """Send the mail of that row, which keeps when it was written, handed over and sent; return
    whether it left now. `again` asks for another try, after a while.

    It is claimed when the relay has answered, just before it leaves. A process that dies, or that
    is cut off, in between does not know whether it left: it is sent again, under the same
    Message-ID, when nobody can be sending it any more. Raises what the relay refuses.
    """
    with mail.get_connection() as message.connection:
        if not claimed(row, again):
            return False
        try:
            message.send()
        except (SMTPResponseException, SMTPRecipientsRefused):
            mark(row, leaving_at=None)
            raise
    mark(row, sent_at=timezone.now())
    return True


def mark(row: Any, **moments: datetime | None) -> None:
    type(row).objects.filter(pk=row.pk).update(**moments)


@transaction.atomic
def claimed(row: Any, again: Again) -> bool:
    """Tell whether it is for us to send it; what another may be sending is looked at later."""
    fence()
    now = timezone.now()
    row = type(row).objects.select_for_update(of=("self",)).get(pk=row.pk)
    if row.sent_at:
        return False
    if row.leaving_at and now - row.leaving_at < UNSURE:
        if now - row.created_at > GIVEN_UP:
            raise Undeliverable(f"Le relais ne dit pas s’il a pris le message {row.pk}.")
        again(row.leaving_at + UNSURE - now)
        return False
    mark(row, leaving_at=now)
    return True


def name_of(row: Any) -> str:
    """Return the Message-ID, the same each time: a mailbox that has it twice shows one."""
    return f"<{row.pk}@{urlparse(settings.SITE_URL).hostname}>"
