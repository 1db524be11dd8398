"""An account is unusable before its address is confirmed, and a stranger learns nothing."""

import pytest
from allauth.account.internal.flows.email_verification import send_verification_email_for_user
from allauth.account.models import EmailAddress
from allauth.core import context
from django.core import mail
from django.urls import reverse

from backoffice.access.account_forms import SignUp
from catalog.accounts.models import User
from tests import factories
from tests.accounts.steps import (
    ANSWERS,
    EMAIL,
    PASSWORD,
    SITE,
    html_of,
    only_mail,
    path_in,
    sign_in,
    sign_up,
    signed_in,
)
from tests.client import StrictClient
from tests.forms import plain

pytestmark = pytest.mark.django_db


def test_signing_up_opens_an_account_that_nobody_is_signed_in_to(client):
    response = sign_up(client)

    assert response["Location"] == reverse("account_email_verification_sent")
    assert User.objects.get().get_full_name() == "Achille Verdier"
    assert not EmailAddress.objects.get().verified
    assert not signed_in(client)
    assert EMAIL in client.get(response["Location"]).content.decode()


def test_the_account_is_unusable_before_its_address_is_confirmed(client):
    sign_up(client)

    response = sign_in(client, EMAIL, PASSWORD)

    assert response["Location"] == reverse("account_email_verification_sent")
    assert not signed_in(client)
    assert client.get(reverse("backoffice:home")).status_code == 302


def test_the_mail_is_in_french_and_leads_to_our_own_address(client):
    sign_up(client)

    message = only_mail()
    assert message.to == [EMAIL]
    assert message.subject == "Confirmez votre adresse"
    assert "Un compte vient d’être créé avec cette adresse" in message.body
    assert 'lang="fr"' in html_of(message)
    link = SITE + path_in(message)
    assert f'href="{link}"' in html_of(message)
    assert "testserver" not in message.body + html_of(message)


@pytest.mark.parametrize("method", ["get", "head", "options"])
@pytest.mark.rule("A9")
def test_a_scanner_that_opens_the_link_confirms_nothing(client, method):
    sign_up(client)

    getattr(StrictClient(), method)(path_in(only_mail()))

    assert not EmailAddress.objects.get().verified


def test_pressing_the_button_confirms_and_signs_nobody_in(client):
    sign_up(client)
    link = path_in(only_mail())
    page = client.get(link)

    response = client.post(link)

    assert EMAIL in page.content.decode()
    assert f'action="{link}"' in page.content.decode()
    assert response["Location"] == reverse("account_login")
    assert EmailAddress.objects.get().verified
    assert not signed_in(client)


def test_once_confirmed_signing_in_leads_to_mon_espace(client):
    sign_up(client)
    client.post(path_in(only_mail()))

    response = sign_in(client, EMAIL, PASSWORD)

    assert response["Location"] == reverse("backoffice:home")
    assert signed_in(client)


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.rule("A9")
def test_a_link_that_has_served_says_so(client, method):
    sign_up(client)
    link = path_in(only_mail())
    client.post(link)

    response = getattr(client, method)(link)

    assert response.status_code == 200
    assert "Ce lien n’est plus valable" in response.content.decode()
    assert 'method="post"' not in response.content.decode()


@pytest.mark.rule("A9")
def test_a_link_of_four_days_confirms_nothing(client, settings):
    sign_up(client)
    settings.ACCOUNT_EMAIL_CONFIRMATION_EXPIRE_DAYS = 0

    response = client.post(path_in(only_mail()))

    assert "Ce lien n’est plus valable" in response.content.decode()
    assert not EmailAddress.objects.get().verified


@pytest.mark.rule("A9")
def test_a_forged_link_confirms_nothing(client):
    sign_up(client)
    link = path_in(only_mail())

    response = client.post(f"{link[:-3]}a/")

    assert "Ce lien n’est plus valable" in response.content.decode()
    assert not EmailAddress.objects.get().verified


def test_only_one_confirmation_leaves_in_three_minutes(client):
    sign_up(client)

    for _ in range(3):
        sign_in(client, EMAIL, PASSWORD)
        sign_up(StrictClient())

    assert len(mail.outbox) == 1


def test_a_confirmation_lost_is_sent_again_at_sign_in(client):
    person = factories.user(email=EMAIL)
    EmailAddress.objects.update(verified=False)

    response = sign_in(client, person)

    assert response["Location"] == reverse("account_email_verification_sent")
    client.post(path_in(only_mail()))
    assert EmailAddress.objects.get().verified


# No enumeration


def known():
    return factories.user(email=EMAIL)


def unconfirmed():
    known()
    EmailAddress.objects.update(verified=False)


def closed():
    known()
    User.objects.update(is_active=False)


KNOWN = [known, unconfirmed, closed]


@pytest.mark.parametrize("make", KNOWN)
def test_a_known_address_gets_the_same_answer_as_a_new_one(make):
    make()
    strangers = "nouvelle@musee.exemple.org", EMAIL

    answers = [sign_up(StrictClient(), email=email) for email in strangers]

    first, second = answers
    assert (first.status_code, first["Location"]) == (second.status_code, second["Location"])
    assert sorted(first.headers) == sorted(second.headers)
    assert sorted(first.cookies) == sorted(second.cookies)


@pytest.mark.parametrize("make", KNOWN)
def test_the_page_that_follows_is_the_same_for_a_known_address(make):
    make()

    def page(email):
        client = StrictClient()
        return plain(client.get(sign_up(client, email=email)["Location"]), email)

    assert page("nouvelle@musee.exemple.org") == page(EMAIL)


@pytest.mark.parametrize("typed", [EMAIL, EMAIL.upper(), f"  {EMAIL} "])
def test_a_known_address_makes_no_account_and_tells_its_owner(client, typed):
    owner = known()

    sign_up(client, email=typed, first_name="Autre")

    assert User.objects.get() == owner
    owner.refresh_from_db()
    assert owner.first_name == "Camille"
    assert owner.check_password(factories.PASSWORD)
    message = only_mail()
    assert message.to == [EMAIL]
    assert message.subject == "Vous avez déjà un compte"
    assert "rien n’a changé" in message.body
    assert "rien n’a changé" in html_of(message)
    assert path_in(message) == reverse("account_reset_password")


def test_a_known_address_takes_the_same_time_as_a_new_one(hashes):
    known()

    assert hashes(sign_up, StrictClient(), email="nouvelle@musee.exemple.org") == 1
    assert hashes(sign_up, StrictClient()) == 1


def test_a_refused_form_says_the_same_for_a_known_address():
    known()

    def page(email):
        return plain(sign_up(StrictClient(), email=email, password1="court"), email)

    assert page("nouvelle@musee.exemple.org") == page(EMAIL)


def test_two_forms_at_the_same_moment_make_one_account(client, rf):
    """Both were read before either was saved: the database decides."""
    first, second = SignUp(ANSWERS), SignUp(ANSWERS)
    request = rf.post(reverse("account_signup"))
    request.session = client.session
    with context.request_context(request):
        assert first.is_valid()
        assert second.is_valid()

        person, answer = first.try_save(request)
        assert (person.email, answer) == (EMAIL, None)
        send_verification_email_for_user(request, person)
        person, answer = second.try_save(request)

    assert person is None
    assert answer["Location"] == reverse("account_email_verification_sent")
    assert User.objects.count() == EmailAddress.objects.count() == 1
