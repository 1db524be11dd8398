"""Sign-in by ProConnect, and every answer of a provider that must open no session."""

import time
from urllib.parse import parse_qs, parse_qsl, urlsplit

import jwt
import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.core import mail
from django.urls import reverse

from backoffice.access.proconnect import SESSION
from catalog.accounts.keys import ApiKey
from catalog.accounts.models import User
from tests import factories
from tests.client import StrictClient
from tests.oidc.provider import OTHER_KEY, SECRET, Spoilt, provider_of

pytestmark = pytest.mark.django_db
START = reverse("proconnect_login")
HOME = reverse("backoffice:home")
EMAIL = "ines.roussel@culture.example"


@pytest.fixture
def provider(settings):
    names = {"given_name": "Inès", "usual_name": "Roussel"}
    with provider_of(sub="sub-de-inès", email=EMAIL, **names) as made:
        settings.SOCIALACCOUNT_PROVIDERS = made.settings
        yield made


def leave(client, **query):
    return client.get(START, query)["Location"]


def back(provider, address):
    """Return the path of the callback, once the person said yes."""
    return provider.authorize(address).removeprefix("http://127.0.0.1:8000")


def sign_in(provider, client=None, **query):
    client = client or StrictClient()
    return client, client.get(back(provider, leave(client, **query)))


def is_in(client):
    return "_auth_user_id" in client.session


def test_somebody_new_enters_with_the_name_and_address_that_were_signed(provider):
    client, answer = sign_in(provider)

    person = User.objects.get(email=EMAIL)
    assert (answer["Location"], is_in(client)) == (HOME, True)
    assert str(person) == "Inès Roussel"
    assert not person.has_usable_password()
    assert SocialAccount.objects.get(user=person).uid == "sub-de-inès"
    assert EmailAddress.objects.get(user=person).verified


@pytest.mark.rule("A5")
def test_the_request_carries_what_ties_it_to_this_browser(provider):
    asked = dict(parse_qsl(urlsplit(leave(StrictClient())).query))
    again = dict(parse_qsl(urlsplit(leave(StrictClient())).query))

    assert asked["response_type"] == "code"
    assert asked["redirect_uri"] == "http://127.0.0.1:8000/compte/proconnect/retour/"
    assert asked["code_challenge_method"] == "S256"
    for name in ("state", "nonce", "code_challenge"):
        assert len(asked[name]) >= 16
        assert asked[name] != again[name]


@pytest.mark.rule("E6")
def test_the_key_is_the_sub_whatever_becomes_of_the_address(provider):
    sign_in(provider)
    provider.person |= {"email": "roussel@culture.example"}

    client, _ = sign_in(provider)

    assert is_in(client)
    assert list(User.objects.values_list("email", flat=True)) == [EMAIL]


def claims(**lies):
    return lambda told: told.update(lies)


def without(name):
    return lambda told: told.pop(name)


BROKEN = {
    "wrong nonce": Spoilt(claims=claims(nonce="celui-d’un-autre")),
    "no nonce": Spoilt(claims=without("nonce")),
    "wrong audience": Spoilt(claims=claims(aud="autre-site")),
    "wrong issuer": Spoilt(claims=claims(iss="https://ailleurs.example")),
    "expired": Spoilt(claims=claims(exp=int(time.time()) - 3600)),
    "without an end": Spoilt(claims=without("exp")),
    "not signed": Spoilt(algorithm="none"),
    "signed with our own secret": Spoilt(algorithm="HS256", key=SECRET),
    "signed by another": Spoilt(key=OTHER_KEY),
    "signed with an unknown key": Spoilt(key_name="clé-2"),
    "no identity": Spoilt(gives_id_token=False),
    "person not signed": Spoilt(signs_person=False),
    "person of another site": Spoilt(person=claims(aud="autre-site")),
    "another person": Spoilt(person=claims(sub="sub-d’un-autre")),
    "no address": Spoilt(person=without("email")),
    "another provider's page": Spoilt(issuer="https://ailleurs.example"),
}


@pytest.mark.parametrize("how", BROKEN)
@pytest.mark.rule("A5")
def test_a_broken_answer_opens_no_session(provider, how):
    client = StrictClient()
    address = leave(client)
    provider.spoilt = BROKEN[how]

    answer = client.get(back(provider, address))

    assert answer.status_code == 401
    assert "n’a pas pu vous connecter" in answer.content.decode()
    assert not is_in(client)
    assert not User.objects.exists()


def replayed(provider, client):
    address = back(provider, leave(client))
    client.get(address)
    client.logout()
    return address


def code_of_another_request(provider, client):
    first = parse_qs(urlsplit(back(provider, leave(client))).query)
    second = parse_qs(urlsplit(back(provider, leave(client))).query)
    return f"{reverse('proconnect_callback')}?code={first['code'][0]}&state={second['state'][0]}"


MISUSED = {
    "no state": lambda provider, client: back(provider, leave(client)).partition("&state=")[0],
    "invented state": lambda provider, client: (
        back(provider, leave(client)).partition("&state=")[0] + "&state=inventé"
    ),
    "another browser's state": lambda provider, client: back(provider, leave(StrictClient())),
    "an answer that has served": replayed,
    "the code of another request": code_of_another_request,
    "an error of the provider": lambda provider, client: (
        f"{reverse('proconnect_callback')}?error=server_error"
        f"&state={parse_qs(urlsplit(leave(client)).query)['state'][0]}"
    ),
}


@pytest.mark.parametrize("how", MISUSED)
@pytest.mark.rule("A5")
def test_an_answer_that_is_not_this_browser_s_opens_no_session(provider, how):
    client = StrictClient()
    address = MISUSED[how](provider, client)

    answer = client.get(address)

    assert answer.status_code == 401
    assert not is_in(client)


def test_who_says_no_comes_back_to_the_sign_in(provider):
    client = StrictClient()
    state = parse_qs(urlsplit(leave(client)).query)["state"][0]

    answer = client.get(
        reverse("proconnect_callback"), {"error": "access_denied", "state": state}, follow=True
    )

    assert answer.redirect_chain[-1][0] == reverse("account_login")


@pytest.mark.parametrize(
    ("asked", "led_to"),
    [
        ("/espace/profil/", "/espace/profil/"),
        ("//ailleurs.example", HOME),
        ("/\\ailleurs.example", HOME),
        ("https:ailleurs.example", HOME),
        ("https://ailleurs.example/", HOME),
        ("/%0d%0aLocation:https://ailleurs.example", "/%0d%0aLocation:https://ailleurs.example"),
    ],
)
@pytest.mark.rule("A5")
def test_one_comes_back_to_our_own_pages(provider, asked, led_to):
    _, answer = sign_in(provider, next=asked)

    assert answer["Location"] == led_to


@pytest.mark.rule("E6")
def test_a_confirmed_account_is_joined_when_the_provider_vouches_for_the_address(provider):
    person = factories.user(EMAIL)

    client, _ = sign_in(provider)

    assert client.session["_auth_user_id"] == str(person.pk)
    assert SocialAccount.objects.get().user == person


@pytest.mark.rule("E6")
def test_an_address_that_nobody_vouches_for_joins_nothing(provider, settings):
    factories.user("ines@ailleurs.example")
    provider.person |= {"email": "ines@ailleurs.example"}

    client, answer = sign_in(provider)

    assert (answer.status_code, is_in(client)) == (409, False)
    assert not SocialAccount.objects.exists()


@pytest.mark.rule("E6")
def test_an_account_that_was_never_confirmed_is_neither_taken_over_nor_left_open(provider):
    impostor = factories.user(EMAIL)
    EmailAddress.objects.update(verified=False)
    token = factories.token(impostor)
    inside = StrictClient()
    inside.force_login(impostor)

    client, answer = sign_in(provider)

    impostor.refresh_from_db()
    assert (answer.status_code, is_in(client)) == (409, False)
    assert not SocialAccount.objects.exists()
    assert not impostor.has_usable_password()
    assert inside.get(HOME).status_code == 302
    assert not ApiKey.objects.usable().exists()
    assert StrictClient().get("/api/1/datasets/", headers={"X-API-KEY": token}).status_code == 401


@pytest.mark.rule("E6")
def test_a_closed_account_does_not_enter(provider):
    sign_in(provider)
    User.objects.update(is_active=False)

    client, _ = sign_in(provider)

    assert not is_in(client)


@pytest.mark.rule("A6")
def test_signing_out_ends_the_session_there_too(provider):
    client, _ = sign_in(provider)

    left = client.post(reverse("account_logout"))["Location"]

    asked = dict(parse_qsl(urlsplit(left).query))
    assert left.startswith(f"{provider.issuer}/session/end?")
    hint = jwt.decode(asked["id_token_hint"], options={"verify_signature": False})
    assert hint["sub"] == "sub-de-inès"
    assert asked["state"]
    assert asked["post_logout_redirect_uri"] == "http://127.0.0.1:8000/"
    assert not is_in(client)


@pytest.mark.parametrize(("amr", "status"), [(("pwd",), 302), (("pwd", "mfa"), 200)])
@pytest.mark.rule("A6")
def test_a_second_factor_that_the_provider_asked_for_counts(provider, settings, amr, status):
    settings.MFA_REQUIRED = True
    provider.amr = amr
    factories.dpnc_user(email=EMAIL)

    client, _ = sign_in(provider)

    assert client.get(HOME).status_code == status
    assert client.session[SESSION]["acr"] == "eidas1"
    assert client.session[SESSION]["amr"] == list(amr)


def test_without_its_address_there_is_no_proconnect(settings):
    settings.SOCIALACCOUNT_PROVIDERS = {}
    client = StrictClient()

    assert client.get(START).status_code == 404
    assert client.get(reverse("proconnect_callback")).status_code == 404
    assert "ProConnect" not in client.get(reverse("account_login")).content.decode()


@pytest.mark.django_db(transaction=True)
def test_joining_an_account_is_told_by_mail(provider):
    factories.user(EMAIL)
    mail.outbox.clear()

    sign_in(provider)

    assert [message.subject for message in mail.outbox] == ["Votre compte est relié à ProConnect"]


def test_a_provider_that_does_not_answer_is_said_so(provider, settings):
    app = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]
    app["settings"]["server_url"] = "http://127.0.0.1:9/api/v2"

    answer = StrictClient().get(START)

    assert answer.status_code == 401
    assert "n’a pas pu vous connecter" in answer.content.decode()
