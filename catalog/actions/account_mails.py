"""What is written to an address about its account, or to say that it has none."""

from datetime import datetime, timedelta
from functools import partial

from django.core import mail
from django.db import transaction

from catalog.accounts.mails import AccountMail, Letter, sealed
from catalog.actions.guards import moment
from catalog.journal.sending import name_of, send_once
from catalog.queue import enqueue


@transaction.atomic
def post(message: mail.EmailMultiAlternatives, *, at: datetime | None = None) -> AccountMail:
    """Have it sent: whoever asked for it waits for no relay, known or unknown here."""
    (to,), ((html, _),) = message.to, message.alternatives
    letter = Letter(to=to, subject=str(message.subject), text=str(message.body), html=str(html))
    waiting = AccountMail.objects.create(sealed=sealed(letter), created_at=moment(at))
    ask_to_send(str(waiting.pk))
    return waiting


def ask_to_send(pk: str, after: timedelta | None = None) -> None:
    enqueue("catalog.tasks.send_account_mail", pk, after=after)


def send(pk: str) -> None:
    """Send it once, then forget what it said; a second call does nothing."""
    waiting = AccountMail.objects.get(pk=pk)
    if waiting.sent_at:
        return
    told, headers = waiting.letter, {"Message-ID": name_of(waiting)}
    message = mail.EmailMultiAlternatives(told.subject, told.text, to=[told.to], headers=headers)
    message.attach_alternative(told.html, "text/html")
    if send_once(waiting, message, again=partial(ask_to_send, pk)):
        AccountMail.objects.filter(pk=pk).update(sealed="")


def forget_account_mails(at: datetime | None = None) -> None:
    AccountMail.objects.all().too_old(at).delete()
