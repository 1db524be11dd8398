"""A new password: asked for by anybody, chosen once, and the end of every other session."""

import pytest
from django.core import mail
from django.urls import reverse

from catalog.accounts.models import User
from config import settings as real_settings
from tests import factories
from tests.accounts.steps import (
    PASSWORDS_REFUSED,
    SITE,
    html_of,
    only_mail,
    path_in,
    sign_in,
    signed_in,
)
from tests.client import StrictClient
from tests.forms import form_to, plain

pytestmark = pytest.mark.django_db

NEW = "Une autre phrase de passe"
UNKNOWN = "personne.du.tout@musee.exemple.org"


def ask(email, client=None):
    return (client or StrictClient()).post(reverse("account_reset_password"), {"email": email})


def choose(link, password=NEW, client=None):
    """Follow the mail's link to its form, and send it."""
    client = client or StrictClient()
    page = client.get(client.get(link)["Location"])
    return client.post(page.context["action_url"], {"password1": password})


def link_for(person):
    ask(person.email)
    link = path_in(mail.outbox[-1])
    mail.outbox.clear()
    return link


def person_of(link):
    return link.rstrip("/").rpartition("/")[2].partition("-")[0]


def key_of(link):
    return link.rstrip("/").rpartition("/")[2].partition("-")[2]


@pytest.mark.rule("A3")
def test_asking_answers_the_same_for_a_known_and_an_unknown_address(person):
    known, unknown = ask(person.email), ask(UNKNOWN)

    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert sorted(known.headers) == sorted(unknown.headers)
    assert sorted(known.cookies) == sorted(unknown.cookies)


@pytest.mark.rule("A3")
def test_the_page_that_follows_is_the_same_for_a_known_and_an_unknown_address(person):
    def page(email):
        client = StrictClient()
        return plain(client.get(ask(email, client)["Location"]), email)

    assert page(person.email) == page(UNKNOWN)


def test_the_owner_gets_a_link_to_our_own_address(person):
    ask(person.email.upper())

    message = only_mail()
    assert [to.lower() for to in message.to] == [person.email]
    assert message.subject == "Choisissez un nouveau mot de passe"
    assert "Le lien sert une seule fois" in message.body
    assert f'href="{SITE}{path_in(message)}"' in html_of(message)
    assert "testserver" not in message.body + html_of(message)


@pytest.mark.parametrize("closed", [False, True])
def test_an_address_without_an_open_account_is_told_so_by_mail(closed):
    if closed:
        factories.user(email=UNKNOWN, is_active=False)

    ask(UNKNOWN)

    message = only_mail()
    assert message.to == [UNKNOWN]
    assert message.subject == "Aucun compte à cette adresse"
    assert path_in(message) == reverse("account_signup")


def test_the_link_leads_to_a_new_password_and_signs_nobody_in(client, person):
    response = choose(link_for(person), client=client)

    assert response["Location"] == reverse("account_reset_password_from_key_done")
    assert not signed_in(client)
    sign_in(client, person, NEW)
    assert signed_in(client)


def test_the_owner_is_told_that_the_password_changed(person):
    choose(link_for(person))

    message = only_mail()
    assert message.to == [person.email]
    assert message.subject == "Votre nouveau mot de passe est enregistré"
    assert "127.0.0.1" in message.body
    assert f'href="{SITE}{reverse("account_reset_password")}"' in html_of(message)


def test_the_form_is_at_an_address_without_the_key(client, person):
    link = link_for(person)

    page = client.get(link)["Location"]

    assert link not in page
    (key,) = form_to(client.get(page), page).fields.keys() - {"csrfmiddlewaretoken", "next"}
    assert key == "password1"


@pytest.mark.rule("A4")
def test_a_scanner_that_opens_the_link_does_not_spend_it(person):
    link = link_for(person)

    StrictClient().get(link)
    StrictClient().get(StrictClient().get(link)["Location"])
    choose(link)

    assert User.objects.get().check_password(NEW)


@pytest.mark.rule("A4")
def test_the_link_serves_once(person):
    link = link_for(person)
    choose(link)

    response = StrictClient().get(link)

    assert "Ce lien n’est plus valable" in response.content.decode()
    assert 'type="password"' not in response.content.decode()


@pytest.mark.rule("A4")
def test_a_form_left_open_after_the_link_has_served_changes_nothing(client, person):
    link = link_for(person)
    left_open = client.get(client.get(link)["Location"]).context["action_url"]
    choose(link)

    response = client.post(left_open, {"password1": "Encore une autre phrase"})

    assert "Ce lien n’est plus valable" in response.content.decode()
    assert User.objects.get().check_password(NEW)


@pytest.mark.rule("A4")
def test_the_link_dies_when_the_password_changes(client_of, person):
    link = link_for(person)
    change(client_of(person))

    assert "Ce lien n’est plus valable" in StrictClient().get(link).content.decode()


@pytest.mark.rule("A4")
def test_the_link_of_somebody_else_is_worth_nothing(person):
    other = factories.user()
    mine, theirs = link_for(person), link_for(other)
    forged = f"{mine.rsplit('/', 2)[0]}/{person_of(mine)}-{key_of(theirs)}/"

    assert "Ce lien n’est plus valable" in StrictClient().get(forged).content.decode()
    assert StrictClient().get(mine).status_code == 302


@pytest.mark.parametrize(("password", "why"), PASSWORDS_REFUSED.items())
def test_the_new_password_follows_the_same_rules(password, why):
    person = factories.user(
        email="achille.verdier@musee.exemple.org",
        first_name="Hildegarde",
        last_name="Vanderberghe",
    )

    response = choose(link_for(person), password)

    (reason,) = response.context["form"].errors["password1"]
    assert why in reason
    assert User.objects.get().check_password(factories.PASSWORD)


# Signed in


def change(client, password=NEW, old=factories.PASSWORD):
    answers = {"oldpassword": old, "password1": password}
    return client.post(reverse("account_change_password"), answers)


@pytest.mark.rule("A7")
def test_changing_ones_password_keeps_this_session_and_ends_the_others(person):
    here, elsewhere = StrictClient(), StrictClient()
    for client in (here, elsewhere):
        sign_in(client, person)

    response = change(here)

    assert response["Location"] == reverse("backoffice:profile")
    assert here.get(reverse("backoffice:home")).status_code == 200
    assert elsewhere.get(reverse("backoffice:home")).status_code == 302


@pytest.mark.rule("A7")
def test_a_reset_ends_every_session(client, person):
    sign_in(client, person)

    choose(link_for(person))

    assert client.get(reverse("backoffice:home")).status_code == 302


def test_a_change_is_told_by_mail(client_of, person):
    change(client_of(person))

    message = only_mail()
    assert message.to == [person.email]
    assert message.subject == "Votre mot de passe a changé"
    assert "127.0.0.1" in html_of(message)


def test_the_old_password_is_asked_for(client_of, person):
    response = change(client_of(person), old="Pas le bon")

    assert response.context["form"].errors == {
        "oldpassword": ["Ce n’est pas votre mot de passe actuel."]
    }
    person.refresh_from_db()
    assert person.check_password(factories.PASSWORD)
    assert not mail.outbox


def test_the_old_password_is_not_guessed_by_whoever_finds_an_open_session(client_of, person):
    client = client_of(person)

    answers = [change(client, old="Pas le bon").status_code for _ in range(6)]

    assert answers == [200] * 5 + [429]


def test_changing_asks_to_be_signed_in(client):
    response = client.get(reverse("account_change_password"))

    assert response["Location"].startswith(reverse("account_login"))


def test_a_first_password_is_chosen_by_the_same_way(client_of, person):
    response = client_of(person).get(reverse("account_set_password"))

    assert response["Location"] == reverse("account_reset_password")


# Kept


def test_passwords_are_kept_as_argon2(client, settings):
    assert real_settings.PASSWORD_HASHERS == ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    settings.PASSWORD_HASHERS = real_settings.PASSWORD_HASHERS

    person = factories.user()

    assert person.password.startswith("argon2$argon2id$")
    sign_in(client, person)
    assert signed_in(client)
