"""Mon espace: the title says whether something awaits, the list says what."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from catalog.actions.access import refuse_request
from catalog.enums import Role
from tests import factories
from tests.client import query_budget

pytestmark = pytest.mark.django_db
HOME = reverse("backoffice:home")


def page_of(client):
    response = client.get(HOME)
    assert response.status_code == 200
    return response.content.decode()


def test_a_newcomer_is_told_to_join_an_organization(client_of):
    page = page_of(client_of(factories.user()))

    assert "Rejoignez une organisation</h1>" in page
    assert f'action="{reverse("backoffice:organization-list")}"' in page


def test_whoever_waits_for_an_answer_reads_it_in_the_title(client_of):
    asked = factories.request()

    page = page_of(client_of(asked.user))

    assert "Votre demande attend une réponse</h1>" in page
    assert reverse("backoffice:request-cancel", args=[asked.pk]) in page


def test_nothing_awaits_an_editor_whose_datasets_are_published(client_of):
    dataset = factories.dataset(published=True)

    page = page_of(client_of(factories.editor(dataset.organization)))

    assert "Rien ne vous attend</h1>" in page
    assert dataset.title in page


def test_an_incomplete_draft_says_what_it_lacks_and_leads_there(client_of):
    dataset = factories.dataset(description="", frequency="", with_file=False)

    page = page_of(client_of(factories.editor(dataset.organization)))

    assert "Une chose vous attend</h1>" in page
    assert "Il manque une description, une fréquence de mise à jour et un fichier" in page
    assert "?etape=2#id_description" in page


def test_a_complete_draft_is_published_or_submitted(client_of):
    dataset = factories.dataset(with_file=True)
    contributor = factories.grant(dataset)

    assert "Prêt à publier" in page_of(client_of(factories.editor(dataset.organization)))
    page = page_of(client_of(contributor))
    assert "Prêt à soumettre" in page
    assert "Soumettre pour publication" in page


def test_pending_requests_are_one_task_for_the_dpnc(client_of):
    factories.request()
    factories.request()

    page = page_of(client_of(factories.dpnc_user()))

    assert "Une chose vous attend</h1>" in page
    assert "2 demandes d’accès" in page


def test_numbers_are_in_letters_up_to_ten(client_of):
    organization = factories.organization()
    editor = factories.editor(organization)
    for _ in range(3):
        factories.dataset(organization=organization)

    assert "Trois choses vous attendent</h1>" in page_of(client_of(editor))
    for _ in range(8):
        factories.dataset(organization=organization)
    assert "11 choses vous attendent</h1>" in page_of(client_of(editor))


def test_a_recent_refusal_is_shown_with_its_reason_until_one_asks_again(client_of):
    asked = factories.request()
    refuse_request(asked, by=factories.platform(), reason="Adresse partagée.")

    assert "Adresse partagée." in page_of(client_of(asked.user))
    factories.request(asked.organization, by=asked.user)
    assert "Refaire une demande" not in page_of(client_of(asked.user))


def test_an_old_refusal_is_left_to_the_profile(client_of):
    asked = factories.request()
    long_ago = timezone.now() - timedelta(days=40)
    refuse_request(asked, by=factories.platform(), reason="Adresse partagée.", at=long_ago)

    assert "Adresse partagée." not in page_of(client_of(asked.user))
    profile = client_of(asked.user).get(reverse("backoffice:profile"))
    assert "Adresse partagée." in profile.content.decode()


def queries_of(client):
    client.get(HOME)
    with query_budget(25) as made:
        client.get(HOME)
    return len(made)


def test_the_budget_is_the_same_with_two_datasets_and_with_two_hundred(client_of):
    organization = factories.organization()
    client = client_of(factories.editor(organization))
    for _ in range(2):
        factories.dataset(organization=organization, with_link=True)
    few = queries_of(client)

    for _ in range(198):
        factories.dataset(organization=organization, with_link=True)

    assert queries_of(client) == few


def test_the_budget_is_the_same_for_a_contributor_with_fifty_grants(client_of):
    organization = factories.organization()
    contributor = factories.member(organization, Role.CONTRIBUTOR)
    factories.grant(factories.dataset(organization=organization), to=contributor)
    client = client_of(contributor)
    few = queries_of(client)

    for _ in range(49):
        factories.grant(factories.dataset(organization=organization), to=contributor)

    assert queries_of(client) == few


def test_the_budget_is_the_same_with_two_hundred_requests(client_of):
    client = client_of(factories.dpnc_user())
    organization = factories.organization(in_family=True)
    factories.request(organization)
    few = queries_of(client)

    for _ in range(20):
        factories.request(organization)

    assert queries_of(client) == few
