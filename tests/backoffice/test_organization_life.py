"""The screens of an organisation that lives: proposed, joined, run, delegated."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from catalog.accounts.joining import Invitation
from catalog.accounts.models import Membership, Organization
from catalog.actions.invitations import invite
from catalog.actions.organization import describe_organization
from catalog.enums import Role
from tests import factories
from tests.client import query_budget
from tests.url_walk.forms import picture

pytestmark = pytest.mark.django_db
CREATE = reverse("backoffice:organization-create")


def url(name, organization, *more):
    return reverse(f"backoffice:{name}", args=[organization.slug, *more])


def test_a_name_in_full_and_a_twin_are_shown_once_and_nothing_typed_is_lost(client_of):
    twin = factories.organization("DRAC Bretagne")
    client = client_of(factories.user())
    name = "Direction régionale des affaires culturelles de Bretagne"
    typed = {"name": name, "kind": "regional", "description": "Ce que nous faisons."}

    doubtful = client.post(CREATE, typed)
    made = client.post(CREATE, typed | {"sure": "on"}, follow=True)

    page = doubtful.content.decode()
    assert doubtful.status_code == 422
    assert "DRAC Bretagne" in page
    assert url("organization-detail", twin) in page
    assert "Ce que nous faisons." in page
    assert Organization.objects.pending().get().name == name
    assert "Attend la validation de la DPNC" in made.content.decode()


def test_the_link_of_an_invitation_serves_its_addressee_after_signing_in(client, client_of):
    organization = factories.organization()
    guest = factories.user("invitee@exemple.org")
    made = invite(
        organization,
        email=guest.email,
        role=Role.EDITOR,
        by=factories.administrator(organization),
    )
    link = reverse("backoffice:invitation-answer", args=[made.token])

    assert "/compte/connexion/" in client.get(link)["Location"]
    assert client_of(factories.user()).get(link).status_code == 403
    invited = client_of(guest)
    assert organization.name in invited.get(link).content.decode()
    assert [invited.post(link).status_code for _ in range(2)] == [302, 302]
    assert Membership.objects.get(user=guest).role == Role.EDITOR
    assert not Invitation.objects.pending().exists()


def test_the_dashboard_puts_what_is_late_first_and_keeps_reasons_to_those_who_read_them(client_of):
    organization = factories.organization(in_family=True)
    long_ago = timezone.now() - timedelta(days=800)
    factories.dataset("Orgues", organization=organization, published=True, at=long_ago)
    factories.dataset("Cloches", organization=organization, published=True)
    factories.request(organization, reason="Parce que je classe les orgues.")
    page = url("organization-dashboard", organization)

    editor = client_of(factories.editor(organization)).get(page).content.decode()
    contributor = client_of(factories.contributor(organization)).get(page).content.decode()

    assert "1 jeu de données en retard" in editor.replace("\xa0", " ")
    assert editor.index("Orgues") < editor.index("Cloches")
    assert "Parce que je classe les orgues." in editor
    assert "Parce que je classe les orgues." not in contributor
    csv = client_of(factories.editor(organization)).get(
        url("organization-statistics", organization)
    )
    assert csv.content.decode().startswith("jour;consultations;téléchargements")


def test_the_dashboard_asks_as_many_queries_with_two_datasets_as_with_twenty(client_of):
    organization = factories.organization()
    client = client_of(factories.administrator(organization))
    page = url("organization-dashboard", organization)
    long_ago = timezone.now() - timedelta(days=800)

    def some(count):
        for _ in range(count):
            factories.dataset(organization=organization, published=True, at=long_ago)
        client.get(page)
        with query_budget(40) as asked:
            client.get(page)
        return len(asked)

    assert some(2) == some(18)


def test_who_may_do_what_is_said_and_changed_on_one_page(client_of):
    organization = factories.organization()
    client = client_of(factories.administrator(organization))
    person = factories.contributor(organization)
    draft = factories.dataset("Orgues", organization=organization)
    page = url("delegation-list", organization)

    client.post(page, {"member": person.pk, "dataset": str(draft.pk), "publish": "on"})
    named = client.get(page).content.decode()
    client.post(url("delegation-withdraw", organization, draft.pk, person.pk))

    assert "le modifier et le publier" in named
    assert not person.has_perm("catalog.change_dataset", draft)
    assert "Personne n’est désigné" in client.get(page).content.decode()


def test_the_siret_and_the_name_of_another_are_shown_before_they_are_written(client_of):
    twin = factories.organization("DRAC Bretagne")
    own = factories.organization("Maison du Sel")
    boss = factories.administrator(own)
    siret = "11004601800013"
    describe_organization(twin, by=factories.platform(), siret=siret)
    client, page = client_of(boss), url("organization-edit", own)
    typed = {"name": own.name, "siret": "110 046 018 00013", "description": "Nos marais."}

    doubtful = client.post(page, typed)
    sure = client.post(page, typed | {"sure": "on"})
    again = client.post(page, typed | {"siret": siret, "acronym": "MS"})

    shown = doubtful.content.decode()
    assert (doubtful.status_code, sure.status_code, again.status_code) == (422, 302, 302)
    assert url("organization-detail", twin) in shown
    assert "Nos marais." in shown
    own.refresh_from_db()
    assert (own.siret, own.acronym) == (siret, "MS")


def test_a_logo_is_removed_only_when_it_is_asked_in_so_many_words(client_of):
    organization = factories.organization()
    client = client_of(factories.administrator(organization))
    page = url("organization-logo", organization)

    def shown():
        organization.refresh_from_db()
        return bool(organization.logo)

    steps = [({}, False), ({"logo": picture()}, True), ({}, True), ({"remove": "on"}, False)]
    assert [(client.post(page, sent), shown())[1] for sent, _ in steps] == [has for _, has in steps]


def test_an_empty_dashboard_says_where_to_begin_and_a_long_one_leads_to_the_rest(client_of):
    organization = factories.organization()
    client = client_of(factories.administrator(organization))
    page = url("organization-dashboard", organization)

    empty = client.get(page).content.decode()
    long_ago = timezone.now() - timedelta(days=800)
    for _ in range(11):
        factories.dataset(organization=organization, published=True, at=long_ago)
    full = client.get(page).content.decode()

    assert "Aucun jeu de données pour l’instant" in empty
    assert "À améliorer" not in empty
    late = f"{reverse('backoffice:dataset-list')}?organisation={organization.slug}&fraicheur=retard"
    assert late.replace("&", "&amp;") in full
    assert "11 jeux" in client.get(late).content.decode().replace("\xa0", " ")
