"""What the form of a new account accepts, and what it says of the rest."""

import pytest
from django.core import mail
from django.urls import reverse

from catalog.accounts.models import User
from tests import factories
from tests.accounts.steps import EMAIL, PASSWORDS_REFUSED, sign_up

pytestmark = pytest.mark.django_db


def refusals(response):
    assert response.status_code == 200
    assert not User.objects.exists()
    assert not mail.outbox
    return response.context["form"].errors


@pytest.mark.parametrize(
    "name",
    [
        "https://gain.exemple",
        "http:gain",
        "www.gain",
        "Gagnez sur gain.exemple",
        "gain。exemple",
        "gain．exemple",
        "ecrire@gain",
        "<b>Achille</b>",
        "Achille\r\nBcc: tous",
        "Achille\u202eelpmexe",
        r"\\gain\partage",
    ],
)
@pytest.mark.parametrize("field", ["first_name", "last_name"])
def test_a_name_that_holds_an_address_is_refused(client, field, name):
    response = sign_up(client, **{field: name})

    assert refusals(response) == {field: ["Écrivez seulement votre nom, sans adresse ni lien."]}
    assert f'value="{EMAIL}"' in response.content.decode()


@pytest.mark.parametrize(
    "name", ["Jean-Pierre", "d’Aubigné de La Tour", "O'Brien", "J. P.", "Zoë", "Nguyễn", "李"]
)
def test_a_name_of_a_person_is_accepted(client, name):
    sign_up(client, first_name=name)

    assert User.objects.get().first_name == name


def test_a_name_too_long_is_refused_and_not_cut(client):
    response = sign_up(client, last_name="é" * 151)

    assert "151 caractères" in refusals(response)["last_name"][0]
    assert "é" * 151 in response.content.decode()
    assert "maxlength" not in client.get(reverse("account_signup")).content.decode()


def test_an_address_longer_than_its_column_is_refused(client):
    domain = ".".join(["b" * 60] * 4)

    response = sign_up(client, email=f"achille@{domain}.exemple.org")

    assert "254" in refusals(response)["email"][0]


@pytest.mark.parametrize(("password", "why"), PASSWORDS_REFUSED.items())
def test_a_weak_password_is_refused_with_its_reason(client, password, why):
    response = sign_up(
        client, password1=password, first_name="Hildegarde", last_name="Vanderberghe"
    )

    (reason,) = refusals(response)["password1"]
    assert why in reason
    assert password not in response.content.decode()


def test_a_password_of_twelve_characters_is_accepted(client):
    password = "douze signes"
    assert len(password) == 12

    sign_up(client, password1=password)

    assert User.objects.get().check_password(password)


@pytest.mark.parametrize("field", ["first_name", "last_name", "email", "password1"])
def test_every_question_must_be_answered(client, field):
    assert list(refusals(sign_up(client, **{field: ""}))) == [field]


def test_somebody_signed_in_has_no_account_to_create(client_of):
    response = client_of(factories.user()).get(reverse("account_signup"))

    assert response["Location"] == reverse("backoffice:home")
