"""A mail is claimed before it leaves: once, whoever sends it, and again when it did not leave."""

from datetime import timedelta
from smtplib import SMTPRecipientsRefused

import pytest
from django.core.mail.backends.locmem import EmailBackend
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from catalog.journal.models import Notification
from catalog.journal.notify import send
from catalog.journal.sending import UNSURE, Undeliverable
from tests import factories
from tests.queue_rows import TASKS

pytestmark = pytest.mark.django_db


@pytest.fixture
def notification(settings):
    settings.TASKS = TASKS
    context = {"label": "Essayer", "error": "Rien", "link": "http://127.0.0.1/"}
    return Notification.objects.create(
        recipient=factories.user(), kind="work_failed", context=context
    )


def leaving(notification, *, since):
    Notification.objects.filter(pk=notification.pk).update(leaving_at=timezone.now() - since)
    notification.refresh_from_db()


def test_what_another_may_be_sending_is_looked_at_later(notification, mailoutbox):
    leaving(notification, since=timedelta(minutes=1))

    send(notification)

    assert not mailoutbox
    later = DBTaskResult.objects.get()
    assert later.args_kwargs["args"] == [str(notification.pk)]
    assert later.run_after > timezone.now() + UNSURE - timedelta(minutes=2)


def test_what_nobody_can_be_sending_any_more_leaves_under_the_same_name(notification, mailoutbox):
    leaving(notification, since=UNSURE)

    send(notification)

    (message,) = mailoutbox
    assert str(notification.pk) in message.extra_headers["Message-ID"]
    notification.refresh_from_db()
    assert notification.sent_at


def test_what_the_relay_refuses_may_leave_at_once(notification, mailoutbox, monkeypatch):
    def refuse(backend, messages):
        raise SMTPRecipientsRefused({})

    with monkeypatch.context() as patch:
        patch.setattr(EmailBackend, "send_messages", refuse)
        with pytest.raises(SMTPRecipientsRefused):
            send(notification)
    send(notification)

    assert len(mailoutbox) == 1


def test_a_relay_that_never_says_is_given_up_after_two_days(notification):
    leaving(notification, since=timedelta(minutes=1))
    long_ago = timezone.now() - timedelta(days=3)
    Notification.objects.filter(pk=notification.pk).update(created_at=long_ago)

    with pytest.raises(Undeliverable):
        send(notification)
