"""The feed and the table of the results."""

import csv
import io
from xml.etree import ElementTree

import pytest

from tests import factories
from tests.client import query_budget

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
FEED, EXPORT = "/explorer/flux.atom", "/explorer/export.csv"


def entries(client, **parameters):
    answer = client.get(FEED, parameters)
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    feed = ElementTree.fromstring(answer.content)  # noqa: S314 — our own bytes
    return [entry.find(f"{ATOM}title").text for entry in feed.iter(f"{ATOM}entry")]


def table(client, **parameters):
    answer = client.get(EXPORT, parameters)
    assert answer.streaming
    text = b"".join(answer.streaming_content).decode("utf-8")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def test_the_feed_has_the_results_the_latest_first(client):
    factories.dataset("Orgues", keywords=["musique"], published=True)
    factories.dataset("Orgues & <cloches>", keywords=["musique"], published=True)
    factories.dataset("Vitraux", published=True)
    factories.dataset("Orgues en brouillon")

    assert entries(client, q="orgues") == ["Orgues & <cloches>", "Orgues"]
    assert entries(client, mot="musique") == ["Orgues & <cloches>", "Orgues"]
    assert len(entries(client)) == 3


def test_the_feed_names_itself_and_the_page(client):
    dataset = factories.dataset("Orgues", published=True)

    raw = client.get(FEED, {"q": "orgues"}).content.decode()

    assert f"urn:uuid:{dataset.pk}" in raw
    assert 'href="http://127.0.0.1:8000/explorer/flux.atom?q=orgues"' in raw
    assert 'href="http://127.0.0.1:8000/explorer/?q=orgues"' in raw


def test_a_character_that_xml_cannot_write_does_not_break_the_feed(client):
    factories.dataset("Orgues \x08 de France", published=True)

    assert len(entries(client)) == 1


def test_the_table_has_all_the_results_and_what_describes_them(client):
    factories.dataset(
        "Orgues ; et « tuyaux »",
        keywords=["buffet", "orgue"],
        themes=["musique"],
        territories=["fr:departement:35"],
        published=True,
    )
    factories.dataset("Vitraux", published=True)
    factories.dataset("Orgues en brouillon")

    [row] = table(client, q="orgues")

    assert row["titre"] == "Orgues ; et « tuyaux »"
    assert row["mots-clés"] == "buffet, orgue"
    assert row["thématiques"] == "Musique"
    assert row["territoires"] == "Bretagne, Ille-et-Vilaine"
    assert row["licence"] == "Licence Ouverte 2.0"
    assert (row["fichiers"], row["formats"]) == ("1", "CSV")
    assert row["adresse"].startswith("http://127.0.0.1:8000/jeux-de-donnees/")
    assert len(table(client)) == 2


@pytest.mark.parametrize("start", ["=", "+", "-", "@"])
def test_no_cell_is_a_formula(client, start):
    factories.dataset(f"{start}HYPERLINK(1)", published=True)

    [row] = table(client)

    assert row["titre"] == f"'{start}HYPERLINK(1)"


def test_they_ask_as_few_questions_with_30_results_as_with_two(client):
    def asked(budget, address):
        with query_budget(budget) as made:
            answer = client.get(address, {"q": "orgues", "mot": "buffet"})
            b"".join(answer.streaming_content) if answer.streaming else answer.content
        return len(made)

    for number in range(2):
        factories.dataset(f"Orgues {number}", keywords=["buffet"], published=True)
    few = asked(4, FEED), asked(6, EXPORT)
    for number in range(28):
        factories.dataset(f"Orgues {number}", keywords=["buffet"], with_link=True, published=True)

    assert (asked(4, FEED), asked(6, EXPORT)) == few


@pytest.mark.parametrize("page", [FEED, EXPORT])
@pytest.mark.parametrize("typed", ["\x00", "%", "le la", "a" * 9999, "' OR 1=1"])
def test_garbage_is_never_a_failure(client, page, typed):
    answer = client.get(page, {"q": typed, "mot": typed, "tri": typed})

    assert answer.status_code == 200
    if answer.streaming:
        b"".join(answer.streaming_content)


def test_the_explorer_offers_both_with_its_own_parameters(client):
    factories.dataset("Orgues", published=True)

    page = client.get("/explorer/", {"q": "orgues", "page": "1"}).content.decode()

    assert 'href="/explorer/flux.atom?q=orgues"' in page
    assert 'href="/explorer/export.csv?q=orgues"' in page
