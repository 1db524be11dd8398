"""What is decided on the page of its case: organisations that are proposed, and certifications."""

import uuid
from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from catalog.accounts.joining import CertificationRequest
from catalog.accounts.models import Organization
from catalog.accounts.requests.cases import Phrase
from catalog.actions.organization_life import propose_again
from tests import factories
from tests.client import query_budget
from tests.forms import form_to

pytestmark = pytest.mark.django_db
QUEUE = reverse("backoffice:request-list")
SIRET = "11004601800013"


@pytest.fixture
def validator():
    return factories.dpnc_user(first_name="Inès", last_name="Roussel")


@pytest.fixture
def dpnc(client_of, validator):
    return client_of(validator)


def text(response):
    return response.content.decode().replace("\xa0", " ")


def proposed(name="DRAC Ouest", **fields):
    return "organisation", factories.proposed_organization(name, **fields)


def certification(name="Musée du Sel", **fields):
    organization = factories.organization(name, in_family=True)
    return "certification", factories.certification(organization, **fields)


def url(name, kind, thing):
    return reverse(f"backoffice:case-{name}", args=[kind, thing.pk])


def answer(decision, reason="", **more):
    return {"decision": decision, "reason": reason} | more


def is_settled(thing, *, accepted):
    thing.refresh_from_db()
    if isinstance(thing, Organization):
        return thing.is_validated if accepted else thing.is_refused
    return thing.status == ("accepted" if accepted else "refused")


@pytest.mark.parametrize("make", [proposed, certification])
def test_it_is_found_on_the_desk_read_and_decided_once_on_its_page(dpnc, client_of, make):
    kind, thing = make()
    page, post = url("detail", kind, thing), url("answer", kind, thing)
    desk = text(dpnc.get(reverse("backoffice:home")))
    assert f"{QUEUE}?nature={kind}" in desk
    assert page in text(dpnc.get(QUEUE))
    assert f'action="{post}"' in text(dpnc.get(page))

    for form in (answer("refuser"), answer(""), answer("detruire", "Motif.")):
        assert dpnc.post(post, form).status_code == 422
    following = uuid.uuid4()
    for _ in range(2):  # a form sent twice
        sent = dpnc.post(f"{post}?nature={kind}&suite={following}", answer("accepter"))
        assert sent.url == f"{QUEUE}?nature={kind}#demande-{following}"
    colleague = client_of(factories.dpnc_user())
    late = colleague.post(post, answer("refuser", "Trop vague, à revoir."))

    assert is_settled(thing, accepted=True)
    assert len(mail.outbox) == 1
    assert late.status_code == 422
    assert "Trop vague, à revoir." in text(late)  # nothing typed is lost
    history = text(dpnc.get(reverse("backoffice:request-history"), {"nature": kind}))
    assert "Inès Roussel" in history
    assert page in history
    assert "Inès Roussel" in text(dpnc.get(page))
    assert page not in text(dpnc.get(reverse("backoffice:home")))


@pytest.mark.parametrize("make", [proposed, certification])
def test_a_kept_phrase_refuses_is_edited_and_a_reason_is_kept(dpnc, validator, make):
    kind, thing = make()
    post = url("answer", kind, thing)
    phrase = factories.phrase("Dites de quelle région.", by=validator, accepting=False)

    taken = form_to(dpnc.post(post, {"phrase": phrase.pk}), post).fields
    assert (taken["decision"], taken["reason"]) == (["refuser"], ["Dites de quelle région."])
    dpnc.post(post, answer("refuser", "Dites quelle DRAC.", keep="on"))

    assert is_settled(thing, accepted=False)
    kept = Phrase.objects.get(text="Dites quelle DRAC.")
    assert (kept.is_acceptance, kept.is_shared) == (False, True)
    assert "Dites quelle DRAC." in mail.outbox[-1].body


def test_twins_are_shown_before_one_answers_pending_ones_too(dpnc):
    known = factories.organization("DRAC Ouest")
    known.siret = SIRET
    known.save()
    _, waiting = proposed("Direction Ouest", siret=SIRET)
    kind, thing = proposed("Service des phares", siret=SIRET)

    page = text(dpnc.get(url("detail", kind, thing)))
    assert all(one.slug in page for one in (known, waiting))
    kind, asked = certification()
    page = text(dpnc.get(url("detail", kind, asked)))
    assert all(one.slug in page for one in (known, waiting, thing))


def test_a_refused_one_that_is_proposed_again_waits_anew_with_what_was_answered(dpnc, validator):
    person = factories.user()
    kind, thing = proposed(by=person, at=timezone.now() - timedelta(days=30))
    dpnc.post(url("answer", kind, thing), answer("refuser", "Dites quelle DRAC."))
    note = {"text": "Vue avec le secrétariat.", "submission": str(uuid.uuid4())}
    dpnc.post(url("note", kind, thing), note)

    propose_again(thing, by=person)

    page = text(dpnc.get(url("detail", kind, thing)))
    for said in ("Depuis aujourd’hui", "Dites quelle DRAC.", "Vue avec le secrétariat."):
        assert said in page
    dpnc.post(url("answer", kind, thing), answer("accepter"))
    assert is_settled(thing, accepted=True)


def test_nobody_answers_what_they_ask_and_the_case_of_another_kind_is_not_decided_so(client_of):
    own = factories.dpnc_user()
    kind, thing = proposed(by=own)
    client = client_of(own)
    for name in ("detail", "answer"):
        assert client.get(url(name, kind, thing)).status_code == 404
    boss = client_of(factories.administrator(factories.organization()))
    assert boss.get(url("detail", kind, thing)).status_code == 404
    helped = factories.help_request()
    assert client.post(url("answer", "aide", helped), answer("accepter")).status_code == 404


def test_what_moved_leads_to_the_queue(dpnc):
    kind, thing = certification()

    assert dpnc.get(reverse("backoffice:review-list")).url == f"{QUEUE}?nature=organisation"
    former = reverse("backoffice:certification-review", args=[thing.pk])
    assert dpnc.get(former).url == url("detail", kind, thing)


def test_the_queue_asks_as_much_of_the_database_with_two_of_each_as_with_nine(dpnc):
    def some(count):
        for number in range(count):
            proposed(f"DRAC {count} {number}")
            certification(f"Musée {count} {number}")
        dpnc.get(QUEUE)
        with query_budget(40) as made:
            dpnc.get(QUEUE)
        return len(made)

    assert some(2) == some(7)
    assert CertificationRequest.objects.count() == 9
