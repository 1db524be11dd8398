"""Signing in tells nothing of who has an account, and leads nowhere but here."""

from urllib.parse import urljoin, urlsplit

import pytest
from allauth.account.models import EmailAddress
from django.urls import reverse

from catalog.accounts.models import User
from tests import factories
from tests.accounts.steps import sign_in, signed_in
from tests.client import StrictClient
from tests.forms import plain

pytestmark = pytest.mark.django_db

UNKNOWN = "personne.du.tout@musee.exemple.org"
ELSEWHERE = [
    "https://evil.example/",
    "//evil.example/",
    "///evil.example/",
    "/\\evil.example",
    "\\\\evil.example",
    "https:evil.example",
    "https:///evil.example",
    "http://testserver@evil.example/",
    "http://testserver.evil.example/",
    "javascript:alert(1)",
    "\x01//evil.example",
    " //evil.example",
    "/\t/evil.example",
    "/\r\nLocation: https://evil.example",
    "%0d%0a//evil.example",
]


def test_signing_in_leads_to_mon_espace(client, person):
    response = sign_in(client, person)

    assert response["Location"] == reverse("backoffice:home")
    assert signed_in(client) == str(person.pk)


@pytest.mark.parametrize("typed", ["MIREILLE@Musee.Exemple.org", " mireille@musee.exemple.org "])
def test_the_address_may_be_typed_in_capitals_or_with_blanks(client, person, typed):
    sign_in(client, typed)

    assert signed_in(client) == str(person.pk)


def refused(email):
    response = sign_in(StrictClient(), email, "Pas le bon mot de passe")
    assert response.status_code == 200
    assert "Cette adresse et ce mot de passe ne vont pas ensemble" in response.content.decode()
    assert "Vous n’êtes pas connecté" in response.content.decode()
    return response


def unchanged(person):
    """The account is open and confirmed."""


def closed(person):
    User.objects.update(is_active=False)


def unconfirmed(person):
    EmailAddress.objects.update(verified=False)


@pytest.mark.parametrize("change", [unchanged, closed, unconfirmed])
@pytest.mark.rule("A3")
def test_an_unknown_address_and_a_wrong_password_get_the_same_page(person, change):
    change(person)

    known, unknown = refused(person.email), refused(UNKNOWN)

    assert plain(known, person.email) == plain(unknown, UNKNOWN)
    assert sorted(known.headers) == sorted(unknown.headers)
    assert sorted(known.cookies) == sorted(unknown.cookies)


@pytest.mark.rule("A3")
def test_an_unknown_address_and_a_wrong_password_take_the_same_time(person, hashes):
    person.set_password(factories.PASSWORD)
    person.save()

    assert hashes(sign_in, StrictClient(), person, "Pas le bon") == 1
    assert hashes(sign_in, StrictClient(), UNKNOWN, "Pas le bon") == 1


def test_the_password_is_never_written_back(client, person):
    response = sign_in(client, person, "Pas le bon mot de passe")

    assert "Pas le bon" not in response.content.decode()


@pytest.mark.rule("A7")
def test_the_key_of_the_session_changes_at_sign_in(client, person):
    session = client.session
    session["before"] = True
    session.save()
    client.cookies["session"] = session.session_key

    sign_in(client, person)

    assert client.session["before"]
    assert client.session.session_key != session.session_key
    assert signed_in(StrictClient(headers={"cookie": f"session={session.session_key}"})) is None


def test_a_closed_account_is_told_so_to_its_owner_only(client, person):
    closed(person)

    response = sign_in(client, person)

    assert response["Location"] == reverse("account_inactive")
    assert "Ce compte est désactivé" in client.get(response["Location"]).content.decode()
    assert not signed_in(client)


def test_an_account_closed_meanwhile_is_signed_out(client_of, person):
    client = client_of(person)
    assert client.get(reverse("backoffice:home")).status_code == 200

    closed(person)

    assert client.get(reverse("backoffice:home")).status_code == 302


@pytest.mark.parametrize(("remember", "until_closing"), [("", True), ("on", False)])
def test_the_session_outlives_the_browser_only_if_asked(client, person, remember, until_closing):
    answers = {"login": person.email, "password": factories.PASSWORD, "remember": remember}

    response = client.post(reverse("account_login"), answers)

    assert (response.cookies["session"]["max-age"] == "") is until_closing
    assert client.session.get_expiry_age() <= 7 * 24 * 3600


# Nowhere but here


def assert_local(address):
    """As a browser reads it: without line ends, and taking the one slash for the other."""
    assert address.isprintable()
    read = urlsplit(urljoin("http://testserver/compte/", address.strip().replace("\\", "/")))
    assert (read.scheme, read.netloc) == ("http", "testserver")


@pytest.mark.parametrize("place", ELSEWHERE)
@pytest.mark.rule("A5")
def test_signing_in_does_not_lead_elsewhere(client, person, place):
    answers = {"login": person.email, "password": factories.PASSWORD, "next": place}

    response = client.post(reverse("account_login"), answers)

    assert signed_in(client)
    assert_local(response["Location"])


@pytest.mark.parametrize("place", ELSEWHERE)
@pytest.mark.parametrize("page", ["account_login", "account_signup", "account_logout"])
@pytest.mark.rule("A5")
def test_an_address_that_somebody_was_given_does_not_lead_elsewhere(client_of, page, place):
    client = client_of(factories.user())

    response = client.post(reverse(page, query={"next": place}))

    assert response.status_code == 302
    assert_local(response["Location"])


@pytest.mark.parametrize("place", ["/explorer/?q=tapisseries&page=2", "/espace/"])
def test_signing_in_leads_back_to_the_page_that_asked_for_it(client, person, place):
    page = client.get(reverse("account_login", query={"next": place}))
    answers = {"login": person.email, "password": factories.PASSWORD, "next": place}

    assert f'name="next" value="{place.replace("&", "&amp;")}"' in page.content.decode()
    assert client.post(reverse("account_login"), answers)["Location"] == place


# Out


def test_opening_the_sign_out_page_signs_nobody_out(client_of, person):
    client = client_of(person)

    response = client.get(reverse("account_logout"))

    assert 'method="post"' in response.content.decode()
    assert signed_in(client)


def test_the_button_signs_out_and_leads_to_the_public_site(client_of, person):
    client = client_of(person)
    key = client.session.session_key

    response = client.post(reverse("account_logout"))

    assert response["Location"] == "/"
    assert not signed_in(client)
    assert not signed_in(StrictClient(headers={"cookie": f"session={key}"}))


@pytest.mark.rule("A8")
def test_signing_out_needs_the_key_of_the_form(person):
    client = StrictClient(enforce_csrf_checks=True)
    client.force_login(person)

    assert client.post(reverse("account_logout")).status_code == 403
    assert signed_in(client)


# Ours


@pytest.mark.parametrize(
    "page",
    [
        "account_login",
        "account_signup",
        "account_inactive",
        "account_email_verification_sent",
        "account_reset_password",
        "account_reset_password_done",
        "account_reset_password_from_key_done",
    ],
)
@pytest.mark.parametrize("accept", ["text/html", "application/json"])
def test_every_account_page_is_one_of_ours(client, page, accept):
    response = client.get(reverse(page), headers={"accept": accept, "x-requested-with": "fetch"})

    assert response["Content-Type"] == "text/html; charset=utf-8"
    assert any(used.name == "account/base.html" for used in response.templates)


@pytest.mark.parametrize("name", ["x-requested-with", "accept"])
def test_a_sign_in_is_answered_by_a_page_to_everybody(client, person, name):
    value = {"x-requested-with": "XMLHttpRequest", "accept": "application/json"}[name]

    response = sign_in(client, person, "Pas le bon", headers={name: value})

    assert response["Content-Type"] == "text/html; charset=utf-8"
