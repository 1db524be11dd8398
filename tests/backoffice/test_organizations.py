"""Organisations, their members and their roles."""

import pytest
from django.core import mail
from django.urls import reverse

from catalog.accounts.models import Membership
from catalog.enums import Role
from tests import factories
from tests.client import query_budget

pytestmark = pytest.mark.django_db
LIST = reverse("backoffice:organization-list")


def url(name, organization, *more):
    return reverse(f"backoffice:{name}", args=[organization.slug, *more])


def membership_of(person):
    return Membership.objects.get(user=person)


@pytest.mark.parametrize("typed", ["bibliotheque", "BIBLIOTHÈQUE nationale", "bnf"])
def test_an_organization_is_found_by_its_name_or_acronym(client_of, typed):
    found = factories.organization("Bibliothèque nationale de France", acronym="BnF")
    factories.organization("Musée du quai")

    page = client_of(factories.user()).get(LIST, {"q": typed}).content.decode()

    assert found.name in page
    assert "Musée du quai" not in page


def test_the_list_says_where_one_stands(client_of):
    own, asked, other = (factories.organization() for _ in range(3))
    person = factories.editor(own)
    factories.request(asked, by=person)

    page = client_of(person).get(LIST).content.decode()

    assert "Vous y êtes éditeur" in page
    assert "Demande en attente" in page
    assert url("request-create", other) in page
    assert url("request-create", own) not in page


def test_the_list_asks_as_many_queries_with_two_as_with_two_hundred(client_of):
    client = client_of(factories.editor())
    factories.organization()
    client.get(LIST)
    with query_budget(16) as few:
        client.get(LIST)

    for _ in range(198):
        factories.organization(in_family=True)

    with query_budget(16) as many:
        client.get(LIST)
    assert len(many) == len(few)


def test_members_are_shown_to_members_and_to_nobody_else(client_of):
    organization = factories.organization()
    editor = factories.editor(organization)
    page_url = url("organization-detail", organization)

    assert "Membres</h2>" in client_of(editor).get(page_url).content.decode()
    stranger = client_of(factories.user()).get(page_url).content.decode()
    assert "Membres</h2>" not in stranger
    assert "Demander à rejoindre" in stranger


def test_the_page_asks_as_many_queries_with_two_members_as_with_forty(client_of):
    organization = factories.organization()
    client = client_of(factories.administrator(organization))
    client.get(url("organization-detail", organization))
    with query_budget(16) as few:
        client.get(url("organization-detail", organization))

    for _ in range(40):
        factories.editor(organization)

    with query_budget(16) as many:
        client.get(url("organization-detail", organization))
    assert len(many) == len(few)


def test_an_administrator_changes_a_role_and_the_person_is_told(client_of):
    organization = factories.organization()
    editor = factories.editor(organization)
    client = client_of(factories.administrator(organization))
    mail.outbox.clear()

    client.post(url("member-role", organization, membership_of(editor).pk), {"role": "contributor"})

    assert membership_of(editor).role == Role.CONTRIBUTOR
    (sent,) = mail.outbox
    assert sent.to == [editor.email]
    assert Role.CONTRIBUTOR.allows in sent.body


def test_the_last_administrator_keeps_the_role_and_stays(client_of):
    organization = factories.organization()
    administrator = factories.administrator(organization)
    client, key = client_of(administrator), membership_of(administrator).pk

    for name, form in (("member-role", {"role": "editor"}), ("member-remove", {})):
        response = client.post(url(name, organization, key), form)
        assert response.status_code == 422
        assert "dernière personne à administrer" in response.content.decode()

    assert membership_of(administrator).role == Role.ADMINISTRATOR


def test_a_removed_member_is_told_and_loses_the_rights_given(client_of):
    organization = factories.organization()
    dataset = factories.dataset(organization=organization)
    contributor = factories.grant(dataset)
    client = client_of(factories.administrator(organization))
    mail.outbox.clear()

    client.post(url("member-remove", organization, membership_of(contributor).pk))

    assert not Membership.objects.filter(user=contributor).exists()
    assert not contributor.has_perm("catalog.change_dataset", dataset)
    assert mail.outbox[0].to == [contributor.email]
    assert "vous a retiré" in mail.outbox[0].body


def test_one_leaves_by_oneself(client_of):
    organization = factories.organization()
    editor = factories.editor(organization)
    client, leave = client_of(editor), url("member-remove", organization, membership_of(editor).pk)
    mail.outbox.clear()
    assert "Quitter «" in client.get(leave).content.decode()

    page = client.post(leave, follow=True).content.decode()

    assert "Vous avez quitté" in page
    assert "Vous avez quitté cette organisation." in mail.outbox[0].body


def test_an_editor_manages_nobody(client_of):
    organization = factories.organization()
    other = membership_of(factories.editor(organization))
    client = client_of(factories.editor(organization))

    for name in ("member-role", "member-remove"):
        assert client.post(url(name, organization, other.pk), {"role": "editor"}).status_code == 403
    assert client.get(url("organization-edit", organization)).status_code == 403


def test_members_of_another_organization_do_not_exist(client_of):
    organization = factories.organization()
    member = membership_of(factories.editor(organization))
    stranger = client_of(factories.administrator(factories.organization()))

    for name in ("member-role", "member-remove"):
        assert stranger.get(url(name, organization, member.pk)).status_code == 404


def test_an_administrator_describes_the_organization(client_of):
    organization = factories.organization("Villa Arson")
    client = client_of(factories.administrator(organization))

    response = client.post(
        url("organization-edit", organization),
        {"name": "Villa Arson, Nice", "description": "École"},
    )

    organization.refresh_from_db()
    assert (organization.name, organization.description) == ("Villa Arson, Nice", "École")
    assert response.url == url("organization-detail", organization)


def test_a_name_already_taken_is_refused_and_kept_in_the_form(client_of):
    taken, organization = factories.organization("CNL"), factories.organization()
    client = client_of(factories.administrator(organization))

    response = client.post(
        url("organization-edit", organization), {"name": taken.name, "description": "Mon texte"}
    )

    assert response.status_code == 422
    assert "s’appelle déjà" in response.content.decode()
    assert "Mon texte" in response.content.decode()


def test_a_former_address_still_leads_to_the_organization(client_of):
    organization = factories.organization("Villa Arson")
    client = client_of(factories.administrator(organization))
    before = url("organization-detail", organization)

    client.post(url("organization-edit", organization), {"name": "Villa de Nice"})

    assert "Villa de Nice" in client.get(before).content.decode()
