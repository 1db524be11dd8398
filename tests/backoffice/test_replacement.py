"""Replacing a file: same address, new version, and a receipt that says so."""

import hashlib
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests import factories
from tests.forms import forms_of

pytestmark = pytest.mark.django_db
NEW = "nom;ville\nMusée;Sète\nMusée;Uzès\n".encode()


def url(resource):
    return reverse("backoffice:resource-replace", args=[resource.pk])


def form(content=NEW, **changes):
    file = SimpleUploadedFile("musees-2026.csv", content)
    return {"file": file, "expected_version": 1, "submission": str(uuid.uuid4())} | changes


@pytest.fixture
def resource():
    return factories.dataset(published=True).resources.get()


@pytest.fixture
def client(client_of, resource):
    return client_of(factories.editor(resource.dataset.organization))


def test_the_first_screen_shows_what_is_on_line(client, resource):
    page = client.get(url(resource)).content.decode()

    assert resource.current_version.filename in page
    assert "En ligne aujourd’hui" in page
    assert 'name="expected_version" value="1"' in page


def test_the_address_serves_the_new_file_and_the_old_one_is_kept(client, resource):
    before = b"".join(client.get(resource.permalink))

    client.post(url(resource), form())

    assert b"".join(client.get(resource.permalink)) == NEW
    old = reverse("permalink:version-download", args=[resource.pk, 1])
    assert b"".join(client.get(old)) == before


def test_the_receipt_tells_what_changed_and_that_the_address_did_not(client, resource):
    old = resource.current_version.sha256

    response = client.post(url(resource), form(note="Uzès ajoutée"), follow=True)

    page = response.content.decode()
    assert response.redirect_chain[0][0] == reverse(
        "backoffice:version-detail", args=[resource.pk, 2]
    )
    for said in ("La version 2 est en ligne", "Uzès ajoutée", "La version 1 est gardée", old):
        assert said in page
    assert hashlib.sha256(NEW).hexdigest() in page
    assert resource.permalink in page
    assert resource.dataset.get_absolute_url() in page


def test_the_same_bytes_are_said_to_be_the_same(client, resource):
    page = client.post(url(resource), form(factories.CSV), follow=True).content.decode()

    assert "identiques, octet pour octet" in page


def test_a_form_sent_twice_makes_one_version(client, resource):
    key = str(uuid.uuid4())

    first = client.post(url(resource), form(submission=key))
    second = client.post(url(resource), form(submission=key))

    assert first.url == second.url
    assert resource.versions.count() == 2


def test_a_version_put_by_somebody_else_meanwhile_is_said_and_nothing_moves(client, resource):
    factories.version(resource, b"a;b\n1;2\n")

    response = client.post(url(resource), form(note="Ma note"))

    page = response.content.decode()
    assert response.status_code == 422
    assert "Quelqu’un a remplacé" in page
    assert "Ma note" in page
    assert resource.versions.count() == 2
    assert sent_back(response)["expected_version"] == ["2"]


def test_sending_again_after_having_seen_it_is_obeyed(client, resource):
    factories.version(resource, b"a;b\n1;2\n")
    fields = sent_back(client.post(url(resource), form(note="Ma note")))

    client.post(url(resource), {**fields, "file": SimpleUploadedFile("m.csv", NEW)})

    resource.refresh_from_db()
    assert resource.current_version.number == 3
    assert resource.current_version.note == "Ma note"


@pytest.mark.parametrize("content", [b"", b"<html><body>Identifiez-vous</body></html>"])
def test_a_refused_file_leaves_the_old_one_on_line_and_keeps_the_note(client, resource, content):
    before = resource.current_version.sha256

    response = client.post(url(resource), form(content, note="Ma note"))

    resource.refresh_from_db()
    assert response.status_code == 422
    assert "Ma note" in response.content.decode()
    assert resource.current_version.sha256 == before


def test_a_draft_is_not_said_to_be_on_line(client_of):
    resource = factories.resource()
    client = client_of(factories.editor(resource.dataset.organization))

    page = client.post(url(resource), form(), follow=True).content.decode()

    assert "La version 2 attend la publication" in page


def test_the_receipt_of_a_version_replaced_since_says_so(client, resource):
    client.post(url(resource), form())
    factories.version(resource, b"a;b\n1;2\n")

    receipt = reverse("backoffice:version-detail", args=[resource.pk, 2])

    assert "a été remplacée par la version 3" in client.get(receipt).content.decode()


def test_a_link_is_described_instead_of_replaced(client_of):
    link = factories.link()
    client = client_of(factories.editor(link.dataset.organization))

    assert client.get(url(link)).url == reverse("backoffice:resource-edit", args=[link.pk])
    assert client.get(reverse("backoffice:version-detail", args=[link.pk, 1])).status_code == 404


def test_a_removed_file_is_restored_before_it_is_replaced(client, resource):
    client.post(reverse("backoffice:resource-remove", args=[resource.pk]))

    response = client.post(url(resource), form())

    assert response.status_code == 422
    assert "a été retirée" in response.content.decode()


def sent_back(response):
    (found,) = [form for form in forms_of(response) if "note" in form.fields]
    return {name: values for name, values in found.fields.items() if name != "file"}
