"""Twenty queries as visitors type them, with the titles each must find on the Explorer page."""

import re
from html import unescape

import pytest
from django.urls import reverse

from catalog.enums import DatasetState
from tests import factories

pytestmark = pytest.mark.django_db
ROW = re.compile(r"<h3[^>]*>\s*<a href=\"[^\"]*/jeux-de-donnees/[^\"]+\">(.*?)</a>", re.DOTALL)

# For each title, the keywords and the description.
CORPUS = {
    "Liste des musées de France": (["musée"], "Établissements labellisés au titre du code."),
    "Fréquentation des musées de France": (["musée", "public"], "Entrées par année depuis 2001."),
    "Musées : collections de la base Joconde": (["collections"], "Notices d’œuvres."),
    "Muséum d’histoire naturelle": ([], "Spécimens conservés."),
    "Églises protégées de Bretagne": (["église"], "Édifices inscrits ou classés."),
    "Cathédrales appartenant à l’État": (["cathédrale"], "Quatre-vingt-sept édifices."),
    "Orgues classés des églises": (["orgue"], "Instruments."),
    "Œuvres acquises par les FRAC": (["art contemporain"], "Acquisitions annuelles."),
    "Bibliothèques de Besançon": (["lecture"], "Horaires et adresses."),
    "Bibliothèques publiques": (["lecture"], "Adresses en France."),
    "Fonds régionaux d’art contemporain": ([], "Adresses."),
    "Festivals de musique": (["festival"], "Programmation."),
    "Panorama des festivals": (["festival"], "Danse, cinéma, livre."),
    "Cinémas art et essai": (["cinéma"], "Salles actives."),
    "Fréquentation cinématographique": (["cinéma"], "Séances et entrées."),
    "Théâtres nationaux": (["spectacle vivant"], "Scènes."),
    "Jardins remarquables": (["jardin"], "Jardins labellisés."),
    "Monuments historiques": (["patrimoine"], "Base Mérimée."),
    "Immeubles protégés de Côte-d’Or": (["patrimoine"], "Édifices."),
    "Archives départementales": (["archives"], "Annuaire des services."),
    "Journées européennes du patrimoine 2019": (["patrimoine"], "Animations."),
    "Dépenses culturelles des communes": (["finances"], "Comptes de 2023."),
    "Architecture contemporaine remarquable": (["architecture"], "Édifices du XXe siècle."),
    "Conservatoires": (["enseignement"], "Musique, danse, théâtre."),
    "Librairies indépendantes": (["livre"], "Librairies labellisées."),
    "Langues de France": (["langue"], "Locuteurs."),
    "Radios associatives": (["média"], "Aides versées."),
    "Photographies de la mission héliographique": (["photographie"], "Tirages de 1851."),
    "Fouilles archéologiques": (["archéologie"], "Opérations autorisées."),
    "Artothèques": (["prêt"], "Prêt d’œuvres au public."),
}
MUSEUMS = {
    "Liste des musées de France",
    "Fréquentation des musées de France",
    "Musées : collections de la base Joconde",
}
CHURCHES = {"Églises protégées de Bretagne", "Orgues classés des églises"}
WORKS = {
    "Œuvres acquises par les FRAC",
    "Musées : collections de la base Joconde",
    "Artothèques",
}
LIBRARIES = {"Bibliothèques de Besançon", "Bibliothèques publiques"}
EXPECTED = {
    "musée": MUSEUMS,
    "MUSEES": MUSEUMS,
    "les musées": MUSEUMS,
    "eglise": CHURCHES,
    "Églises": CHURCHES,
    "œuvres": WORKS,
    "oeuvre": WORKS,
    "bibliothèques Besançon": {"Bibliothèques de Besançon"},
    "besancon": {"Bibliothèques de Besançon"},
    "bibliotheque": LIBRARIES,
    "l’architecture": {"Architecture contemporaine remarquable"},
    "cinemas": {
        "Cinémas art et essai",
        "Fréquentation cinématographique",
        "Panorama des festivals",
    },
    "festivals de musique": {"Festivals de musique"},
    "Côte d'Or": {"Immeubles protégés de Côte-d’Or"},
    "cote-d'or": {"Immeubles protégés de Côte-d’Or"},
    "spectacles vivants": {"Théâtres nationaux"},
    "fréquentation 2001": {"Fréquentation des musées de France"},
    "JARDIN REMARQUABLE": {"Jardins remarquables"},
    "art contemporain": {
        "Œuvres acquises par les FRAC",
        "Fonds régionaux d’art contemporain",
    },
    "joconde": {"Musées : collections de la base Joconde"},
    "archives départementales": {"Archives départementales"},
    # a word is misspelt
    "bibliotheqe": LIBRARIES,
    "muesee": MUSEUMS,
    "monumants historiques": {"Monuments historiques"},
    "cathedralle": {"Cathédrales appartenant à l’État"},
    "archeolgie": {"Fouilles archéologiques"},
    "archives-departementalles": {"Archives départementales"},
    "l’archeolgie": {"Fouilles archéologiques"},
    # no dataset holds every word: those that hold most
    "musée volcan": MUSEUMS,
    "orgues volcan geyser": set(),
    "orgues classés volcan": {"Orgues classés des églises"},
    "églises en Auvergne": CHURCHES,
    # a place
    "musée en Bretagne": {"Liste des musées de France", "Fréquentation des musées de France"},
    "Bretagne": {"Églises protégées de Bretagne"},
    # nothing to find
    "le de la": set(),
    "volcan": set(),
    "'); DROP TABLE": set(),
    "musée AND NOT église": set(),
}


@pytest.fixture
def corpus():
    organization = factories.organization("Direction d’essai")
    for title, (keywords, description) in CORPUS.items():
        factories.dataset(
            title,
            organization=organization,
            published=True,
            with_link=True,
            keywords=keywords,
            description=description,
        )


def found(client, query, **parameters):
    """Return the titles of the page, in their order."""
    page = client.get(reverse("showcase:explorer"), {"q": query, **parameters})
    assert page.status_code == 200
    titles = [re.sub(r"<[^>]+>", "", title) for title in ROW.findall(page.content.decode())]
    return [unescape(title).strip() for title in titles]


def test_each_query_finds_the_titles_expected(client, corpus):
    answers = {query: set(found(client, query)) for query in EXPECTED}

    assert answers == EXPECTED
    assert len(EXPECTED) >= 20


def test_titles_that_hold_the_word_come_first(client, corpus):
    assert found(client, "oeuvres")[0] == "Œuvres acquises par les FRAC"
    assert found(client, "théâtre")[0] == "Théâtres nationaux"


def test_only_what_is_published_is_found(client):
    for state in DatasetState.values:
        factories.dataset(f"Phares {state}", state=state)

    assert found(client, "phares") == ["Phares published"]


def test_the_same_word_finds_the_same_datasets_through_the_api(client, corpus):
    for query in ("musée", "eglise", "bibliothèques Besançon", "le de la"):
        page = client.get("/api/1/datasets/", {"q": query, "page_size": 100}).json()

        assert {dataset["title"] for dataset in page["data"]} == EXPECTED[query]
