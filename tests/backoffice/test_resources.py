"""Files and links of a dataset; bad input is told why, and nothing is lost."""

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from catalog.enums import DatasetState
from catalog.models import Resource
from tests import factories

pytestmark = pytest.mark.django_db
CSV = "nom;ville\nMusée;Sète\n".encode()


def file(name="musees.csv", content=CSV):
    return SimpleUploadedFile(name, content)


def add_url(dataset, kind="file"):
    return reverse(f"backoffice:resource-add-{kind}", args=[dataset.pk])


def file_form(**changes):
    return {"file": file(), "type": "main", "submission": str(uuid.uuid4())} | changes


@pytest.fixture
def dataset():
    return factories.dataset()


@pytest.fixture
def client(client_of, dataset):
    return client_of(factories.editor(dataset.organization))


def test_a_file_without_a_title_takes_its_own_name(client, dataset):
    response = client.post(add_url(dataset), file_form())

    resource = dataset.resources.get()
    assert (resource.title, resource.current_version.size) == ("musees.csv", len(CSV))
    assert response.url == reverse("backoffice:dataset-edit", args=[dataset.pk]) + "?etape=7"


def test_a_file_sent_twice_is_added_once(client, dataset):
    key = str(uuid.uuid4())

    for _ in range(2):
        client.post(add_url(dataset), file_form(submission=key))

    assert dataset.resources.count() == 1


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("vide.csv", b"", "est vide (0 octet)"),
        ("page.csv", b"<!DOCTYPE html><html><body>Connexion</body></html>", "une page web"),
        ("gros.csv", b"a;b\n" * 400, "la limite est de"),
    ],
    ids=["empty", "html", "too-large"],
)
def test_a_file_that_cannot_be_published_is_refused_and_the_text_kept(
    client, dataset, settings, name, content, said
):
    settings.FILES_MAX_BYTES = 1000
    form = file_form(file=file(name, content), title="Le titre que j’ai écrit")

    response = client.post(add_url(dataset), form)

    page = response.content.decode()
    assert response.status_code == 422
    assert said in page
    assert name in page
    assert "Le titre que j’ai écrit" in page
    assert not dataset.resources.exists()


def test_without_a_file_one_is_asked_for(client, dataset):
    response = client.post(add_url(dataset), {"type": "main", "description": "Mes explications"})

    assert response.status_code == 422
    assert "Choisissez un fichier." in response.content.decode()
    assert "Mes explications" in response.content.decode()


def test_when_a_text_is_refused_the_file_is_said_to_be_chosen_again(client, dataset):
    response = client.post(add_url(dataset), file_form(title="x" * 10_000))

    page = response.content.decode()
    assert response.status_code == 422
    assert "la limite est de 350" in page
    assert "choisissez le vôtre à nouveau" in page


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("Élèves d’écoles « été » (2026).csv", "Élèves d’écoles « été » (2026).csv"),
        ('le "grand" musée.csv', "le &quot;grand&quot; musée.csv"),
        ("../../etc/passwd.csv", "passwd.csv"),
        ("é" * 300 + ".csv", "é" * 190),
    ],
    ids=["accents", "quotes", "folders", "300-characters"],
)
def test_any_name_is_kept_readable_and_harmless(client, dataset, sent, shown):
    upload = file()
    upload._name = sent  # a browser sends what it likes; Django's own setter would clean it here

    client.post(add_url(dataset), file_form(file=upload))

    version = dataset.resources.get().current_version
    assert "/" not in version.filename
    assert len(version.filename) <= 200
    assert version.filename.endswith(".csv")
    page = client.get(reverse("backoffice:resource-edit", args=[version.resource_id]))
    assert shown in page.content.decode()


def test_a_link_is_added_with_its_format(client, dataset):
    form = {"url": factories.LINK, "title": "Musées", "format": "CSV", "type": "main"}

    client.post(add_url(dataset, "link"), form)

    resource = dataset.resources.get()
    assert (resource.url, resource.format, resource.is_remote) == (factories.LINK, "csv", True)


@pytest.mark.parametrize(
    "address",
    ["ftp://exemple.org/a.csv", "file:///etc/passwd", "http://127.0.0.1/", "http://10.0.0.8/a.csv"],
)
def test_a_link_that_the_public_could_not_open_is_refused_and_kept_in_the_form(
    client, dataset, address
):
    form = {"url": address, "title": "Le titre que j’ai écrit", "type": "main"}

    response = client.post(add_url(dataset, "link"), form)

    page = response.content.decode()
    assert response.status_code == 422
    assert "ne convient pas" in page
    assert "Le titre que j’ai écrit" in page
    assert not dataset.resources.exists()


def test_describing_changes_what_is_named_only(client, dataset):
    resource = factories.resource(dataset, title="Avant", description="Gardée")

    client.post(
        reverse("backoffice:resource-edit", args=[resource.pk]), {"title": "x", "type": "main"}
    )

    resource.refresh_from_db()
    assert (resource.title, resource.description) == ("x", "Gardée")


def test_a_link_changes_its_address_but_a_file_has_none(client, dataset):
    link = factories.link(dataset)
    form = {"title": "Autre", "type": "api", "format": "json", "url": "https://exemple.org/api"}

    client.post(reverse("backoffice:resource-edit", args=[link.pk]), form)

    link.refresh_from_db()
    assert (link.url, link.declared_format) == ("https://exemple.org/api", "json")
    resource = factories.resource(dataset)
    client.post(reverse("backoffice:resource-edit", args=[resource.pk]), form)
    resource.refresh_from_db()
    assert resource.url == ""


def test_every_version_is_listed_with_its_own_address(client, dataset):
    resource = factories.resource(dataset)
    factories.version(resource, b"a;b\n1;2\n", note="Deux colonnes")

    page = client.get(reverse("backoffice:version-list", args=[resource.pk])).content.decode()

    for number in (1, 2):
        assert reverse("permalink:version-download", args=[resource.pk, number]) in page
    assert "Deux colonnes" in page


def titles(dataset):
    return [resource.title for resource in dataset.resources.in_place().for_page()]


def test_buttons_move_a_file_up_and_down_and_stop_at_the_ends(client, dataset):
    resources = [factories.link(dataset, title=title) for title in "abc"]
    url = reverse("backoffice:resource-move", args=[resources[2].pk])

    client.post(url, {"vers": "haut"})
    assert titles(dataset) == ["a", "c", "b"]
    client.post(url, {"vers": "haut"})
    client.post(url, {"vers": "haut"})
    assert titles(dataset) == ["c", "a", "b"]
    client.post(url, {"vers": "bas"})
    assert titles(dataset) == ["a", "c", "b"]


def test_a_button_pressed_twice_moves_once(client, dataset):
    resources = [factories.link(dataset, title=title) for title in "abc"]
    url = reverse("backoffice:resource-move", args=[resources[2].pk])

    for _ in range(2):
        client.post(url, {"vers": "haut", "rang": "2"})

    assert titles(dataset) == ["a", "c", "b"]


def test_removing_is_confirmed_and_undone(client, dataset):
    resource = factories.resource(dataset)
    remove = reverse("backoffice:resource-remove", args=[resource.pk])
    assert client.get(remove).status_code == 200
    assert Resource.objects.in_place().exists()

    client.post(remove)
    client.post(remove)
    assert not Resource.objects.in_place().exists()
    client.post(reverse("backoffice:resource-restore", args=[resource.pk]))

    assert Resource.objects.in_place().exists()
    assert dataset.activities.filter(verb="resource.removed").count() == 1


def test_a_stranger_touches_no_file_of_a_public_dataset(client_of):
    resource = factories.dataset(state=DatasetState.PUBLISHED).resources.get()
    stranger = client_of(factories.user())

    for name in ("edit", "remove", "restore", "move", "replace"):
        url = reverse(f"backoffice:resource-{name}", args=[resource.pk])
        assert stranger.post(url).status_code == 403


def test_a_contributor_adds_to_the_dataset_named_for_them_and_to_no_other(client_of, dataset):
    other = factories.dataset(organization=dataset.organization)
    client = client_of(factories.grant(dataset))

    assert client.post(add_url(dataset), file_form()).status_code == 302
    assert client.post(add_url(other), file_form()).status_code == 404
