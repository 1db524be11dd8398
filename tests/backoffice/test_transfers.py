"""The two sides of a transfer, on the same page."""

import html
import re

import pytest
from django.urls import reverse

from catalog.enums import Role
from catalog.models import Transfer
from tests import factories
from tests.forms import forms_of

pytestmark = pytest.mark.django_db
HOME = reverse("backoffice:home")
CREATE = reverse("backoffice:transfer-create")


@pytest.fixture
def giver():
    return factories.administrator()


@pytest.fixture
def receiver():
    return factories.administrator()


@pytest.fixture
def draft(giver):
    return factories.dataset("Les phares", organization=giver.organizations.get())


def text(response):
    return response.content.decode()


def test_it_is_proposed_from_the_dataset_and_accepted_from_the_home(
    client_of, giver, receiver, draft
):
    target = receiver.organizations.get()
    sending, receiving = client_of(giver), client_of(receiver)
    page = f"{CREATE}?jeu={draft.pk}"
    assert page in text(sending.get(reverse("backoffice:dataset-detail", args=[draft.pk])))
    refused = sending.post(page, {"to": target.slug})
    assert refused.status_code == 422
    proposed = sending.post(page, {"to": target.slug, "note": "Le bureau vous rejoint."})
    detail = proposed.headers["Location"]
    assert "Abandonner ce transfert" in text(sending.get(detail))
    home = text(receiving.get(HOME))
    assert "Transfert proposé" in home
    assert detail in home
    shown = text(receiving.get(detail))
    assert "Les phares" in shown
    page = reverse("backoffice:dataset-detail", args=[draft.pk])
    assert page in shown
    assert f"est proposé à « {target} »" in text(receiving.get(page))
    assert receiving.get(reverse("backoffice:dataset-edit", args=[draft.pk])).status_code == 403

    accepted = receiving.post(f"{detail}accepter/", follow=True)

    draft.refresh_from_db()
    assert draft.organization == target
    assert "désormais à" in text(accepted)
    assert page in text(accepted)
    assert "Les phares" not in text(sending.get(detail))


def test_both_sides_find_it_in_their_list_until_and_after_its_answer(
    client_of, giver, receiver, draft
):
    target, page = receiver.organizations.get(), reverse("backoffice:transfer-list")
    sending, receiving = client_of(giver), client_of(receiver)
    assert "Rien n’attend votre réponse" in text(receiving.get(page))
    note = "Le bureau vous rejoint."
    sending.post(f"{CREATE}?jeu={draft.pk}", {"to": target.slug, "note": note})
    detail = reverse("backoffice:transfer-detail", args=[Transfer.objects.get().pk])

    assert ">Répondre<" in text(receiving.get(page))
    proposed = text(sending.get(page))
    assert detail in proposed
    assert ">Répondre<" not in proposed
    receiving.post(f"{detail}accepter/")
    assert "accepté" in text(sending.get(page))
    assert detail not in text(client_of(factories.editor(target)).get(page))


def test_it_is_refused_with_a_reason_or_given_up(client_of, giver, receiver, draft):
    target = receiver.organizations.get()
    sending, receiving = client_of(giver), client_of(receiver)
    page = f"{CREATE}?jeu={draft.pk}"
    sending.post(page, {"to": target.slug, "note": "Le bureau vous rejoint."})
    detail = reverse("backoffice:transfer-detail", args=[Transfer.objects.get().pk])
    assert receiving.post(f"{detail}refuser/", {"reason": ""}).status_code == 422

    receiving.post(f"{detail}refuser/", {"reason": "Pas avant janvier."})

    assert "Pas avant janvier." in text(sending.get(detail))
    sending.post(page, {"to": target.slug, "note": "En janvier."})
    again = Transfer.objects.waiting().get()
    address = reverse("backoffice:transfer-cancel", args=[again.pk])
    assert "Abandonné" in text(sending.post(address, follow=True))


def test_all_that_the_list_finds_is_proposed_as_it_was_foreseen(client_of, giver, receiver, draft):
    organization, target = draft.organization, receiver.organizations.get()
    rows = [factories.dataset(f"Balise {n}", organization=organization) for n in range(21)]
    client = client_of(giver)
    found = text(client.get(reverse("backoffice:dataset-list"), {"q": "balise"}))
    (address,) = re.findall(r'href="([^"]*tous=1[^"]*)"', found)
    assert CREATE in text(client.get(html.unescape(address)))
    page = html.unescape(address).replace(reverse("backoffice:batch-create"), CREATE)
    shown = client.get(page)
    factories.dataset("Balise tardive", organization=organization)
    (form,) = [form for form in forms_of(shown) if "note" in form.fields]

    client.post(page, form.fields | {"to": target.slug, "note": "Le bureau vous rejoint."})

    given = Transfer.objects.get().parts.values_list("dataset", flat=True)
    assert set(given) == {row.pk for row in rows}


def test_those_of_several_organisations_are_not_proposed_together(client_of, giver, draft):
    elsewhere = factories.organization("Ailleurs")
    factories.member(elsewhere, Role.ADMINISTRATOR, person=giver)
    other = factories.dataset(organization=elsewhere)
    client, both = client_of(giver), f"?jeu={draft.pk}&jeu={other.pk}"

    assert "Ils sont de plusieurs organisations" in text(client.get(CREATE + both))
    assert CREATE not in text(client.get(reverse("backoffice:batch-create") + both))
