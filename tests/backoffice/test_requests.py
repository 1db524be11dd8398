"""Asking to join, answering, and what each side reads."""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from catalog.accounts.models import Membership
from catalog.accounts.requests.models import AccessRequest
from catalog.actions.access import accept_request
from catalog.enums import RequestStatus, Role
from tests import factories
from tests.client import query_budget

pytestmark = pytest.mark.django_db
QUEUE = reverse("backoffice:request-list")
ASK = {"role": "editor", "service": "Service du livre", "reason": "Publier les prêts."}


def join_url(organization):
    return reverse("backoffice:request-create", args=[organization.slug])


def answer_url(asked, verb):
    return reverse(f"backoffice:request-{verb}", args=[asked.pk])


@pytest.fixture
def organization():
    return factories.organization(in_family=True)


@pytest.fixture
def dpnc(client_of):
    return client_of(factories.dpnc_user(first_name="Inès", last_name="Roussel"))


def test_asking_is_acknowledged_on_screen_and_by_mail(client_of, organization):
    person = factories.user()

    page = client_of(person).post(join_url(organization), ASK, follow=True).content.decode()

    assert "Votre demande est arrivée" in page
    assert "politiques numériques culturelles" in page
    assert "Publier les prêts." in page
    assert [sent.to for sent in mail.outbox] == [[person.email]]


def test_asking_twice_makes_one_request(client_of, organization):
    client = client_of(factories.user())

    for _ in range(2):
        client.post(join_url(organization), ASK)

    assert AccessRequest.objects.count() == 1


def test_each_role_is_explained(client_of, organization):
    page = client_of(factories.user()).get(join_url(organization)).content.decode()

    for role in Role:
        assert role.allows in page


def test_a_missing_reason_is_asked_for_and_the_rest_is_kept(client_of, organization):
    response = client_of(factories.user()).post(join_url(organization), ASK | {"reason": " "})

    assert response.status_code == 422
    assert "Service du livre" in response.content.decode()
    assert not AccessRequest.objects.exists()


def test_a_member_is_told_so(client_of, organization):
    client = client_of(factories.editor(organization))

    assert "Vous êtes déjà éditeur" in client.get(join_url(organization)).content.decode()
    assert client.post(join_url(organization), ASK).status_code == 422


def test_one_cancels_ones_own_request(client_of, organization):
    asked = factories.request(organization)
    client = client_of(asked.user)

    client.post(answer_url(asked, "cancel"))
    page = client.post(answer_url(asked, "cancel"), follow=True).content.decode()

    asked.refresh_from_db()
    assert asked.status == RequestStatus.CANCELED
    assert "fr-alert--error" not in page


def test_nobody_cancels_for_somebody_else(client_of, dpnc, organization):
    asked = factories.request(organization)

    assert dpnc.post(answer_url(asked, "cancel")).status_code == 403
    assert client_of(factories.user()).post(answer_url(asked, "cancel")).status_code == 404


def test_the_queue_shows_the_oldest_first_with_what_helps_to_answer(dpnc, organization):
    now = timezone.now()
    recent = factories.request(organization, at=now - timedelta(days=1))
    other = factories.organization("Villa Arson")
    known = factories.editor(other)
    old = factories.request(organization, by=known, reason="Reprendre trois jeux de données.",
                            at=now - timedelta(days=9))  # fmt: skip

    page = dpnc.get(QUEUE).content.decode()

    assert "2 demandes en attente" in page
    assert "9\u00a0jours" in page
    assert "Une dépasse le délai de cinq jours." in page
    assert page.index(old.user.email) < page.index(recent.user.email)
    assert "Reprendre trois jeux de données." in page
    assert "Éditeur pour Villa Arson" in page
    assert "Aucune autre organisation" in page


def test_the_mail_domain_is_compared_with_that_of_the_members(dpnc, organization):
    member = factories.user("ancien@musee.exemple.org")
    factories.member(organization, person=member)
    factories.request(organization, by=factories.user("nouveau@MUSEE.exemple.org"))
    assert "Domaine déjà connu de l’organisation" in dpnc.get(QUEUE).content.decode()

    factories.request(organization, by=factories.user("x@autre-musee.exemple.org"))
    assert "Domaine inconnu" in dpnc.get(QUEUE).content.decode()


def test_accepting_gives_the_role_chosen_and_sends_the_reason(dpnc, organization):
    asked = factories.request(organization, role=Role.ADMINISTRATOR)

    dpnc.post(answer_url(asked, "accept"), {"role": "editor", "reason": "Bienvenue au CNL."})

    assert Membership.objects.get(user=asked.user).role == Role.EDITOR
    (sent,) = mail.outbox
    assert sent.to == [asked.user.email]
    assert "Bienvenue au CNL." in sent.body
    assert "Bienvenue au CNL." in sent.alternatives[0].content
    assert "Inès Roussel" in sent.body


def test_refusing_needs_a_reason_and_sends_it(dpnc, organization):
    asked = factories.request(organization)
    assert dpnc.post(answer_url(asked, "refuse"), {"reason": ""}).status_code == 422
    assert not mail.outbox

    dpnc.post(answer_url(asked, "refuse"), {"reason": "Une demande par personne."})

    asked.refresh_from_db()
    assert asked.status == RequestStatus.REFUSED
    assert "Une demande par personne." in mail.outbox[0].body
    assert not Membership.objects.filter(user=asked.user).exists()


def test_a_second_decision_is_told_of_the_first_and_changes_nothing(dpnc, organization):
    asked = factories.request(organization)
    colleague = factories.dpnc_user(first_name="Samir", last_name="Belkacem")
    accept_request(asked, by=colleague, reason="Connu du service.")
    mail.outbox.clear()

    response = dpnc.post(answer_url(asked, "refuse"), {"reason": "Mon motif à moi"})

    page = response.content.decode()
    assert response.status_code == 422
    assert "acceptée par Samir Belkacem" in page
    assert "Mon motif à moi" in page
    assert Membership.objects.filter(user=asked.user).count() == 1
    assert not mail.outbox
    assert "Connu du service." in dpnc.get(answer_url(asked, "refuse")).content.decode()


def test_the_same_answer_sent_twice_is_one_answer(dpnc, organization):
    asked = factories.request(organization)
    form = {"role": "editor", "reason": "Bienvenue."}

    answers = [dpnc.post(answer_url(asked, "accept"), form) for _ in range(2)]

    assert [answer.url for answer in answers] == [QUEUE, QUEUE]
    assert len(mail.outbox) == 1
    assert Membership.objects.filter(user=asked.user).count() == 1


def test_nobody_answers_their_own_request(client_of, organization):
    person = factories.dpnc_user()
    asked = factories.request(organization, by=person)
    client = client_of(person)

    assert client.get(answer_url(asked, "accept")).status_code == 403
    assert person.email not in client.get(QUEUE).content.decode()


def test_outside_the_family_administrators_answer_and_the_dpnc_does_not(client_of, dpnc):
    organization = factories.organization()
    asked = factories.request(organization)
    administrator = client_of(factories.administrator(organization))

    assert asked.user.email not in dpnc.get(reverse("backoffice:home")).content.decode()
    assert dpnc.post(answer_url(asked, "accept"), {"reason": "Oui"}).status_code == 404
    assert asked.user.email in administrator.get(QUEUE).content.decode()


def test_answers_given_are_listed_with_their_reason_and_author(dpnc, organization):
    asked = factories.request(organization, role=Role.ADMINISTRATOR)
    dpnc.post(answer_url(asked, "accept"), {"role": "editor", "reason": "Connue du service."})

    page = dpnc.get(QUEUE).content.decode()

    for said in (
        "Réponses données",
        "Connue du service.",
        "(demandé\u00a0: administrateur)",
        "Inès",
    ):
        assert said in page


def test_the_queue_is_filtered_by_organization_and_role(dpnc, organization):
    other = factories.organization(in_family=True)
    one = factories.request(organization, role=Role.EDITOR)
    two = factories.request(other, role=Role.CONTRIBUTOR)

    page = dpnc.get(QUEUE, {"organisation": organization.slug}).content.decode()
    assert one.user.email in page
    assert two.user.email not in page
    page = dpnc.get(QUEUE, {"role": "contributor"}).content.decode()
    assert one.user.email not in page
    assert two.user.email in page


def test_the_budget_is_the_same_with_two_requests_and_with_two_hundred(dpnc, organization):
    for known in (factories.editor(), factories.user()):
        factories.request(organization, by=known)
    dpnc.get(QUEUE)
    with query_budget(35) as few:
        dpnc.get(QUEUE)

    for number in range(198):
        known = factories.editor() if number % 10 == 0 else factories.user(f"b@d{number}.example")
        factories.request(factories.organization(in_family=True), by=known)

    with query_budget(35) as many:
        dpnc.get(QUEUE)
    assert len(many) == len(few)
