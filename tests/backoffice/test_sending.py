"""A form whose file came before it, in parts: the same checks, and nothing is sent twice."""

import io
import uuid

import pytest
from django.urls import reverse

from catalog.actions.uploads import Piece, receive_part
from catalog.models import Upload
from tests import factories, tasks

pytestmark = pytest.mark.django_db
HALVES = (b"nom;commune\nMusee du Sel;Port-Amer\n", b"Musee des Tisserands;Valbrume\n")
PAGE = (b"<!doctype html><title>", b"Connexion</title>")


@pytest.fixture
def resource():
    made = factories.dataset(published=True).resources.get()
    tasks.work_through()
    return made


@pytest.fixture
def editor(resource):
    return factories.editor(resource.dataset.organization)


@pytest.fixture
def client(client_of, editor):
    return client_of(editor)


def parts(target, by, halves=HALVES, key="envoi"):
    offset = 0
    for index, half in enumerate(halves):
        piece = Piece(index, offset, len(halves), len(half), sum(map(len, halves)))
        receive_part(
            target, key=key, filename="musées.csv", piece=piece, file=io.BytesIO(half), by=by
        )
        offset += len(half)


def replacing(resource):
    return reverse("backoffice:resource-replace", args=[resource.pk])


def form(**changes):
    return {"upload": "envoi", "expected_version": 1, "submission": str(uuid.uuid4())} | changes


def test_the_form_gives_the_script_what_it_needs(client, resource):
    page = client.get(replacing(resource)).content.decode()

    api = reverse("api:resource-upload", args=[resource.dataset.pk, resource.pk])
    assert f'data-vi-parts="{api}"' in page
    assert 'name="upload"' in page
    assert 'curl -H "X-API-KEY: $CLE"' in page


def test_a_file_that_came_in_parts_replaces_and_its_parts_go(client, resource, editor):
    parts(resource, editor)

    response = client.post(replacing(resource), form(note="Deux musées"))

    version = resource.versions.get(number=2)
    assert response.status_code == 302
    assert b"".join(client.get(resource.permalink)) == b"".join(HALVES)
    assert (version.filename, version.note) == ("musées.csv", "Deux musées")
    assert not Upload.objects.exists()


def test_a_file_that_came_in_parts_is_added(client, resource, editor):
    parts(resource.dataset, editor)
    address = reverse("backoffice:resource-add-file", args=[resource.dataset.pk])

    client.post(address, {"upload": "envoi", "type": "main", "submission": str(uuid.uuid4())})

    added = resource.dataset.resources.exclude(pk=resource.pk).get()
    assert added.title == "musées.csv"


def test_a_form_sent_again_after_its_answer_was_lost_is_answered_the_same(client, resource, editor):
    parts(resource, editor)
    sent = form()

    first, again = (client.post(replacing(resource), sent) for _ in range(2))

    assert first.url == again.url
    assert resource.versions.count() == 2


def test_parts_are_kept_when_the_form_is_refused_for_something_else(client, resource, editor):
    parts(resource, editor)
    factories.version(resource, b"nom;commune\nUn;Deux\n")

    refused = client.post(replacing(resource), form())

    page = refused.content.decode()
    assert refused.status_code == 422
    assert "est déjà reçu" in page
    assert 'name="upload" value="envoi"' in page
    client.post(replacing(resource), form(expected_version=2))
    assert resource.versions.count() == 3


def test_a_bad_file_is_not_kept(client, resource, editor):
    parts(resource, editor, PAGE)

    response = client.post(replacing(resource), form())

    page = response.content.decode()
    assert response.status_code == 422
    assert "C’est une page web" in page
    assert "est déjà reçu" not in page
    assert not Upload.objects.exists()


def test_a_file_chosen_since_goes_before_the_parts(client, resource, editor):
    parts(resource, editor)
    other = io.BytesIO(factories.CSV + b"Musee;Uzes\n")
    other.name = "autre.csv"

    client.post(replacing(resource), form(file=other))

    assert resource.versions.get(number=2).filename == "autre.csv"
    assert not Upload.objects.exists()


def test_parts_that_are_no_more_are_said_to_be(client, resource):
    response = client.post(replacing(resource), form())

    page = response.content.decode()
    assert response.status_code == 422
    assert "ne sont plus là" in page
    assert "est déjà reçu" not in page


def test_the_parts_of_somebody_else_are_not_mine(client_of, resource, editor):
    parts(resource, editor)
    colleague = client_of(factories.editor(resource.dataset.organization))

    assert colleague.post(replacing(resource), form()).status_code == 422
    assert Upload.objects.exists()


def test_a_file_with_a_hole_is_refused(client, resource, editor):
    parts(resource, editor)
    Upload.objects.get().parts.get(index=0).delete()

    response = client.post(replacing(resource), form())

    assert response.status_code == 422
    assert "Il manque 1 partie" in response.content.decode()
