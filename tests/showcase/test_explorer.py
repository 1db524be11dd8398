from html import unescape

import pytest

from catalog.actions import dataset as verbs
from tests import factories
from tests.client import query_budget

pytestmark = pytest.mark.django_db
BUDGET = 12
EXPLORER = "/explorer/"
GARBAGE = [
    *("\x00", "%", "-", "*", "a\nb", "\U0001d11e", "a" * 10_000, "mot " * 2_500),
    *("' OR 1=1 --", '"a AND (b OR', "NEAR(a b)", "a:b", "../../etc/passwd"),
]


def read(client, **parameters):
    answer = client.get(EXPLORER, parameters)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def results(client, **parameters):
    answer = client.get(EXPLORER, parameters)
    return [row.dataset.title for row in answer.context["rows"]]


def ways(client, **parameters):
    return client.get(EXPLORER, parameters).context["ways"]


def title_of(page):
    return page.split("<title>")[1].split("</title>")[0].strip()


def test_everything_published_is_listed_the_newest_first(client):
    factories.dataset("Premier", published=True)
    factories.dataset("Deuxième", published=True)

    assert results(client) == ["Deuxième", "Premier"]


def test_the_list_is_the_same_for_all_whoever_is_signed_in(client_of):
    secret = factories.canary()
    draft = factories.dataset(canary=secret)
    archived = factories.dataset("Archives closes", state="archived")
    editor = factories.editor(draft.organization)

    page = read(client_of(editor))

    assert secret not in page
    assert archived.title not in page


def test_the_title_tells_the_words_and_the_count(client):
    factories.dataset("Bibliothèques de Besançon", published=True)
    factories.dataset("Bibliothèques de Rennes", published=True)

    assert title_of(read(client, q="bibliothèque")).startswith(
        "«\u00a0bibliothèque\u00a0»\u00a0: 2 jeux de données —"
    )
    assert title_of(read(client, q="xyz")).startswith(
        "«\u00a0xyz\u00a0»\u00a0: aucun jeu de données —"
    )


def test_the_searched_word_is_marked_whatever_its_form(client):
    factories.dataset(
        "Musées de France", short_description="Chaque musée, son adresse.", published=True
    )

    page = read(client, q="MUSEE")

    assert "<mark>Musées</mark> de France" in page
    assert "Chaque <mark>musée</mark>, son adresse." in page


def test_what_is_searched_is_written_back_harmless(client):
    answer = client.get(EXPLORER, {"q": '"><script>alert(1)</script>'})

    assert "<script>alert" not in answer.content.decode()


def test_a_typo_is_corrected_and_said(client):
    factories.dataset("Monuments historiques", published=True)

    page = read(client, q="monumnets")

    assert "Aucun jeu de données ne contient «\u00a0monumnets\u00a0»." in page
    assert "Voici ceux qui contiennent" in page
    assert "?q=monuments" in page


def test_a_correction_is_written_with_its_accents(client):
    factories.dataset("Bibliothèques de Besançon", published=True)

    page = read(client, q="bibliotheqes")

    assert "contiennent <a" in page
    assert "«\u00a0bibliothèques\u00a0»" in page
    assert "<mark>Bibliothèques</mark>" in page


def test_what_is_corrected_is_marked(client):
    factories.dataset("Monuments historiques", published=True)

    page = read(client, q="monumnets")

    assert "<mark>Monuments</mark> historiques" in page


def test_facets_count_what_one_more_click_would_show(client):
    louvre = factories.organization("Musée du Louvre")
    orsay = factories.organization("Musée d’Orsay")
    factories.dataset("A", organization=louvre, keywords=["peinture"], published=True)
    factories.dataset("B", organization=louvre, keywords=["peinture"], published=True)
    factories.dataset("C", organization=orsay, keywords=["sculpture"], published=True)
    factories.dataset("Brouillon", organization=orsay, keywords=["sculpture"])

    facets = client.get(EXPLORER, {"organisation": louvre.slug}).context["facets"]

    counts = {facet.title: {value.label: value.count for value in facet.first} for facet in facets}
    assert counts["Organisation"] == {"Musée du Louvre": 2, "Musée d’Orsay": 1}
    assert counts["Mot-clé"] == {"peinture": 2}
    assert counts["Licence"] == {"Licence Ouverte 2.0": 2}


def test_beyond_five_values_a_facet_keeps_the_others_folded(client):
    factories.dataset("A", keywords=[f"mot {number}" for number in range(70)], published=True)

    page = read(client)

    facets = client.get(EXPLORER).context["facets"]
    [keywords] = [facet for facet in facets if facet.parameter == "mot"]
    assert (len(keywords.first), len(keywords.others), keywords.unlisted) == (5, 15, 50)
    assert "Tout voir" in page
    assert "Et 50 autres" in page


def test_active_filters_are_links_that_remove_them_and_keep_the_rest(client):
    louvre = factories.organization("Musée du Louvre")
    factories.dataset(
        "Tableaux", organization=louvre, keywords=["peinture", "huile"], published=True
    )
    chosen = {"q": "tableaux", "mot": ["peinture", "huile"], "organisation": louvre.slug}

    answer = client.get(EXPLORER, chosen | {"page": "1"})

    removals = {filter.label: filter.address for filter in answer.context["active"]}
    assert set(removals) == {"Musée du Louvre", "peinture", "huile"}
    assert removals["peinture"] == "?q=tableaux&organisation=musee-du-louvre&mot=huile"


def test_a_filter_that_keeps_nothing_can_still_be_removed(client):
    orsay = factories.organization("Musée d’Orsay")
    factories.dataset("Sculptures", organization=orsay, published=True)
    factories.dataset("Tableaux", published=True)

    answer = client.get(EXPLORER, {"q": "tableaux", "organisation": [orsay.slug, "inconnu"]})

    labels = {filter.label for filter in answer.context["active"]}
    assert labels == {"Musée d’Orsay", "inconnu"}


def test_nothing_found_says_what_was_tried_and_what_to_try(client):
    factories.dataset("Tableaux de maîtres", published=True)
    factories.dataset("Partitions", keywords=["musique"], published=True)

    page = read(client, q="tableaux maîtres", mot="musique")

    assert "tableaux, maitres" in page
    assert "Sans le filtre musique" in page
    found = ways(client, q="tableaux maîtres", mot="musique")
    assert [(way.label, way.count) for way in found] == [
        ("Sans le filtre musique", 1),
        ("Chercher seulement «\u00a0maîtres\u00a0»", 1),
        ("Chercher seulement «\u00a0tableaux\u00a0»", 1),
    ]


def test_the_filter_whose_removal_brings_most_comes_first(client):
    publisher = factories.organization("Musée du Louvre")
    for keyword in ("huile", "huile", "pastel"):
        factories.dataset("Tableaux", organization=publisher, keywords=[keyword], published=True)
    factories.dataset("Partitions", keywords=["piano"], published=True)

    found = ways(client, mot="piano", organisation=publisher.slug)

    assert [(way.label, way.count) for way in found] == [
        ("Sans le filtre piano", 3),
        ("Sans le filtre Musée du Louvre", 1),
    ]


def test_what_holds_most_of_the_words_is_shown_when_nothing_holds_all(client):
    factories.dataset("Tableaux de maîtres", published=True)
    factories.dataset("Maîtres verriers", published=True)
    factories.dataset("Partitions", published=True)

    page = read(client, q="les tableaux de maîtres gratuits")

    assert "ne contient tous ces mots\u00a0: <strong>tableaux, maitres, gratuits" in page
    assert "qui en contiennent au moins deux" in page
    assert results(client, q="les tableaux de maîtres gratuits") == ["Tableaux de maîtres"]


def test_a_query_of_which_nothing_holds_half_finds_nothing(client):
    factories.dataset("Tableaux", published=True)

    assert results(client, q="tableaux volcan geyser") == []


def test_a_place_is_said_to_be_read_as_one(client):
    factories.dataset("Festivals", territories=["country:fr"], published=True)

    page = read(client, q="festivals en Bretagne")

    assert "«\u00a0Bretagne\u00a0» est lu comme un lieu" in page
    assert "le territoire «\u00a0France\u00a0»" in page
    assert "lu comme un lieu" not in read(client, q="Bretagne")


def test_a_query_without_a_meaningful_word_says_so(client):
    factories.dataset("Tableaux", published=True)

    assert "ne contient aucun mot à chercher" in read(client, q="le la !")


def test_relevance_is_an_order_only_for_words(client):
    for title in ("Tableaux", "Sculptures"):
        factories.dataset(title, published=True)

    assert "Pertinence" not in read(client, tri="pertinence")
    assert "Pertinence" in read(client, q="jeu ce")


def test_pages_are_in_the_address_and_keep_the_filters(client):
    publisher = factories.organization("Musée du Louvre")
    for _ in range(21):
        factories.dataset(organization=publisher, with_link=True, published=True)

    page = read(client, organisation=publisher.slug)
    last = read(client, organisation=publisher.slug, page="2")

    assert "?organisation=musee-du-louvre&page=2" in page
    assert "page 2" in title_of(last)
    assert len(results(client, page="2")) == 1


@pytest.mark.parametrize("number", ["0", "-1", "99", "abc", "9" * 400, "\x00", "١"])
def test_a_page_that_does_not_exist_leads_to_one_that_does(client, number):
    factories.dataset("Tableaux", published=True)

    assert results(client, page=number) == ["Tableaux"]


@pytest.mark.parametrize(
    "name", ["q", "mot", "organisation", "fraicheur", "territoire", "tri", "page", "autre"]
)
def test_garbage_is_never_a_failure(client, name):
    factories.dataset("Tableaux", published=True)

    for garbage in GARBAGE:
        assert client.get(EXPLORER, {name: garbage}).status_code == 200, garbage[:20]


def test_a_dataset_is_found_in_the_commit_that_publishes_it(client):
    draft = factories.dataset("Vitraux", with_link=True)
    assert results(client, q="vitrail vitraux") == []

    verbs.publish_dataset(draft, by=factories.platform())

    assert results(client, q="vitraux") == ["Vitraux"]


def test_the_longest_way_to_nothing_stays_within_the_budget(client):
    factories.dataset("Monuments", keywords=["pierre"], published=True)
    factories.dataset("Partitions", keywords=["musique"], published=True)

    with query_budget(BUDGET):
        client.get(EXPLORER, {"q": "monumnets", "mot": "musique", "organisation": "inconnue"})


def test_a_visitor_gets_no_cookie_and_no_form_key(client):
    answer = client.get(EXPLORER, {"q": "musée"})

    assert not answer.cookies
    assert "csrf" not in answer.content.decode()
