"""Adding and replacing files by the API: whatever the answer, it is data.gouv.fr's."""

import hashlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from catalog.actions import dataset as datasets, resource as resources
from catalog.enums import Origin, ResourceType, VersionState
from catalog.models import Resource
from tests import factories, tasks

pytestmark = pytest.mark.django_db
NEW = "nom;commune\nMusée des Tisserands;Valbrume\nMusée du Sel;Uzès\n".encode()
OTHER_COLUMNS = "nom;ville\nMusée des Tisserands;Valbrume\nMusée du Sel;Uzès\n".encode()


def file(content=NEW, name="musees-2026.csv"):
    return SimpleUploadedFile(name, content)


@pytest.fixture
def resource():
    made = factories.dataset(published=True).resources.get()
    tasks.work_through()
    return made


@pytest.fixture
def editor(resource):
    return factories.editor(resource.dataset.organization)


@pytest.fixture
def post(editor):
    token = factories.token(editor)

    def sent(address, form=None, **headers):
        client = Client(enforce_csrf_checks=True)
        names = {name.replace("_", "-"): value for name, value in headers.items()}
        return client.post(address, form or {}, headers={"X-API-KEY": token} | names)

    return sent


def about(resource, end=""):
    return f"/api/1/datasets/{resource.dataset.pk}/resources/{resource.pk}/{end}"


def adding(resource):
    return f"/api/1/datasets/{resource.dataset.slug}/upload/"


def served(resource):
    return b"".join(Client().get(resource.permalink))


def test_a_file_is_added(post, resource):
    form = {"file": file(), "title": "Musées, 2026", "type": "documentation"}

    response = post(adding(resource), form)

    told = response.json()
    made = Resource.objects.get(pk=told["id"])
    assert response.status_code == 201
    assert told["success"] is True
    assert (made.title, made.type) == ("Musées, 2026", ResourceType.DOCUMENTATION)
    assert told["checksum"] == {"type": "sha256", "value": hashlib.sha256(NEW).hexdigest()}
    assert response.headers["ETag"] == f'"{hashlib.sha256(NEW).hexdigest()}"'
    assert made.current_version.origin == Origin.API
    assert served(made) == NEW


def test_an_addition_sent_again_without_a_key_is_the_same_resource(post, resource):
    first, again = (post(adding(resource), {"file": file()}).json() for _ in range(2))

    assert first["id"] == again["id"]
    other = post(adding(resource), {"file": file(name="autre.csv")}).json()
    assert other["id"] != first["id"]


def test_an_addition_sent_again_under_its_key_is_the_same_resource(post, resource):
    answers = [
        post(adding(resource), {"file": file(content)}, Idempotency_Key="export-11").json()["id"]
        for content in (NEW, OTHER_COLUMNS)
    ]

    assert answers[0] == answers[1]


def test_a_file_is_replaced_behind_the_same_address(post, resource):
    response = post(about(resource, "upload/"), {"file": file(), "note": "Uzès ajoutée"})

    told = response.json()
    assert response.status_code == 200
    assert told["success"] is True
    assert (told["id"], told["latest"]) == (
        str(resource.pk), f"http://testserver{resource.permalink}",
    )  # fmt: skip
    assert (told["version"]["number"], told["version"]["note"]) == (2, "Uzès ajoutée")
    assert told["unchanged"] is False
    assert served(resource) == NEW


def test_the_same_bytes_make_no_version(post, resource):
    response = post(about(resource, "upload/"), {"file": file(factories.CSV)})

    assert response.status_code == 200
    assert response.json()["unchanged"] is True
    assert resource.versions.count() == 1


def test_a_replacement_sent_again_makes_no_second_version(post, resource):
    first = post(about(resource, "upload/"), {"file": file()}, Idempotency_Key="a")
    again = post(about(resource, "upload/"), {"file": file()}, Idempotency_Key="a")

    assert first.json() == again.json()
    assert resource.versions.count() == 2


def test_a_key_of_ones_own_is_not_taken_by_somebody_else(post, resource):
    post(about(resource, "upload/"), {"file": file()}, Idempotency_Key="1")
    elsewhere = factories.resource(resource.dataset, filename="autre.csv")
    tasks.work_through()

    response = post(about(elsewhere, "upload/"), {"file": file()}, Idempotency_Key="1")

    assert response.status_code == 200


def test_a_file_that_would_break_uses_is_held_and_confirmed(post, resource):
    held = post(about(resource, "upload/"), {"file": file(OTHER_COLUMNS)})

    told = held.json()
    assert held.status_code == 409
    assert (told["success"], told["code"]) == (False, "held")
    assert {"code", "severity", "message", "column"} == set(told["findings"][0])
    assert served(resource) == factories.CSV

    confirmed = post(told["confirm"]["url"], {"reason": "La colonne a été renommée."})

    assert confirmed.status_code == 200
    assert confirmed.json()["version"]["state"] == VersionState.CURRENT
    assert served(resource) == OTHER_COLUMNS


def test_a_held_file_sent_again_is_answered_the_same(post, resource):
    first, again = (
        post(about(resource, "upload/"), {"file": file(OTHER_COLUMNS)}) for _ in range(2)
    )

    assert (first.status_code, again.status_code) == (409, 409)
    assert first.json() == again.json()


def test_a_held_file_is_rejected(post, resource):
    held = post(about(resource, "upload/"), {"file": file(OTHER_COLUMNS)}).json()

    rejected = post(held["reject"]["url"], {"reason": "Mauvais export."})

    assert rejected.json()["version"]["state"] == VersionState.REJECTED
    assert served(resource) == factories.CSV
    again = post(held["confirm"]["url"], {"reason": "Finalement si."})
    assert (again.status_code, again.json()["code"]) == (409, "already_decided")


def test_confirming_says_why(post, resource):
    held = post(about(resource, "upload/"), {"file": file(OTHER_COLUMNS)}).json()

    response = post(held["confirm"]["url"])

    assert response.status_code == 400
    assert "reason" in response.json()["errors"]


def test_what_is_not_decided_yet_is_202_with_where_to_look(post, resource, settings, editor):
    settings.FILES_INLINE_BYTES = 10

    response = post(about(resource, "upload/"), {"file": file()})

    told = response.json()
    assert response.status_code == 202
    assert told["success"] is True
    assert response.headers["Location"] == told["version"]["uri"]
    assert response.headers["Retry-After"]
    assert served(resource) == factories.CSV
    tasks.work_through()
    client = Client(headers={"X-API-KEY": factories.token(editor)})
    assert client.get(response.headers["Location"]).json()["state"] == VersionState.CURRENT


MATCHES = {
    "number": lambda version: f'"{version.number}"',
    "etag": lambda version: f'"{version.sha256}"',
    "weak": lambda version: f'W/"{version.sha256}"',
    "list": lambda version: f'"perdu", "{version.sha256}"',
    "any": lambda version: "*",
}


@pytest.mark.parametrize("how", MATCHES)
def test_if_match_lets_through_the_version_it_names(post, resource, how):
    tag = MATCHES[how](resource.current_version)

    response = post(about(resource, "upload/"), {"file": file()}, If_Match=tag)

    assert response.status_code == 200


@pytest.mark.parametrize("how", ["number", "etag"])
@pytest.mark.parametrize("end", ["upload/", "versions/3/confirm/", "versions/3/reject/"])
def test_if_match_stops_everything_when_another_version_came(post, resource, how, end):
    tag = MATCHES[how](resource.current_version)
    factories.version(resource, NEW)
    factories.sent(resource, OTHER_COLUMNS)

    form = {"file": file(NEW + b"A;B\n")} if end == "upload/" else {"reason": "Oui."}
    response = post(about(resource, end), form, If_Match=tag)

    assert (response.status_code, response.json()["code"]) == (412, "conflict")
    assert served(resource) == NEW
    assert resource.versions.count() == 3


def test_the_resource_gives_the_etag_that_if_match_expects(resource):
    response = Client().get(about(resource))

    assert response.json()["id"] == str(resource.pk)
    assert response.headers["ETag"] == f'"{resource.current_version.sha256}"'


REFUSED = {
    "empty": (file(b""), 400, "invalid_file"),
    "web page": (file(b"<!doctype html><p>Connexion", "a.csv"), 415, "web_page"),
}


@pytest.mark.parametrize("what", REFUSED)
@pytest.mark.parametrize("where", ["add", "replace"])
def test_a_bad_file_is_refused_on_both_routes(post, resource, what, where):
    content, status, code = REFUSED[what]
    content.seek(0)
    address = adding(resource) if where == "add" else about(resource, "upload/")

    response = post(address, {"file": content})

    assert response.status_code == status
    assert response.json()["code"] == code
    assert response.json()["success"] is False
    assert served(resource) == factories.CSV


def test_no_file_at_all_is_said(post, resource):
    response = post(adding(resource), {"title": "Rien"})

    assert response.status_code == 400
    assert "file" in response.json()["errors"]


def test_a_body_larger_than_the_limit_is_refused_before_it_is_read(post, resource, settings):
    settings.FILES_MAX_BYTES = 10

    response = post(adding(resource), {"file": file(b"a" * 2_000_000)})

    assert (response.status_code, response.json()["code"]) == (413, "too_large")


def test_a_file_just_larger_than_the_limit_is_refused(post, resource, settings):
    settings.FILES_MAX_BYTES = 10

    assert post(adding(resource), {"file": file()}).status_code == 413


def test_without_a_key_or_a_session_it_is_401(resource):
    for end in ("upload/", "versions/1/confirm/"):
        assert Client().post(about(resource, end), {"file": file()}).status_code == 401
    assert Client().post(adding(resource), {"file": file()}).status_code == 401


@pytest.mark.rule("A8")
def test_a_session_needs_its_csrf_token_and_a_key_does_not(resource, editor):
    client = Client(enforce_csrf_checks=True)
    client.force_login(editor)

    assert client.post(adding(resource), {"file": file()}).status_code == 403
    client.get("/espace/profil/")
    token = client.cookies["csrf"].value
    accepted = client.post(adding(resource), {"file": file()}, headers={"X-CSRFToken": token})
    assert accepted.status_code == 201
    anonymous = Client(enforce_csrf_checks=True)
    key = {"X-API-KEY": factories.token(editor)}
    assert anonymous.post(adding(resource), {"file": file()}, headers=key).status_code == 201
    assert client.post(adding(resource), {"file": file()}).status_code == 403


def test_who_may_not_change_it_is_refused(resource):
    stranger = {"X-API-KEY": factories.token(factories.user())}
    draft = factories.resource()

    def answer(address):
        return Client().post(address, {"file": file()}, headers=stranger).status_code

    assert answer(adding(resource)) == answer(about(resource, "upload/")) == 403
    assert answer(adding(draft)) == answer(about(draft, "upload/")) == 404


def test_what_is_gone_is_410(post, resource):
    datasets.delete_dataset(resource.dataset, by=factories.platform(), reason="Erreur.")

    assert post(adding(resource), {"file": file()}).status_code == 410


def test_a_removed_resource_is_410_and_a_link_is_not_replaced(post, resource):
    link = factories.link(resource.dataset)
    resources.remove_resource(resource, by=factories.platform())

    assert post(about(resource, "upload/"), {"file": file()}).status_code == 410
    answer = post(about(link, "upload/"), {"file": file()})
    assert (answer.status_code, answer.json()["code"]) == (409, "wrong_state")


def test_a_full_disk_is_507(post, resource, monkeypatch):
    def full(*arguments, **options):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("catalog.storage.LocalFileStorage._save", full)

    response = post(about(resource, "upload/"), {"file": file()})

    assert (response.status_code, response.json()["code"]) == (507, "storage_failure")


def test_what_was_found_in_a_file_is_for_those_who_prepare_the_dataset(post, resource):
    post(about(resource, "upload/"), {"file": file(OTHER_COLUMNS)})

    assert Client().get(about(resource, "versions/2/")).status_code == 404
    told = Client().get(about(resource, "versions/1/")).json()
    assert told["checksum"]["value"] == resource.current_version.sha256
    assert "findings" not in told


def test_an_address_without_its_slash_keeps_the_method(post, resource):
    response = post(adding(resource)[:-1], {"file": file()})

    assert response.status_code == 308
    assert response.headers["Location"] == adding(resource)
