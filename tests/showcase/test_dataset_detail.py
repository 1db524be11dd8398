import json
import re
from datetime import timedelta
from html import unescape

import pytest
from django.utils import timezone

from catalog.actions import dataset as verbs, resource as resources
from tests import factories
from tests.client import query_budget

pytestmark = pytest.mark.django_db


def read(client, dataset):
    answer = client.get(dataset.get_absolute_url())
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def structured(page):
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    return json.loads(found[1])


def test_the_page_says_who_publishes_what_and_under_which_licence(client):
    parent = factories.organization("Ministère de la Culture et des Arts")
    publisher = factories.organization("Service des orgues", parent=parent)
    dataset = factories.dataset(
        "Orgues de France",
        organization=publisher,
        short_description="Huit mille buffets.",
        keywords=["orgue"],
        published=True,
    )

    page = read(client, dataset)

    assert "<title>Orgues de France —" in page
    assert "Huit mille buffets." in page
    assert publisher.get_absolute_url() in page
    assert "Ministère de la Culture et des Arts" in page
    assert "Licence Ouverte 2.0" in page
    assert "https://www.etalab.gouv.fr/licence-ouverte-open-licence" in page
    assert "/explorer/?mot=orgue" in page


def test_a_file_has_its_permanent_address_its_size_and_its_fingerprint(client):
    dataset = factories.dataset(published=True)
    file = dataset.resources.get()

    page = read(client, dataset)

    assert f'href="/datasets/r/{file.pk}"' in page
    assert f"http://127.0.0.1:8000/datasets/r/{file.pk}" in page
    assert "Télécharger en CSV" in page
    assert file.current_version.sha256 in page
    assert "\u00a0octets" in page


def test_a_link_says_where_it_leads(client):
    dataset = factories.dataset(published=True)
    factories.link(dataset, url="https://cartes.exemple.org/orgues", title="Carte")

    page = read(client, dataset)

    assert 'href="https://cartes.exemple.org/orgues"' in page
    assert "Ouvrir sur cartes.exemple.org" in page


def test_documentation_comes_after_the_data(client):
    dataset = factories.dataset(published=True)
    factories.resource(dataset, title="Notice", type="documentation")
    factories.resource(dataset, title="Tuyaux")

    page = read(client, dataset)

    assert page.index("Tuyaux</h3>") < page.index("Notice</h3>")


def test_a_removed_file_leaves_the_page(client):
    dataset = factories.dataset(published=True)
    file = factories.resource(dataset, title="Fichier retiré")
    factories.version(file, b"nom\nautre\n", note="Note retirée")
    resources.remove_resource(file, by=factories.platform())

    page = read(client, dataset)

    assert "Fichier retiré" not in page
    assert "Note retirée" not in page


def test_what_changed_is_told_with_notes_dates_and_old_versions_but_no_name(client):
    editor = factories.editor()
    editor.first_name, editor.last_name = "Zéphyrine", "Quillebœuf"
    editor.save()
    dataset = factories.dataset(organization=editor.organizations.get(), by=editor, published=True)
    file = dataset.resources.get()
    factories.version(file, b"nom\nautre\n", by=editor, note="Trois orgues de plus.")

    page = read(client, dataset)

    assert "«\u00a0Trois orgues de plus.\u00a0»" in page
    assert f"/datasets/r/{file.pk}/versions/1" in page
    assert "Zéphyrine" not in page
    assert "Quillebœuf" not in page


def test_a_version_replaced_before_the_publication_is_not_told(client):
    dataset = factories.dataset(with_file=True)
    file = dataset.resources.get()
    factories.version(file, b"nom\nautre\n", note="Enfin sans les adresses privées.")
    factories.version(file, b"nom\nautre encore\n", note="Prêt.")
    dataset = verbs.publish_dataset(dataset, by=factories.platform())

    page = read(client, dataset)

    assert "Prêt." in page
    assert "adresses privées" not in page
    assert f"/datasets/r/{file.pk}/versions/1" not in page


def test_freshness_says_what_was_expected_and_since_when(client):
    long_ago = timezone.now() - timedelta(days=100)
    late = factories.dataset(frequency="monthly", published=True, at=long_ago)
    fresh = factories.dataset(frequency="annual", published=True)

    assert "En retard de 2\u00a0mois" in read(client, late)
    assert "attendu chaque mois" in read(client, late)
    assert "À jour" in read(client, fresh)


def test_markdown_is_rendered_and_a_script_in_it_is_harmless(client):
    text = "# Titre\n\n**gras** <script>alert(1)</script> [lien](javascript:alert(2)) ![x](//y.z/a)"
    dataset = factories.dataset(description=text, published=True)

    raw = client.get(dataset.get_absolute_url()).content.decode()

    assert "<h3>Titre</h3>" in raw
    assert "<strong>gras</strong>" in raw
    assert "<script>alert" not in raw
    assert 'href="javascript' not in raw
    assert "<img" not in raw.split("<main")[1].split("</main>")[0]


def test_structured_data_describes_the_dataset_and_cannot_be_closed(client):
    dataset = factories.dataset(
        "Orgues </script><script>alert(1)</script>", keywords=["orgue"], published=True
    )

    raw = client.get(dataset.get_absolute_url()).content.decode()

    facts = structured(raw)
    assert facts["@type"] == "Dataset"
    assert facts["name"] == dataset.title
    assert facts["keywords"] == ["orgue"]
    assert facts["distribution"][0]["encodingFormat"] == "text/csv"
    assert "<script>alert" not in raw


def test_the_citation_and_the_api_address_are_given(client):
    publisher = factories.organization("Service des orgues")
    dataset = factories.dataset("Orgues de France", organization=publisher, published=True)

    page = read(client, dataset)

    assert "Service des orgues, «\u00a0Orgues de France\u00a0», données du " in page
    assert "http://127.0.0.1:8000/api/1/datasets/orgues-de-france/" in page


def test_an_archived_dataset_says_so_and_stays_readable(client):
    dataset = factories.dataset(state="archived")

    page = read(client, dataset)

    assert "Archivé à l’instant" in page
    assert "Télécharger en CSV" in page


def test_a_draft_is_hidden_from_strangers_and_said_to_its_editors(client, client_of):
    secret = factories.canary()
    draft = factories.dataset(canary=secret, with_file=True)
    address = draft.get_absolute_url()

    assert client.get(address).status_code == 404
    assert client_of(factories.user()).get(address).status_code == 404
    assert secret not in client.get(f"/jeux-de-donnees/{draft.pk}/").content.decode()
    page = read(client_of(factories.editor(draft.organization)), draft)
    assert secret in page
    assert "Brouillon" in page
    assert '<meta name="robots" content="noindex">' in page
    assert "ld+json" not in page


def test_a_deleted_dataset_that_was_public_is_gone_and_says_since_when(client, client_of):
    dataset = factories.dataset("Orgues perdues", state="deleted")
    editor = factories.editor(dataset.organization)

    for reader in (client, client_of(editor)):
        answer = reader.get(dataset.get_absolute_url())
        page = unescape(answer.content.decode())

        assert answer.status_code == 410
        assert "« Orgues perdues » n’est plus publié" in page.replace("\u00a0", " ")
        assert str(timezone.localdate().year) in page


def test_a_deleted_draft_was_never_there(client):
    secret = factories.canary()
    draft = factories.dataset(canary=secret)
    verbs.delete_dataset(draft, by=factories.platform())

    answer = client.get(draft.get_absolute_url())

    assert answer.status_code == 404


def test_a_former_address_and_the_id_lead_to_the_current_one(client):
    dataset = factories.dataset("Orgues de France", published=True)
    former = dataset.get_absolute_url()
    dataset = verbs.describe_dataset(dataset, by=factories.platform(), title="Orgues et buffets")

    for address in (former, f"/jeux-de-donnees/{dataset.pk}/"):
        answer = client.get(address)

        assert (answer.status_code, answer["Location"]) == (301, dataset.get_absolute_url())


def test_a_former_address_says_nothing_of_a_dataset_that_is_hidden(client):
    draft = factories.dataset("Orgues de France")

    assert client.get(f"/jeux-de-donnees/{draft.pk}/").status_code == 404


def test_the_way_to_change_it_shows_only_to_those_who_may(client, client_of):
    dataset = factories.dataset(published=True)
    link = f"/espace/jeux-de-donnees/{dataset.pk}/"

    assert link not in read(client, dataset)
    assert link not in read(client_of(factories.editor()), dataset)
    assert link in read(client_of(factories.editor(dataset.organization)), dataset)
    assert link in read(client_of(factories.grant(dataset)), dataset)


def test_a_signed_in_editor_stays_within_the_budget(client_of):
    dataset = factories.dataset(published=True)
    client = client_of(factories.editor(dataset.organization))

    with query_budget(16):
        client.get(dataset.get_absolute_url())


def test_a_dataset_without_file_says_so(client_of):
    draft = factories.dataset()

    page = read(client_of(factories.editor(draft.organization)), draft)

    assert "n’a pas encore de fichier" in page


def test_a_visitor_gets_no_cookie_and_no_form_key(client):
    answer = client.get(factories.dataset(published=True).get_absolute_url())

    assert not answer.cookies
    assert "csrf" not in answer.content.decode()
