"""The second factor: asked of those whose rights are wide, and of nobody twice for nothing."""

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.urls import reverse

from tests import factories
from tests.client import StrictClient
from tests.telephone import code_of

pytestmark = pytest.mark.django_db
SIGN_IN = reverse("account_login")
SET_UP = reverse("mfa_activate_totp")


def sign_in(person):
    client = StrictClient()
    answer = client.post(SIGN_IN, {"login": person.email, "password": factories.PASSWORD})
    return client, answer


def protected(person):
    """Give the person a telephone by the screens; return its secret."""
    client, _ = sign_in(person)
    asked_again = client.get(SET_UP)["Location"]
    client.post(asked_again, {"password": factories.PASSWORD})
    secret = client.get(SET_UP).context["form"].secret
    done = client.post(SET_UP, {"code": code_of(secret, -1)})
    assert done["Location"] == reverse("mfa_view_recovery_codes")
    return client, secret


@pytest.mark.django_db(transaction=True)
def test_a_telephone_is_set_up_kept_locked_told_by_mail_and_asked_at_the_sign_in():
    person = factories.user()
    _, secret = protected(person)

    kept = Authenticator.objects.get(user=person, type="totp").data["secret"]
    client, answer = sign_in(person)
    wrong = client.post(answer["Location"], {"code": "000000"})
    still_out = client.get(reverse("backoffice:home"))
    right = client.post(answer["Location"], {"code": code_of(secret)})

    assert secret not in kept
    assert mail.outbox[-1].subject == "Une application sur téléphone protège votre compte"
    assert mail.outbox[-1].alternatives
    assert answer["Location"] == reverse("mfa_authenticate")
    assert "pas le bon" in wrong.content.decode()
    assert still_out["Location"].startswith(SIGN_IN)
    assert right["Location"] == reverse("backoffice:home")
    assert client.get(right["Location"]).status_code == 200


def test_a_spare_code_enters_once():
    person = factories.user()
    holder, _ = protected(person)
    code = holder.get(reverse("mfa_view_recovery_codes")).context["unused_codes"][0]

    entered = []
    for _ in range(2):
        client, answer = sign_in(person)
        client.post(answer["Location"], {"code": code})
        entered.append("_auth_user_id" in client.session)

    assert entered == [True, False]


REQUIRED_OF = {
    "DPNC": (factories.dpnc_user, True),
    "platform": (factories.superuser, True),
    "administrator": (factories.administrator, False),
    "editor": (factories.editor, False),
    "stranger": (factories.user, False),
}


@pytest.mark.parametrize("who", REQUIRED_OF)
def test_who_must_have_one_reaches_only_the_page_that_sets_it_up(client_of, settings, who):
    settings.MFA_REQUIRED = True
    make, required = REQUIRED_OF[who]
    person = make()
    key = factories.token(person)
    client = client_of(person)

    answers = {
        "home": client.get(reverse("backoffice:home")).status_code,
        "public": client.get("/explorer/").status_code,
        "form": client.post(reverse("backoffice:profile"), {"first_name": "A"}).status_code,
        "api": client.get("/api/1/datasets/").status_code,
        "key": StrictClient().get("/api/1/datasets/", headers={"X-API-KEY": key}).status_code,
        "setting up": client.get(reverse("mfa_index")).status_code,
        "signing out": client.get(reverse("account_logout")).status_code,
    }

    held = {"home": 302, "public": 302, "form": 403, "api": 403, "key": 401}
    free = {"home": 200, "public": 200, "form": 422, "api": 200, "key": 200}
    assert answers == (held if required else free) | {"setting up": 200, "signing out": 200}


def test_once_set_up_everything_opens_and_the_last_one_is_not_removed(settings):
    settings.MFA_REQUIRED = True
    client, _ = protected(factories.dpnc_user())

    assert client.get(reverse("backoffice:home")).status_code == 200
    client.post(reverse("mfa_deactivate_totp"))
    assert Authenticator.objects.filter(type="totp").exists()
    page = client.get(reverse("mfa_deactivate_totp")).content.decode()
    assert "Votre rôle demande un second facteur" in page


def test_the_pages_of_the_second_factor_are_ours(client_of):
    client, _ = protected(factories.user())

    for name in (
        "mfa_index",
        "mfa_list_webauthn",
        "mfa_add_webauthn",
        "mfa_view_recovery_codes",
        "mfa_generate_recovery_codes",
        "mfa_deactivate_totp",
        "mfa_reauthenticate",
    ):
        page = client.get(reverse(name))
        assert page.status_code == 200, name
        assert "fr-header" in page.content.decode(), name


def test_a_new_key_of_the_site_opens_what_the_former_one_locked_while_it_is_kept(settings):
    person = factories.user()
    _, secret = protected(person)
    settings.SECRET_KEY, former = "une-autre-clé-du-site", settings.SECRET_KEY

    entered = []
    for kept in ([], [former]):
        settings.SECRET_KEY_FALLBACKS = kept
        client, answer = sign_in(person)
        client.post(answer["Location"], {"code": code_of(secret)})
        entered.append("_auth_user_id" in client.session)

    assert entered == [False, True]
