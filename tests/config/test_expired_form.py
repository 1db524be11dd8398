"""A form whose key or sender's session is gone: nothing that was written is lost, or given away."""

import io
import re

import pytest
from django.urls import reverse

from catalog.accounts.models import AccessRequest, User
from tests import factories
from tests.client import StrictClient
from tests.forms import form_to, forms_of

pytestmark = pytest.mark.django_db

OURS = "http://testserver"
TITLE = "Ce formulaire a expiré"
TEXTS = {
    "role": "editor",
    "service": 'Service du "livre" & de la <b>lecture</b>',
    "reason": "Publier\r\n  les orgues,\r\n\r\n</textarea><script>alert(1)</script> et plus.",
}
ELSEWHERE = [
    {"origin": "https://evil.example"},
    {"origin": "null"},
    {"origin": "http://testserver.evil.example"},
    {"origin": "http://testserver:8080"},
    {"origin": "https://testserver"},
    {"origin": "http://testserver@evil.example"},
    {"origin": "http://["},
    {"origin": "https://evil.example", "referer": f"{OURS}/espace/"},
    {"referer": "https://evil.example/http://testserver/"},
    {"referer": "http://["},
    {},
]


@pytest.fixture
def organization():
    return factories.organization(in_family=True)


@pytest.fixture
def address(organization):
    return reverse("backoffice:request-create", args=[organization.slug])


def browser_of(person):
    """As a browser: it needs the form's key, and says which page it comes from."""
    client = StrictClient(enforce_csrf_checks=True, headers={"origin": OURS})
    client.force_login(person)
    return client


@pytest.fixture
def person():
    return factories.user(email="mireille@musee.exemple.org")


@pytest.fixture
def browser(person):
    return browser_of(person)


def send(browser, address, **texts):
    return browser.post(address, {"csrfmiddlewaretoken": "a" * 64, **texts})


def send_again(browser, page, address):
    form = form_to(page, address)
    assert form.method == "post"
    return browser.post(form.action, form.fields)


def kept(page, address):
    """Return the texts that the page offers to send again."""
    fields = form_to(page, address).fields
    return {name: values[0] for name, values in fields.items() if name != "csrfmiddlewaretoken"}


def test_the_page_offers_every_text_again(browser, address):
    browser.get(address)

    page = send(browser, address, **TEXTS)

    assert page.status_code == 403
    assert TITLE in page.content.decode()
    assert kept(page, address) == TEXTS


LABELLED = {
    "/compte/connexion/": {"login": "Adresse électronique", "next": ""},
    "/compte/inscription/": {
        "first_name": "Prénom",
        "email": "Adresse électronique professionnelle",
    },
    "/espace/profil/": {"first_name": "Prénom", "last_name": "Nom"},
    "/espace/profil/cles-api/nouvelle/": {"name": "Nom", "days": "Durée", "submission": ""},
    "/espace/profil/adresse/": {"email": "Nouvelle adresse électronique"},
    "/espace/nulle-part/": {"form-3-service": "Service", "inconnu": "Autre texte"},
}


@pytest.mark.parametrize("page", LABELLED)
def test_what_was_written_is_named_as_on_its_page(browser, page):
    names = LABELLED[page]

    texts = send(browser, page, **dict.fromkeys(names, "orgues")).content.decode()

    for name, label in names.items():
        field = re.search(rf'(?s)([^<>]*)</label>\s*<textarea[^>]* name="{name}"', texts)
        assert (field[1] if field else "") == label
        assert f'name="{name}"' in texts
    assert "Champ" not in texts


def test_what_it_sends_again_does_what_was_asked(browser, address):
    browser.get(address)

    response = send_again(browser, send(browser, address, **TEXTS), address)

    assert response["Location"] == address
    asked = AccessRequest.objects.get()
    assert asked.service == TEXTS["service"]
    assert asked.reason == TEXTS["reason"].replace("\r\n", "\n")


def test_what_was_written_is_text_and_not_html(browser, address):
    page = send(browser, address, **TEXTS).content.decode()

    assert "<script>alert" not in page
    assert "<b>lecture</b>" not in page
    assert "&lt;/textarea&gt;&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_the_name_of_a_field_is_text_too(browser, address):
    name = '"><script>alert(1)</script>'

    page = send(browser, address, **{name: "x"})

    assert "<script>alert" not in page.content.decode()
    assert kept(page, address) == {name: "x"}


def test_values_sent_under_one_name_are_all_offered_again(browser, address):
    page = send(browser, address, theme=["musées", "archives"])

    assert form_to(page, address).fields["theme"] == ["musées", "archives"]


def test_the_parameters_of_the_address_are_kept(browser, address):
    address += "?retour=1&page=2"

    assert kept(send(browser, address, **TEXTS), address) == TEXTS


@pytest.mark.parametrize("name", ["keywords", "keyboard", "monkey", "short_description"])
def test_a_field_that_is_no_secret_is_offered_again(browser, address, name):
    assert kept(send(browser, address, **{name: "orgues"}), address) == {name: "orgues"}


@pytest.mark.parametrize(
    "name", ["password", "password1", "oldpassword", "api_token", "client_secret", "key", "api-key"]
)
def test_a_secret_is_never_written_back(browser, address, name):
    page = send(browser, address, title="Orgues", **{name: "Douze tapisseries"})

    assert "Douze tapisseries" not in page.content.decode()
    assert kept(page, address) == {"title": "Orgues"}


def test_a_file_is_said_not_to_be_kept(browser, address):
    file = io.BytesIO(b"nom\nOrgue\n")
    file.name = "orgues.csv"

    page = send(browser, address, title="Orgues", file=file)

    assert "Le fichier joint n’est pas gardé" in page.content.decode()
    assert kept(page, address) == {"title": "Orgues"}


# From elsewhere


@pytest.mark.parametrize("headers", ELSEWHERE, ids=str)
def test_a_form_sent_from_elsewhere_gets_nothing_back(person, address, headers):
    client = StrictClient(enforce_csrf_checks=True)
    client.force_login(person)

    page = client.post(address, TEXTS, headers=headers)

    assert page.status_code == 403
    assert TITLE in page.content.decode()
    assert "orgues" not in page.content.decode()
    assert "lecture" not in page.content.decode()
    assert not [form for form in forms_of(page) if form.action == address]


def test_a_browser_that_tells_the_page_only_is_ours(person, address):
    client = StrictClient(enforce_csrf_checks=True)
    client.force_login(person)

    page = client.post(address, TEXTS, headers={"referer": OURS + address})

    assert kept(page, address) == TEXTS


@pytest.mark.parametrize(
    ("referer", "page"),
    [
        (f"{OURS}/espace/?page=2", "/espace/?page=2"),
        (OURS, "/"),
        (f"{OURS}//evil.example/", "/%2Fevil.example/"),
        ("https://evil.example/espace/", "/compte/deconnexion/"),
        ("", "/compte/deconnexion/"),
    ],
)
def test_the_way_back_is_the_page_where_the_form_was(browser, referer, page):
    """Not the address it is sent to, which often shows nothing."""
    response = browser.post(reverse("account_logout"), headers={"referer": referer})

    assert response.context["page"] == page
    assert f'href="{page}"' in response.content.decode()


# Account forms


def test_a_sign_in_that_expired_keeps_the_address_and_not_the_password(person):
    browser = StrictClient(enforce_csrf_checks=True, headers={"origin": OURS})
    address = reverse("account_login")

    page = send(browser, address, login=person.email, password=factories.PASSWORD, next="/espace/")

    assert factories.PASSWORD not in page.content.decode()
    assert kept(page, address) == {"login": person.email, "next": "/espace/"}
    form = send_again(browser, page, address)
    assert f'value="{person.email}"' in form.content.decode()


def test_a_sign_up_that_expired_keeps_the_names():
    browser = StrictClient(enforce_csrf_checks=True, headers={"origin": OURS})
    address = reverse("account_signup")
    texts = {"first_name": "Achille", "last_name": "Verdier", "email": "a@exemple.org"}

    page = send(browser, address, password1="Douze tapisseries", **texts)

    assert kept(page, address) == texts
    form = send_again(browser, page, address)
    assert 'value="Achille"' in form.content.decode()
    assert not User.objects.exists()


# Signed out meanwhile


def signed_out(person, address):
    """Return a browser that opened the form, then lost its session."""
    browser = browser_of(person)
    token = form_to(browser.get(address), "").fields["csrfmiddlewaretoken"][0]
    del browser.cookies["session"]
    return browser, token


def test_a_form_sent_once_signed_out_is_kept(person, address):
    browser, token = signed_out(person, address)

    page = browser.post(address, {"csrfmiddlewaretoken": token, **TEXTS})

    assert page.status_code == 403
    assert "Vous n’êtes plus connecté" in page.content.decode()
    assert kept(page, address) == TEXTS
    assert not AccessRequest.objects.exists()


def test_once_signed_in_again_in_another_tab_it_is_sent_from_the_page_that_kept_it(person, address):
    browser, token = signed_out(person, address)
    page = browser.post(address, {"csrfmiddlewaretoken": token, **TEXTS})

    form = form_to(browser.get(reverse("account_login")), reverse("account_login"))
    answers = {"login": person.email, "password": factories.PASSWORD}
    browser.post(form.action, form.fields | answers)
    page = send_again(browser, page, address)  # its key was of before: it is offered once more
    assert kept(page, address) == TEXTS
    send_again(browser, page, address)

    assert AccessRequest.objects.get().service == TEXTS["service"]


def test_a_page_opened_once_signed_out_leads_to_sign_in_and_back(client, person, address):
    response = client.get(address)

    form = form_to(client.get(response["Location"]), reverse("account_login"))
    answers = {"login": person.email, "password": factories.PASSWORD}
    assert client.post(form.action, form.fields | answers)["Location"] == address
