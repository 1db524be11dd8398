"""The two sides of a transfer, on the same page."""

import pytest
from django.urls import reverse

from catalog.models import Transfer
from tests import factories

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
