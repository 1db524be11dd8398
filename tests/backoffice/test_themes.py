"""The screens where the DPNC keeps the themes."""

from datetime import date

import pytest
from django.urls import reverse

from catalog.models import Theme
from tests import factories
from tests.backoffice.steps import text
from tests.client import query_budget

pytestmark = pytest.mark.django_db
LIST, CREATE = reverse("backoffice:theme-list"), reverse("backoffice:theme-create")


def url(name, theme):
    return reverse(f"backoffice:theme-{name}", args=[theme.pk])


@pytest.fixture
def client(client_of):
    return client_of(factories.dpnc_user())


@pytest.fixture
def livre():
    return Theme.objects.get(slug="livre")


def test_the_list_counts_what_each_theme_classes(client, livre):
    factories.dataset(published=True, themes=["livre"])
    factories.dataset(themes=["livre", "musee"])

    page = text(client.get(LIST))

    assert "1 jeu de données publié, 2 en tout" in page
    assert "Thème européen : Éducation, culture et sport" in page
    assert url("delete", livre) not in page
    assert url("delete", Theme.objects.get(slug="musique")) in page


def test_a_topical_theme_is_added_with_its_dates_and_offered_to_producers(client, client_of):
    typed = {
        "name": "Année du jardin",
        "description": "Les jardins.",
        "starts_on": "2026",
        "ends_on": "2027",
    }
    page = text(client.post(CREATE, typed, follow=True))

    made = Theme.objects.get(name="Année du jardin")
    assert (made.starts_on, made.ends_on) == (date(2026, 1, 1), date(2027, 12, 31))
    assert "D’actualité jusqu’au 31 décembre 2027" in page
    assert "Thématique ajoutée" in page
    dataset = factories.dataset()
    editor = client_of(factories.editor(dataset.organization))
    step = reverse("backoffice:dataset-edit", args=[dataset.pk]) + "?etape=3"
    assert "Année du jardin" in text(editor.get(step))


def test_a_theme_that_is_over_is_only_offered_where_it_was_chosen(client, client_of, livre):
    chosen = factories.dataset(themes=["livre"])
    other = factories.dataset(organization=chosen.organization)
    over = {"name": livre.name, "description": livre.description, "ends_on": "2020"}
    client.post(url("edit", livre), over)
    editor = client_of(factories.editor(chosen.organization))

    pages = {
        dataset: text(
            editor.get(reverse("backoffice:dataset-edit", args=[dataset.pk]) + "?etape=3")
        )
        for dataset in (chosen, other)
    }

    assert 'value="livre"' in pages[chosen]
    assert 'value="livre"' not in pages[other]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"ends_on": "31/6/2014"}, "juin 2014 a 30 jours"),
        ({"name": "Musées"}, "Une autre thématique s’appelle déjà « Musées »"),
        ({"starts_on": "2027", "ends_on": "2026"}, "finirait avant de commencer"),
    ],
)
def test_what_is_refused_comes_back_with_its_reason(client, livre, typed, said):
    form = {"name": "Lecture publique", "description": "Une autre phrase"} | typed

    response = client.post(url("edit", livre), form)

    assert response.status_code == 422
    assert said in text(response)
    assert "Une autre phrase" in text(response)
    assert Theme.objects.get(pk=livre.pk).name == "Livre et lecture"


def test_a_button_pressed_twice_moves_once(client):
    first, second = Theme.objects.in_order()[:2]

    for _ in range(2):
        client.post(url("move", second), {"vers": "haut", "rang": "1"})

    assert list(Theme.objects.in_order()[:2]) == [second, first]
    assert client.post(url("move", first), {"vers": "ailleurs"}).status_code == 404


def test_a_theme_in_use_is_told_to_be_dated(client, livre):
    factories.dataset(themes=["livre"])

    page = text(client.post(url("delete", livre), follow=True))

    assert "donnez-lui une date de fin" in page
    assert Theme.objects.filter(pk=livre.pk).exists()


def test_the_menu_and_the_screens_are_the_dpnc_s(client, client_of, livre):
    assert LIST in text(client.get(reverse("backoffice:home")))
    other = client_of(factories.administrator())
    assert LIST not in text(other.get(reverse("backoffice:home")))

    for address in (LIST, CREATE, url("edit", livre), url("move", livre), url("delete", livre)):
        assert other.post(address).status_code == 403


def test_the_list_asks_as_many_queries_with_two_datasets_as_with_forty(client):
    factories.dataset(themes=["livre"])
    client.get(LIST)
    with query_budget(15) as few:
        client.get(LIST)
    for number in range(20):
        Theme.objects.create(name=f"T{number}", slug=f"t{number}", description="Une de plus")

    with query_budget(15) as many:
        client.get(LIST)
    assert len(many) == len(few)
