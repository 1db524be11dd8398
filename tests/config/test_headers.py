"""What every answer says to browsers, proxies and other sites."""

import pytest
from django.http.response import HttpResponseBase
from django.urls import reverse

from tests import factories
from tests.config.addresses import form_addresses, own_addresses, public_addresses

pytestmark = pytest.mark.django_db

STRICT = {
    "default-src": {"'none'"},
    "script-src": {"'self'"},
    "style-src": {"'self'"},
    "font-src": {"'self'"},
    "img-src": {"'self'", "data:"},
    "connect-src": {"'self'"},
    "form-action": {"'self'"},
    "base-uri": {"'none'"},
    "frame-ancestors": {"'none'"},
    "manifest-src": {"'self'"},
}
INERT = {"sandbox": set(), "default-src": {"'none'"}}  # of a file: it runs and loads nothing
PUBLIC = 14


def policy(response):
    directives = (part.split() for part in response["Content-Security-Policy"].split(";"))
    return {name: set(sources) for name, *sources in directives}


def is_file(address):
    return "/datasets/r/" in address


def test_every_public_answer_has_the_strict_policy(client):
    addresses = public_addresses() + form_addresses()

    found = {address: policy(client.get(address)) for address in addresses}

    assert found == {address: INERT if is_file(address) else STRICT for address in addresses}
    assert len(found) == PUBLIC + 3


def test_every_public_answer_is_framed_by_nobody_and_read_as_what_it_says(client):
    for address in public_addresses() + form_addresses():
        response = client.get(address)

        assert response["X-Frame-Options"] == "DENY", address
        assert response["X-Content-Type-Options"] == "nosniff", address
        assert response["Referrer-Policy"] == "strict-origin-when-cross-origin", address
        assert response["Cross-Origin-Opener-Policy"] == "same-origin", address


def test_the_editor_of_pages_alone_has_a_looser_policy(client_of):
    response = client_of(factories.superuser()).get("/cms/")

    assert response.status_code == 200
    assert policy(response)["script-src"] == {"'self'", "'unsafe-inline'"}
    assert policy(response)["frame-ancestors"] == {"'self'"}
    assert policy(response)["object-src"] == {"'none'"}
    assert response["X-Frame-Options"] == "SAMEORIGIN"


@pytest.mark.parametrize("address", ["/cmsx/", "/x/cms/", "/CMS/", "/documents/cms/"])
def test_an_address_that_looks_like_the_editor_has_the_strict_policy(client_of, address):
    response = client_of(factories.superuser()).get(address)

    assert policy(response) == STRICT
    assert response["X-Frame-Options"] == "DENY"


# Cookies and caches


def test_reading_leaves_no_cookie(client):
    for address in public_addresses():
        response = client.get(address)

        assert not response.cookies, address
        assert not client.cookies, address


def test_a_form_leaves_the_one_cookie_of_its_key(client):
    for address in form_addresses():
        (cookie,) = client.get(address).cookies.values()

        assert cookie.key == "csrf"
        assert cookie["httponly"]
        assert cookie["samesite"] == "Lax"


def test_the_cookie_of_a_session_is_read_by_no_script(client):
    person = factories.user()
    answers = {"login": person.email, "password": factories.PASSWORD}

    cookie = client.post(reverse("account_login"), answers).cookies["session"]

    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


def cached(response: HttpResponseBase):
    return {word.strip() for word in response.headers.get("Cache-Control", "").split(",")}


def test_what_somebody_signed_in_reads_is_kept_by_no_cache(client_of):
    client = client_of(factories.superuser())
    addresses = [*public_addresses(), *own_addresses(), "/cms/", *form_addresses()]

    for address in addresses:
        if not is_file(address):
            assert cached(client.get(address)) >= {"private", "no-store"}, address


def test_a_public_file_is_the_same_for_everybody(client, client_of):
    (address,) = filter(is_file, public_addresses())

    assert cached(client_of(factories.user()).get(address)) == cached(client.get(address))


def test_what_anybody_reads_may_be_kept_but_not_for_those_signed_in(client):
    for address in public_addresses():
        response = client.get(address)

        assert "no-store" not in cached(response), address
        if not is_file(address):
            assert "Cookie" in response["Vary"], address
