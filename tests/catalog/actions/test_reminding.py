"""Requests that wait are recalled, then over: each step once, however often the work runs."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from catalog.accounts.requests.cases import Case
from catalog.accounts.requests.models import AccessRequest
from catalog.actions.access import accept_request, request_access
from catalog.actions.organization_life import propose_again, refuse_organization
from catalog.actions.reminding import follow_requests
from catalog.enums import FlowState, RequestStatus
from catalog.exceptions import AlreadyDecided
from catalog.flows.models import Flow
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
    reminder = (dpnc.email, "Des demandes attendent votre réponse")
    in_hand = [
        (one.user.email, f"Votre demande attend encore : Éditeur pour {one.organization}")
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
    assert Case.objects.get(subject=late.pk).reminders == 2


def test_each_kind_is_recalled_in_one_mail_by_person_and_asked_again_waits_anew(settings):
    settings.REQUESTS_REMIND_DAYS = 5
    dpnc, colleague = factories.dpnc_user(), factories.dpnc_user()
    boss = factories.administrator(factories.organization("Musée du Sel", in_family=True))
    stuck = factories.help_request(by=boss, about="Les phares", at=NOW - timedelta(days=9))
    asked = factories.certification(boss.organizations.get(), by=boss, at=NOW - timedelta(days=8))
    proposed = factories.proposed_organization("DRAC Ouest", by=boss, at=NOW - timedelta(days=7))
    flow = submitted_flow(at=NOW - timedelta(days=6))
    own = factories.help_request(by=colleague, at=NOW - timedelta(days=6))
    titles = [
        "Aide : Les phares",
        "Certifier « Musée du Sel »",
        "Valider « DRAC Ouest »",
        f"Valider le flux « {flow.name} »",
    ]

    follow_requests(at=NOW)
    bodies = {(sent.to[0], sent.subject): sent.body for sent in mail.outbox}
    reminder = "Des demandes attendent votre réponse"
    assert [title for title in titles if title not in bodies[dpnc.email, reminder]] == []
    assert "Aide, demandé par" not in bodies[colleague.email, reminder]
    assert told() == sorted(
        [
            *((person.email, reminder) for person in (dpnc, colleague)),
            (boss.email, "3 de vos demandes attendent encore"),
            (colleague.email, "Votre demande attend encore : Aide"),
            (flow.declared_by.email, f"Votre demande attend encore : {titles[-1]}"),
        ]
    )
    assert Case.objects.count() == len([stuck, asked, proposed, flow, own])

    refuse_organization(proposed, by=dpnc, reason="Trop vague.", at=NOW)
    propose_again(proposed, by=boss, at=NOW + timedelta(days=3))
    told()
    follow_requests(at=NOW + timedelta(days=8))
    assert (boss.email, "Votre demande attend encore : Valider « DRAC Ouest »") in told()
    assert Case.objects.get(subject=proposed.pk).reminders == 1


def test_a_certification_expires_with_a_mail_and_help_and_organizations_never_do(settings):
    settings.REQUESTS_EXPIRE_DAYS = 30
    long_ago = NOW - timedelta(days=400)
    boss = factories.administrator(factories.organization("Musée du Sel"))
    asked = factories.certification(boss.organizations.get(), by=boss, at=long_ago)
    stuck = factories.help_request(at=long_ago)
    proposed = factories.proposed_organization("DRAC Ouest", at=long_ago)

    for _ in range(2):
        follow_requests(at=NOW)

    for row in (asked, stuck, proposed):
        row.refresh_from_db()
    assert asked.status == RequestStatus.EXPIRED
    assert (stuck.is_answered, proposed.is_pending) == (False, True)
    expired = (boss.email, "Votre demande de certification pour « Musée du Sel » a expiré")
    assert [one for one in told() if "expiré" in one[1]] == [expired]
    assert Activity.objects.get(verb="certification.expired").robot
    assert factories.certification(asked.organization, by=boss, at=NOW).pk != asked.pk


def submitted_flow(*, at):
    boss = factories.administrator(factories.organization())
    dataset = factories.dataset(organization=boss.organizations.get(), published=True)
    made = factories.flow(dataset, by=boss, name="Orgues")
    Flow.objects.filter(pk=made.pk).update(state=FlowState.SUBMITTED, submitted_at=at)
    return made


def test_what_waited_too_long_is_over_with_a_mail_and_may_be_asked_again(settings):
    settings.REQUESTS_EXPIRE_DAYS = 30
    old, young = waiting(31), waiting(3)

    for _ in range(2):
        follow_requests(at=NOW)

    old.refresh_from_db()
    young.refresh_from_db()
    assert (old.status, young.status) == (RequestStatus.EXPIRED, RequestStatus.PENDING)
    subject = f"Votre demande d’accès pour « {old.organization} » a expiré"
    assert told() == [(old.user.email, subject)]
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
