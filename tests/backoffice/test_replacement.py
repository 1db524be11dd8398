"""Replacing a file: same address, new version, and a receipt that says so."""

import hashlib
import uuid
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests import factories
from tests.forms import forms_of

pytestmark = pytest.mark.django_db
NEW = "nom;commune\nMusée;Sète\nMusée;Uzès\n".encode()
LOST = "nom\nMusée\nMusée bis\n".encode()


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
    for said in ("la version 2 est en ligne", "Uzès ajoutée", "Version 1", old):
        assert said in page
    assert hashlib.sha256(NEW).hexdigest() in page
    assert resource.permalink in page
    assert resource.dataset.get_absolute_url() in page


def test_the_same_bytes_are_said_to_be_the_same(client, resource):
    page = client.post(url(resource), form(factories.CSV), follow=True).content.decode()

    assert "identique, octet pour octet" in page


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
    factories.version(resource, b"nom;commune\nA;B\nC;D\n")
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


def held(resource):
    return factories.sent(resource, LOST, by=factories.platform())


def page_of(version, name="version-detail"):
    return reverse(f"backoffice:{name}", args=[version.resource_id, version.number])


def test_a_file_that_loses_a_column_leads_to_the_comparison_and_nothing_moves(client, resource):
    response = client.post(url(resource), form(LOST), follow=True)

    page = response.content.decode()
    for said in ("À confirmer", "bloque la mise en ligne", "commune", "Mettre en ligne quand même"):
        assert said in page
    assert b"".join(client.get(resource.permalink)) == factories.CSV


def test_confirming_asks_for_a_note_and_loses_nothing(client, resource):
    version = held(resource)

    response = client.post(page_of(version, "version-confirm"), {"note": ""})

    resource.refresh_from_db()
    assert response.status_code == 422
    assert "Mettre en ligne quand même" in response.content.decode()
    assert resource.current_version.number == 1


def test_confirmed_with_its_note_it_is_on_line(client, resource):
    version = held(resource)

    page = client.post(
        page_of(version, "version-confirm"), {"note": "La commune est retirée."}, follow=True
    ).content.decode()

    resource.refresh_from_db()
    assert resource.current_version.note == "La commune est retirée."
    assert "La version 2 est en ligne" in page


def test_rejected_it_says_so_and_what_is_on_line_stays(client, resource):
    version = held(resource)

    page = client.post(
        page_of(version, "version-reject"), {"reason": "Mauvais export"}, follow=True
    ).content.decode()

    resource.refresh_from_db()
    assert resource.current_version.number == 1
    assert "Mauvais export" in page


def test_what_somebody_has_decided_meanwhile_is_said(client, resource):
    version = held(resource)
    client.post(page_of(version, "version-reject"))

    response = client.post(page_of(version, "version-confirm"), {"note": "La mienne"})

    assert response.status_code == 422
    assert "rejetée" in response.content.decode()


def test_a_large_file_shows_that_it_is_being_checked(client, resource, settings):
    settings.FILES_INLINE_BYTES = 1

    page = client.post(url(resource), form(), follow=True).content.decode()

    assert "Contrôle en cours" in page
    assert "data-vi-awaited" in page


def test_the_history_says_all_of_every_version_and_puts_one_back(client, resource):
    factories.version(resource, LOST, note="Sans la commune")
    history = reverse("backoffice:version-list", args=[resource.pk])

    page = client.get(history).content.decode()
    for said in ("Version 1", "Version 2", "Sans la commune", "par écran", "Remettre en ligne"):
        assert said in page
    client.post(page_of(resource.versions.get(number=1), "version-restore"))

    assert b"".join(client.get(resource.permalink)) == factories.CSV
    assert resource.versions.count() == 3


def test_any_two_versions_are_compared(client, resource):
    factories.version(resource, LOST)
    compare = reverse("backoffice:version-compare", args=[resource.pk])

    page = client.get(compare, {"avant": 2, "apres": 1}).content.decode()

    assert "De la version 2 à la version 1" in page
    assert "commune" in page
    assert client.get(compare, {"avant": 2, "apres": 9}).status_code == 404
    assert client.get(compare).status_code == 404


def test_a_note_is_added_afterwards(client, resource):
    client.post(page_of(resource.current_version, "version-note"), {"note": "Sept corrections"})

    resource.refresh_from_db()
    assert resource.current_version.note == "Sept corrections"


def test_the_columns_are_described_on_one_screen_and_stay_when_the_file_is_replaced(
    client, resource
):
    factories.version(resource, NEW)
    address = reverse("backoffice:resource-columns", args=[resource.pk])
    (found,) = [one for one in forms_of(client.get(address)) if in_columns(one)]
    labels = in_columns(found)

    client.post(address, {**found.fields, labels[0]: "Nom du musée"})
    factories.version(resource, b"nom\nA\nB\n")

    page = client.get(address).content.decode()
    assert "Nom du musée" in page
    assert resource.column_descriptions.get().name == "nom"


def in_columns(form):
    return [name for name in form.fields if name.endswith("-label")]


def test_the_guard_is_set_and_obeyed(client, resource):
    address = reverse("backoffice:resource-guard", args=[resource.pk])

    client.post(address, {"guard": "off", "row_tolerance": "30", "key_columns": "nom, "})
    client.post(url(resource), form(LOST))

    resource.refresh_from_db()
    assert (resource.key_columns, resource.current_version.number) == (["nom"], 2)


def test_one_click_says_the_data_still_hold(client, resource):
    address = reverse("backoffice:resource-confirm", args=[resource.pk])

    page = client.post(address, follow=True).content.decode()

    resource.refresh_from_db()
    assert resource.confirmed_at
    assert "toujours valable" in page


def test_what_waits_is_on_the_desk_of_those_who_may_decide(client, resource, client_of):
    held(resource)
    home = reverse("backoffice:home")

    assert "Comparer et décider" in client.get(home).content.decode()
    assert "Une chose vous attend" in client.get(home).content.decode()
    other = client_of(factories.editor())
    assert "Comparer et décider" not in other.get(home).content.decode()


def schema_form(content):
    return {"file": SimpleUploadedFile("schema.json", content)}


def test_a_schema_is_drawn_from_the_file(client, resource):
    factories.version(resource, NEW)

    client.post(reverse("backoffice:schema-draw", args=[resource.pk]))

    guard = client.get(reverse("backoffice:resource-guard", args=[resource.pk])).content.decode()
    assert "nom, commune" in guard


def test_what_breaks_the_schema_is_shown(client, resource):
    asked = b'{"fields": [{"name": "nom"}, {"name": "commune", "constraints": {"required": true}}]}'
    client.post(reverse("backoffice:resource-schema", args=[resource.pk]), schema_form(asked))

    page = client.post(url(resource), form(LOST), follow=True).content.decode()

    assert "avec le schéma de ce fichier" in page


def test_what_is_no_schema_is_refused_and_one_is_taken_away(client, resource):
    address = reverse("backoffice:resource-schema", args=[resource.pk])

    for content in (b"nom;type", b'{"champs": []}'):
        assert client.post(address, schema_form(content)).status_code == 422
    client.post(address, schema_form(b'{"fields": [{"name": "nom", "type": "string"}]}'))
    resource.refresh_from_db()
    assert resource.table_schema["fields"][0]["name"] == "nom"
    client.post(reverse("backoffice:schema-remove", args=[resource.pk]))

    resource.refresh_from_db()
    assert resource.table_schema is None


@pytest.fixture
def published_schema(settings):
    """An address that gives a schema, on a server of this machine."""

    class Giving(BaseHTTPRequestHandler):
        def do_GET(self):
            body = b'{"fields": [{"name": "nom", "type": "string"}]}'
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *words):
            """Say nothing."""

    with HTTPServer(("127.0.0.1", 0), Giving) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        place = f"127.0.0.1:{server.server_port}"
        settings.NET_ALLOWED = [*settings.NET_ALLOWED, place]
        yield f"http://{place}/schema.json"
        server.shutdown()


def test_a_schema_is_taken_at_its_address(client, resource, published_schema):
    address = reverse("backoffice:resource-schema", args=[resource.pk])

    response = client.post(address, {"address": published_schema})

    resource.refresh_from_db()
    assert response.status_code == 302
    assert resource.schema_url == published_schema
    assert [field["name"] for field in resource.table_schema["fields"]] == ["nom"]


@pytest.mark.parametrize(
    ("sent", "said"),
    [({"address": "http://127.0.0.1:9/schema.json"}, "n’a pas donné de schéma"), ({}, "adresse")],
)
def test_an_address_of_the_inside_or_none_gives_no_schema(client, resource, sent, said):
    address = reverse("backoffice:resource-schema", args=[resource.pk])

    response = client.post(address, sent)

    resource.refresh_from_db()
    assert response.status_code == 422
    assert said in response.content.decode()
    assert resource.table_schema is None
