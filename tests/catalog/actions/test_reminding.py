"""Requests that wait are recalled, then over: each step once, however often the work runs."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from catalog.accounts.requests.models import AccessRequest
from catalog.actions.access import accept_request, request_access
from catalog.actions.reminding import follow_requests
from catalog.enums import RequestStatus
from catalog.exceptions import AlreadyDecided
from catalog.journal.models import Activity
from tests import factories

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def waiting(days, **fields):
    return factories.request(at=NOW - timedelta(days=days), **fields)


def told():
    found = sorted((sent.to[0], sent.subject) for sent in mail.outbox)
    mail.outbox.clear()
    return found


def test_those_who_answer_are_reminded_in_one_mail_and_each_applicant_once(settings):
    settings.REQUESTS_REMIND_DAYS = 5
    dpnc = factories.dpnc_user()
    late, later = waiting(6), waiting(7)
    waiting(2)
    reminder = (dpnc.email, "Des demandes d’accès attendent votre réponse")
    in_hand = [
        (one.user.email, f"Votre demande pour « {one.organization} » attend encore")
        for one in (late, later)
    ]

    follow_requests(at=NOW)
    body = next(sent.body for sent in mail.outbox if sent.to == [dpnc.email])
    assert all(str(one.organization) in body for one in (late, later))
    assert told() == sorted([reminder, *in_hand])
    follow_requests(at=NOW + timedelta(days=1))
    assert told() == []
    follow_requests(at=NOW + timedelta(days=3))
    assert len(told()) == 2  # the third one
    follow_requests(at=NOW + timedelta(days=5))

    assert told() == [reminder]
    late.refresh_from_db()
    assert late.reminders == 2


def test_what_waited_too_long_is_over_with_a_mail_and_may_be_asked_again(settings):
    settings.REQUESTS_EXPIRE_DAYS = 30
    old, young = waiting(31), waiting(3)

    for _ in range(2):
        follow_requests(at=NOW)

    old.refresh_from_db()
    young.refresh_from_db()
    assert (old.status, young.status) == (RequestStatus.EXPIRED, RequestStatus.PENDING)
    assert told() == [(old.user.email, f"Votre demande pour « {old.organization} » a expiré")]
    entry = Activity.objects.get(verb="request.expired")
    assert entry.robot
    assert entry.actor is None
    with pytest.raises(AlreadyDecided):
        accept_request(old, by=factories.platform(), reason="Trop tard.")
    again = request_access(
        old.organization, by=old.user, role="editor", service="Livre", reason="Encore."
    )
    assert again.pk != old.pk
    assert AccessRequest.objects.of(old.user).count() == 2
