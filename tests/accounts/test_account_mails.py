"""Mails of accounts wait for no relay, are tried again, and are read by nobody on the way."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from catalog.accounts.mails import AccountMail
from catalog.actions.account_mails import forget_account_mails, send
from catalog.work.child import Child
from catalog.work.models import TaskLease
from catalog.work.taken import Lane
from tests.accounts.steps import EMAIL, sign_up
from tests.client import StrictClient
from tests.queue_rows import TASKS
from tests.relay import relay, signed_by_itself

pytestmark = pytest.mark.django_db(transaction=True)
PAGES = {
    "sign-up": lambda client, person: sign_up(client),
    "sign-up, known": lambda client, person: sign_up(client, email=person.email),
    "reset": lambda client, person: client.post(
        reverse("account_reset_password"), {"email": person.email}
    ),
    "reset, unknown": lambda client, person: client.post(
        reverse("account_reset_password"), {"email": EMAIL}
    ),
}


def work():
    """Do the task that waits, as a worker would, whatever its hour."""
    DBTaskResult.objects.update(run_after=timezone.now())
    assert Child(Lane()).work_once()


@pytest.mark.rule("A10")
@pytest.mark.parametrize("page", PAGES)
def test_a_page_speaks_to_no_relay_and_the_mail_is_tried_again(page, person, settings):
    settings.TASKS = TASKS
    with relay(settings, mute=True) as silent:
        answer = PAGES[page](StrictClient(), person)
        asked_by_the_page = silent.connections
        work()

    assert (answer.status_code, asked_by_the_page, silent.connections) == (302, 0, 1)
    assert "timed out" in TaskLease.objects.get().last_error
    assert DBTaskResult.objects.get().run_after > timezone.now()
    with relay(settings) as speaking:
        work()
    (message,) = speaking.received
    waiting = AccountMail.objects.get()
    assert f"<{waiting.pk}@".encode() in message
    assert waiting.sent_at
    assert not waiting.sealed


@pytest.mark.rule("A10")
def test_a_relay_that_nobody_vouches_for_is_given_nothing(person, settings, tmp_path):
    """A10: the certificate is verified, its name too; the mail waits for a relay that is ours."""
    settings.TASKS = TASKS
    PAGES["reset"](StrictClient(), person)

    with relay(settings, context=signed_by_itself(tmp_path)) as impostor:
        work()

    assert impostor.connections == 1
    assert not impostor.received
    assert "CERTIFICATE_VERIFY_FAILED" in TaskLease.objects.get().last_error
    assert DBTaskResult.objects.get().run_after > timezone.now()


def test_what_waits_tells_nothing_to_whoever_reads_the_database(person, settings):
    settings.TASKS = TASKS
    PAGES["reset"](StrictClient(), person)

    kept = AccountMail.objects.get().sealed + str(DBTaskResult.objects.get().args_kwargs)

    assert person.email not in kept
    assert "mot-de-passe" not in kept
    assert person.email == AccountMail.objects.get().letter.to


def test_it_leaves_once_and_is_forgotten_after_a_week(person, mailoutbox):
    PAGES["reset"](StrictClient(), person)
    waiting = AccountMail.objects.get()

    send(str(waiting.pk))
    forget_account_mails(at=waiting.created_at + timedelta(days=6))
    kept = AccountMail.objects.count()
    forget_account_mails(at=waiting.created_at + timedelta(days=8))

    assert len(mailoutbox) == 1
    assert (kept, AccountMail.objects.count()) == (1, 0)
