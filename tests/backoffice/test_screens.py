"""What every screen does before anything else."""

import uuid

import pytest
from django.urls import reverse

from catalog.models import Dataset
from tests import factories

pytestmark = pytest.mark.django_db


def edit_url(dataset):
    return reverse("backoffice:dataset-edit", args=[dataset.pk])


def test_a_signed_out_reader_is_sent_to_sign_in_and_back(client):
    url = reverse("backoffice:dataset-list") + "?etat=draft"

    response = client.get(url)

    assert response.status_code == 302
    assert response.url.startswith(reverse("account_login"))
    assert "next=/espace/jeux-de-donnees/%3Fetat%3Ddraft" in response.url


def test_a_form_sent_after_the_session_ended_gives_its_text_back(client):
    dataset = factories.dataset()
    typed = {"title": "Un titre longuement réfléchi", "etape": "1"}

    response = client.post(edit_url(dataset), typed, headers={"origin": "http://testserver"})

    assert response.status_code == 403
    assert "Ce formulaire a expiré" in response.content.decode()
    assert typed["title"] in response.content.decode()


def test_a_private_dataset_does_not_exist_for_a_stranger(client_of):
    dataset = factories.dataset()

    for name in ("detail", "edit", "journal", "grant", "archive", "delete", "publish"):
        url = reverse(f"backoffice:dataset-{name}", args=[dataset.pk])
        assert client_of(factories.user()).get(url).status_code == 404


def test_a_public_dataset_is_seen_but_not_changed_by_a_stranger(client_of):
    dataset = factories.dataset(published=True)
    stranger = client_of(factories.user())

    page = stranger.get(reverse("backoffice:dataset-detail", args=[dataset.pk]))

    assert page.status_code == 200
    assert "sans pouvoir le modifier" in page.content.decode()
    assert "Journal" not in page.content.decode()
    for name in ("edit", "journal", "grant", "archive", "delete", "publish", "restore"):
        url = reverse(f"backoffice:dataset-{name}", args=[dataset.pk])
        assert stranger.post(url).status_code == 403


def test_a_right_lost_while_writing_does_not_lose_the_text(client_of):
    dataset = factories.dataset(published=True)
    typed = {"title": "Ce que j’écrivais", "etape": "1"}

    response = client_of(factories.user()).post(
        edit_url(dataset), typed, headers={"origin": "http://testserver"}
    )

    assert response.status_code == 403
    assert "Ce que j’écrivais" in response.content.decode()
    assert Dataset.objects.get(pk=dataset.pk).title == dataset.title


def test_a_button_address_opened_by_hand_leads_to_its_page(client_of):
    dataset = factories.dataset()
    editor = factories.editor(dataset.organization)

    response = client_of(editor).get(reverse("backoffice:dataset-restore", args=[dataset.pk]))

    assert response.url == reverse("backoffice:dataset-detail", args=[dataset.pk])


def test_what_was_never_there_answers_404(client_of):
    key = uuid.uuid4()
    client = client_of(factories.superuser())

    for name in ("dataset-detail", "resource-edit", "resource-replace", "request-accept"):
        assert client.get(reverse(f"backoffice:{name}", args=[key])).status_code == 404


@pytest.mark.parametrize(
    ("make", "offered"),
    [
        (factories.dpnc_user, True),
        (lambda: factories.administrator(factories.organization()), True),
        (lambda: factories.administrator(factories.organization(in_family=True)), False),
        (lambda: factories.editor(factories.organization()), False),
        (factories.user, False),
    ],
    ids=["dpnc", "administrator-elsewhere", "administrator-in-family", "editor", "newcomer"],
)
def test_the_queue_is_in_the_menu_of_those_who_answer(client_of, make, offered):
    factories.family_root()
    client, queue = client_of(make()), reverse("backoffice:request-list")

    page = client.get(reverse("backoffice:organization-list"))

    assert (f'href="{queue}"' in page.content.decode()) is offered
    assert client.get(queue).status_code == (200 if offered else 403)
