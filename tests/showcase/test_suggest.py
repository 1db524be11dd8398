from html import unescape
from pathlib import Path

import pytest
from django.conf import settings

from tests import factories
from tests.client import query_budget

pytestmark = pytest.mark.django_db
ADDRESS = "/explorer/suggestions/"


def suggested(client, typed):
    answer = client.get(ADDRESS, {"q": typed}, headers={"accept": "application/json"})
    return {(one["kind"], one["label"]) for one in answer.json()["suggestions"]}


def test_first_letters_find_titles_keywords_themes_and_organizations(client):
    publisher = factories.organization("Musée des tisserands")
    factories.dataset(
        "Fréquentation des musées",
        organization=publisher,
        keywords=["musée gratuit", "entrées"],
        published=True,
    )

    assert suggested(client, "musé") == {
        ("Jeu de données", "Fréquentation des musées"),
        ("Mot-clé", "musée gratuit"),
        ("Thématique", "Musées"),
        ("Organisation", "Musée des tisserands"),
    }
    assert ("Jeu de données", "Fréquentation des musées") in suggested(client, "fréquentation mus")
    assert suggested(client, "zz") == set()


def test_a_whole_word_and_its_beginning_find_the_same_title(client):
    factories.dataset("Bibliothèques de Besançon", published=True)

    for typed in ("bib", "biblioth", "bibliothèque", "BIBLIOTHÈQUES", "bibliothèques de bes"):
        assert ("Jeu de données", "Bibliothèques de Besançon") in suggested(client, typed), typed


def test_only_what_is_public_is_suggested(client, client_of):
    secret = factories.canary()
    publisher = factories.organization(f"Service {secret}")
    draft = factories.dataset(canary=secret, organization=publisher)
    factories.dataset(f"Close {secret}", organization=publisher, state="archived")

    for reader in (client, client_of(factories.editor(draft.organization))):
        assert suggested(reader, secret[:9]) == set()


def test_without_a_script_the_same_address_is_a_page_of_links(client):
    dataset = factories.dataset("Orgues de France", published=True)

    page = unescape(client.get(ADDRESS, {"q": "org"}).content.decode())

    assert f'<a href="{dataset.get_absolute_url()}">Orgues de France</a>' in page
    assert "Rien ne commence ainsi" in unescape(client.get(ADDRESS, {"q": "zzz"}).content.decode())
    assert client.get(ADDRESS).status_code == 200


@pytest.mark.parametrize(
    "typed", ["\x00", "%", "*", '"', "a" * 9999, "a:b", "NEAR(", "é", "l'", "a*"]
)
def test_garbage_is_never_a_failure(client, typed):
    factories.dataset("Orgues", published=True)

    assert client.get(ADDRESS, {"q": typed}).status_code == 200


def test_it_asks_few_questions(client):
    for number in range(30):
        factories.dataset(f"Orgues {number}", with_link=True, published=True)

    with query_budget(4):
        suggested(client, "org")


def test_its_script_is_small():
    script = Path(settings.BASE_DIR) / "static" / "vitrine" / "js" / "suggest.js"

    assert script.stat().st_size < 3 * 1024
