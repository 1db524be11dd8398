"""A page that fails says what happened and what to do, and nothing of how we are made."""

import pytest
from django.urls import reverse

from catalog.enums import DatasetState
from tests import factories
from tests.client import StrictClient
from tests.config.failing_urls import TELLING

pytestmark = pytest.mark.django_db

OURS = "http://testserver"


@pytest.fixture
def failing(settings):
    settings.ROOT_URLCONF = "tests.config.failing_urls"


@pytest.fixture
def client():
    return StrictClient(raise_request_exception=False)


def title(response):
    html = response.content.decode()
    return html.partition("<h1")[2].partition(">")[2].partition("</h1>")[0].strip()


def assert_tells_nothing(response):
    html = response.content.decode()
    for word in (*TELLING.split(), "Traceback", "ValueError", "Exception", "Django", "settings"):
        assert word not in html


# Pages


def test_an_address_where_there_is_nothing_is_answered_by_404(client):
    response = client.get("/nulle-part/%3Cscript%3Ealert(1)%3C/script%3E/")

    assert response.status_code == 404
    assert title(response) == "Il n’y a pas de page à cette adresse"
    assert "<script>alert" not in response.content.decode()
    assert f'action="{reverse("showcase:explorer")}"' in response.content.decode()


def test_what_was_public_one_day_is_answered_by_410(client):
    dataset = factories.dataset("Orgues <anciens>", state=DatasetState.DELETED)

    response = client.get(dataset.get_absolute_url())

    assert response.status_code == 410
    assert title(response) == "«\u00a0Orgues &lt;anciens&gt;\u00a0» n’est plus publié"


@pytest.mark.usefixtures("failing")
def test_a_right_that_is_missing_is_answered_by_403(client):
    response = client.get("/essai/interdit/")

    assert response.status_code == 403
    assert title(response) == "Vous n’avez pas ce droit"
    assert "Votre rôle ne permet pas" in response.content.decode()


@pytest.mark.usefixtures("failing")
def test_a_request_that_makes_no_sense_is_answered_by_400(client):
    response = client.get("/essai/louche/")

    assert response.status_code == 400
    assert title(response) == "Nous n’avons pas pu lire votre demande"
    assert_tells_nothing(response)


def test_a_form_that_is_too_large_is_answered_by_400(client, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000

    response = client.post(reverse("account_login"), {"login": "a" * 2000})

    assert response.status_code == 400
    assert title(response) == "Nous n’avons pas pu lire votre demande"


@pytest.mark.parametrize("secure", [False, True])
@pytest.mark.parametrize("host", ["evil.example", "testserver.evil.example", "a b", "testserver@x"])
def test_another_name_than_ours_is_answered_by_400(client, settings, host, secure):
    settings.SECURE_SSL_REDIRECT = secure

    response = client.get("/", headers={"host": host})

    assert response.status_code == 400
    assert response["X-Frame-Options"] == "DENY"
    assert "evil" not in response.content.decode()


@pytest.mark.usefixtures("failing")
@pytest.mark.parametrize("signed", [False, True])
def test_a_defect_of_ours_is_answered_by_500_and_tells_nothing(client, signed):
    if signed:
        client.force_login(factories.superuser())

    response = client.get("/essai/casse/")

    assert response.status_code == 500
    assert title(response) == "Le service a rencontré un défaut"
    assert_tells_nothing(response)
    assert response["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(("way", "status"), [("interdit/", 403), ("nulle-part/", 404)])
@pytest.mark.parametrize(("origin", "shown"), [(OURS, True), ("https://evil.example", False)])
@pytest.mark.usefixtures("failing")
def test_what_one_of_our_forms_sent_is_still_on_the_page_that_refuses(
    client, way, status, origin, shown
):
    texts = {"reason": "Les <b>orgues</b>", "password": "Douze tapisseries"}

    response = client.post(f"/essai/{way}", texts, headers={"origin": origin})

    html = response.content.decode()
    assert response.status_code == status
    assert ("Les &lt;b&gt;orgues&lt;/b&gt;" in html) is shown
    assert "Douze tapisseries" not in html


# For machines


@pytest.mark.usefixtures("failing")
@pytest.mark.parametrize(
    ("address", "status", "message"),
    [
        ("/api/essai/louche/", 400, "The request could not be read."),
        ("/api/essai/interdit/", 403, "You may not do this."),
        ("/api/1/nulle-part/", 404, "There is nothing at this address."),
        ("/api/essai/casse/", 500, "The server failed."),
    ],
)
def test_a_machine_is_answered_in_json(client, address, status, message):
    response = client.get(address)

    assert response.status_code == status
    assert response.json() == {"message": message}


def test_a_machine_that_asks_another_name_is_answered_in_json(client):
    response = client.get(reverse("api:dataset-list"), headers={"host": "evil.example"})

    assert (response.status_code, response.json()) == (
        400,
        {"message": "The request could not be read."},
    )


def test_a_machine_that_asks_what_was_public_is_answered_410_in_json(client):
    dataset = factories.dataset(state=DatasetState.DELETED)

    response = client.get(reverse("api:dataset-detail", args=[dataset.pk]))

    assert response.status_code == 410
    assert response.json() == {"message": "Dataset has been deleted", "code": "gone"}


@pytest.mark.usefixtures("failing")
def test_a_machine_whose_form_has_no_key_is_answered_in_json():
    client = StrictClient(enforce_csrf_checks=True)

    response = client.post("/api/essai/envoi/", {"title": "Orgues"})

    assert (response.status_code, response.json()) == (
        403,
        {"message": "The CSRF token is missing or expired."},
    )
