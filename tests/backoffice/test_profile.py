import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from catalog.actions.help import ask_help
from catalog.actions.invitations import invite
from catalog.enums import Role
from tests import factories

pytestmark = pytest.mark.django_db
PROFILE = reverse("backoffice:profile")


def test_it_shows_who_one_is_and_where_one_belongs(client_of):
    organization = factories.organization("Villa Arson")
    person = factories.editor(organization)

    page = client_of(person).get(PROFILE).content.decode()

    for said in (person.email, "Villa Arson", "éditeur depuis", reverse("account_change_password")):
        assert said in page


def test_one_corrects_ones_name(client_of):
    person = factories.user()

    client_of(person).post(PROFILE, {"first_name": "Zoé", "last_name": "Ngô"})

    person.refresh_from_db()
    assert person.get_full_name() == "Zoé Ngô"


def test_a_name_that_is_an_address_is_refused(client_of):
    person = factories.user()

    response = client_of(person).post(
        PROFILE, {"first_name": "www.exemple.org", "last_name": "Ngô"}
    )

    assert response.status_code == 422
    assert "sans adresse ni lien" in response.content.decode()


def test_ones_last_activities_are_told_in_words(client_of):
    organization = factories.organization()
    editor = factories.editor(organization)
    dataset = factories.dataset("Musées", organization=organization, by=editor)

    page = client_of(editor).get(PROFILE).content.decode()

    assert "Brouillon créé" in page
    assert dataset.title in page


def test_a_former_member_no_longer_reads_the_title_of_a_draft(client_of):
    organization = factories.organization()
    token = factories.canary()
    factories.administrator(organization)
    editor = factories.editor(organization)
    factories.dataset(organization=organization, by=editor, canary=token)
    client = client_of(editor)
    assert token in client.get(PROFILE).content.decode()
    membership = editor.memberships.get()

    client.post(reverse("backoffice:member-remove", args=[organization.slug, membership.pk]))

    assert token not in client.get(PROFILE).content.decode()


def test_the_profile_of_somebody_without_organization_leads_to_the_list(client_of):
    page = client_of(factories.user()).get(PROFILE).content.decode()

    assert "Vous n’appartenez encore à aucune organisation" in page


def test_it_gathers_ones_datasets_requests_helps_and_invitations_and_costs_the_same(client_of):
    organization = factories.organization("Villa Arson")
    person = factories.editor(organization)
    host = factories.organization("Musée du Sel")
    head = factories.administrator(host)
    costs = []
    for count in (1, 60):
        for number in range(count):
            factories.dataset(f"Jeu {count} {number}", organization=organization, by=person)
        ask_help(message="Comment faire", by=person, page="", about=f"Page {count}")
        with CaptureQueriesContext(connection) as queries:
            page = client_of(person).get(PROFILE).content.decode()
        costs.append(len(queries))
    invite(host, by=head, email=person.email, role=Role.EDITOR)
    with_invitation = client_of(person).get(PROFILE).content.decode()

    assert "61 jeux de données" in page
    assert page.count("Jeu 60 ") >= 5
    assert page.count("Aide demandée à la DPNC") == 2
    assert "Musée du Sel" in with_invitation
    assert "vous invite comme éditeur" in with_invitation
    assert costs[0] == costs[1] <= 27
