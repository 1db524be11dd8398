"""One sign-in for the site, the back office and Wagtail; and Wagtail is for its editors."""

from urllib.parse import unquote

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.urls import NoReverseMatch, reverse

from tests import factories

pytestmark = pytest.mark.django_db

DOORS = [
    "/cms/",
    "/cms/pages/",
    "/cms/users/",
    "/cms/reports/site-history/",
    "/cms/login/",
    "/_util/login/",
]
PASSWORD_PAGES = [
    "/cms/login/",
    "/_util/login/",
    "/cms/password_reset/",
    "/cms/password_reset/done/",
    "/cms/password_reset/confirm/MQ/abc-def/",
    "/cms/password_reset/complete/",
    "/admin/",
    "/admin/login/",
]


def offers_a_password(response):
    return 'type="password"' in response.content.decode()


def writer():
    """Somebody of the group that composes the public pages."""
    person = factories.user()
    person.groups.add(Group.objects.get(name="Rédaction"))
    return person


WITHOUT_RIGHT = {
    "DPNC": factories.dpnc_user,
    "éditeur": factories.editor,
    "administrateur": factories.administrator,
    "contributeur": factories.contributor,
    "inconnu": factories.user,
}


@pytest.mark.parametrize("door", DOORS)
def test_wagtails_doors_lead_to_our_sign_in(client, door):
    response = client.get(door, follow=True)

    last, _ = response.redirect_chain[-1]
    assert last.startswith(reverse("account_login"))
    assert response.status_code == 200


def test_our_sign_in_leads_back_to_the_door(client):
    last, _ = client.get("/cms/pages/", follow=True).redirect_chain[-1]

    assert unquote(last) == f"{reverse('account_login')}?next=/cms/pages/"


@pytest.mark.parametrize("address", PASSWORD_PAGES)
def test_no_page_of_wagtail_or_django_asks_for_a_password(client, address):
    response = client.get(address)

    assert response.status_code in (302, 404)
    assert not offers_a_password(response)


@pytest.mark.parametrize("address", PASSWORD_PAGES)
def test_no_page_of_wagtail_or_django_takes_a_password(client, address):
    person = factories.superuser()

    client.post(address, {"username": person.email, "password": factories.PASSWORD})

    assert "_auth_user_id" not in client.session


def test_djangos_own_administration_is_not_installed():
    assert not apps.is_installed("django.contrib.admin")
    with pytest.raises(NoReverseMatch):
        reverse("admin:index")


@pytest.mark.parametrize("page", ["wagtailadmin_account", "wagtailusers_users:add"])
def test_wagtail_changes_no_password(client_of, page):
    response = client_of(factories.superuser()).get(reverse(page))

    assert response.status_code == 200
    assert not offers_a_password(response)


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("who", WITHOUT_RIGHT)
def test_who_has_no_right_in_wagtail_is_told_so_and_turned_away(client_of, who, door):
    client = client_of(WITHOUT_RIGHT[who]())

    response = client.get(door, follow=True)

    assert response.status_code == 403
    assert "réservé à sa rédaction" in response.content.decode()
    assert len(response.redirect_chain) <= 1


@pytest.mark.parametrize("make", [writer, factories.superuser])
def test_who_composes_the_pages_enters(client_of, make):
    client = client_of(make())

    assert client.get("/cms/").status_code == 200
    for door in ("/cms/login/", "/_util/login/"):
        assert client.get(door)["Location"] == "/cms/"


@pytest.mark.parametrize("address", ["/cms/users/", "/cms/groups/", "/cms/sites/"])
def test_who_composes_the_pages_does_not_manage_people(client_of, address):
    response = client_of(writer()).get(address, follow=True)

    assert response.redirect_chain[-1][0] == "/cms/"
