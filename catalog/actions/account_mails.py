"""What is written to an address about its account, or to say that it has none."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.core import mail
from django.db import transaction
from django.template.loader import render_to_string

from catalog.accounts.mails import AccountMail, Letter, sealed
from catalog.actions.guards import moment
from catalog.journal.sending import name_of, send_once
from catalog.queue import enqueue

TASK = "catalog.tasks.send_account_mail"


def letter(subject: str, *, text: str, html: str, to: str, **context: Any) -> Letter:
    """Write, out of two templates, to an address that may be nobody's: a notification has a
    recipient.
    """
    context |= {
        "subject": subject,
        "site_name": settings.SITE_NAME,
        "site_url": settings.SITE_URL,
        "site_contact": settings.SITE_CONTACT,
    }
    return Letter(to, subject, render_to_string(text, context), render_to_string(html, context))


@transaction.atomic
def post(written: Letter, *, at: datetime | None = None) -> AccountMail:
    """Have the letter sent: whoever asked for it waits for no relay, known or unknown here."""
    waiting = AccountMail.objects.create(sealed=sealed(written), created_at=moment(at))
    enqueue(TASK, str(waiting.pk))
    return waiting


def send(pk: str) -> None:
    """Send it once, then forget what it said; a second call does nothing."""
    waiting = AccountMail.objects.get(pk=pk)
    if waiting.sent_at:
        return
    told, headers = waiting.letter, {"Message-ID": name_of(waiting)}
    message = mail.EmailMultiAlternatives(told.subject, told.text, to=[told.to], headers=headers)
    message.attach_alternative(told.html, "text/html")
    if send_once(waiting, message, again=TASK):
        AccountMail.objects.filter(pk=pk).update(sealed="")


def forget_account_mails(at: datetime | None = None) -> None:
    AccountMail.objects.all().too_old(at).delete()
