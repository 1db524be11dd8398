"""What the page of a dataset says around its files."""

import json
import re
from datetime import date
from html import unescape

import pytest

from catalog.actions import dataset as verbs
from catalog.models import Dataset
from tests import factories
from tests.client import query_budget

pytestmark = pytest.mark.django_db


def read(client, dataset):
    answer = client.get(dataset.get_absolute_url())
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def similar(client, dataset):
    sheet = client.get(dataset.get_absolute_url()).context["sheet"]
    return [each.title for each in sheet.about.similar]


def whole(**description):
    service = factories.organization("Service statistique")
    return factories.dataset(
        "Orgues de France",
        themes=["musique", "architecture"],
        territories=["fr:region:53", "country:fr"],
        granularity="fr:commune",
        temporal_start=date(2019, 1, 1),
        temporal_end=date(2025, 12, 31),
        producing_service="Bureau des orgues",
        legal_notice="Noms publiés avec l’accord des facteurs.",
        contacts=[
            {"name": "Bureau des orgues", "email": "orgues@exemple.org"},
            {"name": "Standard", "form": "https://exemple.org/ecrire"},
        ],
        producers=[
            {"role": "creator", "organization": service},
            {"role": "distributor", "name": "Agence des buffets"},
        ],
        keywords=["orgue"],
        published=True,
        **description,
    )


def test_everything_that_is_described_is_told(client):
    page = read(client, whole())

    assert "De 2019 à 2025" in page
    assert '<a href="/territoires/region/53/">Bretagne</a>' in page
    assert "/explorer/?territoire=country%3Afr" in page
    assert "Commune" in page
    assert "/thematiques/musique/" in page
    assert "Bureau des orgues" in page
    assert "Noms publiés avec l’accord des facteurs." in page
    assert "mailto:orgues@exemple.org" in page
    assert "https://exemple.org/ecrire" in page
    assert "Service statistique" in page
    assert "Agence des buffets" in page
    assert "Diffuseur" in page


def test_the_licence_says_what_one_may_do(client):
    free = factories.dataset(license="lov2", published=True)
    shared = factories.dataset(license="odc-odbl", published=True)

    assert "à condition de citer la source et la date" in read(client, free)
    assert "partager sous la même licence" in read(client, shared)


def test_without_contact_the_site_answers(client):
    assert "nous transmettrons" in read(client, factories.dataset(published=True))


def test_views_and_downloads_show_once_there_are_some(client):
    dataset = factories.dataset(published=True)
    assert "consultation" not in read(client, dataset)

    Dataset.objects.filter(pk=dataset.pk).update(source_views=1234, source_downloads=1)

    page = read(client, dataset)
    assert "1\u202f234 consultations" in page
    assert "1</strong>téléchargement," in page


def test_the_origin_of_an_imported_dataset_is_said(client):
    dataset = factories.dataset(published=True)
    source = {"page": "https://www.data.gouv.fr/datasets/orgues/"}
    Dataset.objects.filter(pk=dataset.pk).update(source=source)

    assert "Fiche reprise de data.gouv.fr" in read(client, dataset)

    Dataset.objects.filter(pk=dataset.pk).update(source={"page": "javascript:alert(1)"})
    assert "Fiche reprise" not in read(client, dataset)


def test_similar_datasets_share_words_and_are_public(client):
    secret = factories.canary()
    dataset = whole()
    factories.dataset("Orgues de Bretagne", keywords=["orgue"], published=True)
    factories.dataset("Concerts", themes=["musique"], published=True)
    factories.dataset("Du même service", organization=dataset.organization, published=True)
    factories.dataset("Close", keywords=["orgue"], state="archived")
    factories.dataset(canary=secret, keywords=["orgue"])

    assert similar(client, dataset) == ["Orgues de Bretagne", "Concerts"]
    assert secret not in read(client, dataset)


def test_it_is_shared_without_a_third_party(client):
    dataset = factories.dataset("Orgues & tuyaux", published=True)

    page = client.get(dataset.get_absolute_url()).content.decode()

    assert "mailto:?subject=Orgues%20%26%20tuyaux&amp;body=" in page
    assert "data-vi-copy" in page
    for network in ("facebook", "twitter", "linkedin"):
        assert network not in page


def test_structured_data_tell_when_where_and_who(client):
    raw = client.get(whole().get_absolute_url()).content.decode()

    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', raw, re.DOTALL)
    facts = json.loads(found[1])
    assert facts["temporalCoverage"] == "2019-01-01/2025-12-31"
    assert {place["name"] for place in facts["spatialCoverage"]} == {"Bretagne", "France"}
    assert facts["creator"] == [{"@type": "Organization", "name": "Service statistique"}]
    assert facts["license"].startswith("https://")
    assert "Musique" in facts["keywords"]


def test_a_whole_description_stays_within_the_budget(client, client_of):
    dataset = whole()
    for number in range(5):
        factories.dataset(f"Orgues {number}", keywords=["orgue"], published=True)

    for reader in (client, client_of(factories.editor(dataset.organization))):
        with query_budget(16):
            reader.get(dataset.get_absolute_url())


def test_what_a_draft_says_is_seen_by_its_editors_only(client, client_of):
    draft = factories.dataset(contacts=[{"name": "Bureau secret", "email": "b@exemple.org"}])
    editor = client_of(factories.editor(draft.organization))

    assert client.get(draft.get_absolute_url()).status_code == 404
    assert "Bureau secret" in read(editor, draft)
    archived = verbs.describe_dataset(draft, by=factories.platform(), legal_notice="Rien.")
    assert "Rien." in read(editor, archived)
