"""What is written to an address about its account, or to say that it has none."""

from datetime import datetime

from django.core import mail
from django.db import transaction

from catalog.accounts.mails import AccountMail, Letter, sealed
from catalog.actions.guards import moment
from catalog.journal.sending import name_of, send_once
from catalog.queue import enqueue

TASK = "catalog.tasks.send_account_mail"


@transaction.atomic
def post(letter: Letter, *, at: datetime | None = None) -> AccountMail:
    """Have the letter sent: whoever asked for it waits for no relay, known or unknown here."""
    written = AccountMail.objects.create(sealed=sealed(letter), created_at=moment(at))
    enqueue(TASK, str(written.pk))
    return written


def send(pk: str) -> None:
    """Send it once, then forget what it said; a second call does nothing."""
    written = AccountMail.objects.get(pk=pk)
    if written.sent_at:
        return
    letter, headers = written.letter, {"Message-ID": name_of(written)}
    message = mail.EmailMultiAlternatives(
        letter.subject, letter.text, to=[letter.to], headers=headers
    )
    message.attach_alternative(letter.html, "text/html")
    if send_once(written, message, again=TASK):
        AccountMail.objects.filter(pk=pk).update(sealed="")


def forget_account_mails(at: datetime | None = None) -> None:
    AccountMail.objects.all().too_old(at).delete()
