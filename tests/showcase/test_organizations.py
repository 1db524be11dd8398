from html import unescape

import pytest

from catalog.actions.organization import describe_organization
from tests import factories

pytestmark = pytest.mark.django_db


def read(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def test_the_list_counts_what_each_has_published(client):
    orgues = factories.organization("Service des orgues", acronym="SDO")
    factories.organization("Service des cloches")
    factories.dataset(organization=orgues, published=True)
    factories.dataset(organization=orgues, published=True)
    factories.dataset(organization=orgues)
    factories.dataset(organization=orgues, state="archived")

    page = read(client, "/organisations/")

    counts = {
        publisher.organization.name: publisher.datasets
        for publisher in client.get("/organisations/").context["publishers"]
    }
    assert counts == {"Service des orgues": 2, "Service des cloches": 0}
    assert "2 organisations, dont 1 a publié des données." in page
    assert "Service des orgues (SDO)" in page


def test_the_page_shows_its_datasets_and_no_draft(client, client_of):
    secret = factories.canary()
    publisher = factories.organization("Service des orgues", description="Les **buffets**.")
    factories.dataset("Orgues de France", organization=publisher, published=True)
    factories.dataset(organization=publisher, canary=secret)

    for reader in (client, client_of(factories.editor(publisher))):
        page = read(reader, publisher.get_absolute_url())

        assert "Orgues de France" in page
        assert "1 jeu de données" in page
        assert "<strong>buffets</strong>" in page
        assert secret not in page


def test_the_family_is_linked_both_ways(client):
    parent = factories.organization("Ministère des Arts")
    child = factories.organization("Service des orgues", parent=parent)

    assert child.get_absolute_url() in read(client, parent.get_absolute_url())
    assert parent.get_absolute_url() in read(client, child.get_absolute_url())


def test_one_may_ask_to_join(client):
    publisher = factories.organization("Service des orgues")

    page = read(client, publisher.get_absolute_url())

    assert "Demander à rejoindre" in page
    assert "service-des-orgues/" in page.split("Demander à rejoindre")[0].rsplit("href=", 1)[1]


def test_a_former_address_and_the_id_lead_to_the_current_one(client):
    publisher = factories.organization("Service des orgues")
    former = publisher.get_absolute_url()
    publisher = describe_organization(publisher, by=factories.platform(), name="Pôle des orgues")

    for address in (former, f"/organisations/{publisher.pk}/"):
        answer = client.get(address)

        assert (answer.status_code, answer["Location"]) == (301, publisher.get_absolute_url())


def test_an_unknown_organization_is_not_found(client):
    assert client.get("/organisations/inconnue/").status_code == 404


@pytest.mark.parametrize("number", ["2", "abc", "\x00", "9" * 50])
def test_a_page_that_does_not_exist_leads_to_one_that_does(client, number):
    publisher = factories.organization()

    for address in ("/organisations/", publisher.get_absolute_url()):
        assert client.get(address, {"page": number}).status_code == 200


def test_datasets_come_by_twenty(client):
    publisher = factories.organization()
    for _ in range(21):
        factories.dataset(organization=publisher, with_link=True, published=True)

    answer = client.get(publisher.get_absolute_url(), {"page": "2"})

    assert len(answer.context["listing"].rows) == 1
    assert answer.context["listing"].total == 21


def test_a_visitor_gets_no_cookie_and_no_form_key(client):
    publisher = factories.organization()

    for address in ("/organisations/", publisher.get_absolute_url()):
        answer = client.get(address)

        assert not answer.cookies
        assert "csrf" not in answer.content.decode()


def test_the_datasets_of_the_whole_family_are_one_link_away(client):
    ministry = factories.organization("Ministère des Arts")
    service = factories.organization("Service des orgues", parent=ministry)
    workshop = factories.organization("Atelier des buffets", parent=service)
    factories.dataset("Arts", organization=ministry, published=True)
    factories.dataset("Orgues", organization=service, published=True)
    factories.dataset("Buffets", organization=workshop, published=True)
    factories.dataset("Brouillon", organization=service)

    alone = client.get(ministry.get_absolute_url())
    whole = client.get(ministry.get_absolute_url(), {"famille": "1"})

    assert alone.context["listing"].total == 1
    assert "Avec les organisations rattachées" in alone.content.decode()
    assert {row.dataset.title for row in whole.context["listing"].rows} == {
        *("Arts", "Orgues", "Buffets")
    }
    assert "Les siens seulement" in whole.content.decode()
