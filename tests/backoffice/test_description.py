"""What classes a dataset: words, themes, places, period; refused, nothing typed is lost."""

from datetime import date

import pytest

from catalog.models import Dataset
from tests import factories
from tests.backoffice.steps import CLASS, PERIOD, WORDS, edit_url, save, sent_back, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def dataset():
    return factories.dataset()


@pytest.fixture
def client(client_of, dataset):
    return client_of(factories.editor(dataset.organization))


def test_suggested_words_are_those_in_use_with_their_counts_the_house_s_own_first(client, dataset):
    for _ in range(3):
        factories.dataset(published=True, keywords=["presse"])
    factories.dataset(published=True, keywords=["festival"], organization=dataset.organization)
    factories.dataset(keywords=["secret"], organization=dataset.organization)

    page = text(client.get(edit_url(dataset, WORDS)))

    assert page.index("festival (1)") < page.index("presse (3)")
    assert "secret" not in page


def test_ticked_words_join_those_typed(client, dataset):
    factories.dataset(published=True, keywords=["presse"])

    save(client, dataset, WORDS, keywords="musée", suggested=["presse", "musée"])

    assert {word.name for word in dataset.keywords.all()} == {"musée", "presse"}


def test_a_third_theme_is_refused_and_the_choice_stays(client, dataset):
    chosen = ["musee", "musique", "livre"]

    response = save(client, dataset, CLASS, themes=["", *chosen], granularity="fr:commune")

    assert response.status_code == 422
    assert "Vous avez choisi 3 thématiques" in text(response)
    assert sent_back(response)["themes"] == ["", *sorted(chosen, key=ordered(response))]
    assert not dataset.themes.exists()
    assert Dataset.objects.get().granularity == ""


def ordered(response):
    return response.content.decode().index


def test_two_themes_are_kept_and_none_ticked_takes_them_away(client, dataset):
    save(client, dataset, CLASS, themes=["", "musee", "livre"])
    assert {theme.slug for theme in dataset.themes.all()} == {"musee", "livre"}

    save(client, dataset, CLASS, granularity="poi")
    assert dataset.themes.count() == 2
    save(client, dataset, CLASS, themes="")
    assert not dataset.themes.exists()


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("France", "country:fr"),
        ("bretagne", "fr:region:53"),
        ("35", "fr:departement:35"),
        ("Ille et Vilaine", "fr:departement:35"),
        ("ILE DE FRANCE", "fr:region:11"),
    ],
)
def test_a_territory_is_found_by_its_name_or_code_before_anything_is_saved(
    client, dataset, typed, found
):
    response = save(
        client, dataset, CLASS, ajouter="territories", place=typed, themes=["", "livre"]
    )

    form = sent_back(response)
    assert form["territories"] == ["", found]
    assert form["place"] == [""]
    assert form["themes"] == ["", "livre"]
    assert not dataset.territories.exists()
    client.post(edit_url(dataset), form)
    assert [place.pk for place in dataset.territories.all()] == [found]


def test_a_territory_typed_and_not_added_is_saved_with_the_rest(client, dataset):
    response = save(client, dataset, CLASS, place="Bretagne", territories=["", "country:fr"])

    assert response.status_code == 302
    assert {place.pk for place in dataset.territories.all()} == {"country:fr", "fr:region:53"}


@pytest.mark.parametrize("gesture", [{"ajouter": "territories"}, {"continuer": "1"}])
@pytest.mark.parametrize(
    ("typed", "said"),
    [("Ailleurs", "Aucun territoire ne s’appelle"), ("Haute", "Les plus proches")],
)
def test_an_unknown_territory_is_said_with_those_that_look_like_it(
    client, dataset, gesture, typed, said
):
    response = save(client, dataset, CLASS, place=typed, territories=["", "country:fr"], **gesture)

    form = sent_back(response)
    assert said in text(response)
    assert (form["place"], form["territories"]) == ([typed], ["", "country:fr"])
    assert not dataset.territories.exists()


def test_adding_no_territory_says_what_to_write(client, dataset):
    response = save(client, dataset, CLASS, ajouter="territories")

    assert "Écrivez le nom ou le code du territoire" in text(response)


def test_an_ambiguous_territory_lists_the_candidates_to_tick(client, dataset):
    for code, department in (("75056", "75"), ("36024", "36")):
        factories.commune(code, "Paris" if code == "75056" else "Bretagne", department=department)

    response = save(client, dataset, CLASS, place="paris", ajouter="territories")

    page = text(response)
    assert "Plusieurs territoires répondent à « paris »" in page
    assert "Paris, département (75) et Paris, commune (75056)" in page
    assert 'value="fr:commune:75056"' in page


def test_a_region_is_not_taken_for_a_village_of_the_same_name(client, dataset):
    factories.commune("36024", "Bretagne", department="36")

    save(client, dataset, CLASS, place="Bretagne", territories="")

    assert [place.pk for place in dataset.territories.all()] == ["fr:region:53"]


@pytest.mark.parametrize(
    ("start", "end", "kept"),
    [
        ("2001", "2025", (date(2001, 1, 1), date(2025, 12, 31))),
        ("02/2024", "02/2024", (date(2024, 2, 1), date(2024, 2, 29))),
        ("3/6/2014", "30.06.2014", (date(2014, 6, 3), date(2014, 6, 30))),
        ("2014-06-03", "", (date(2014, 6, 3), None)),
    ],
)
def test_a_period_is_typed_by_the_day_the_month_or_the_year(client, dataset, start, end, kept):
    save(client, dataset, PERIOD, temporal_start=start, temporal_end=end)

    dataset.refresh_from_db()
    assert (dataset.temporal_start, dataset.temporal_end) == kept


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("31/6/2014", "La date « 31/6/2014 » n’existe pas : juin 2014 a 30 jours."),
        ("29/02/2023", "février 2023 a 28 jours"),
        ("6/31/2014", "les mois vont de 1 à 12"),
        ("0000", "pas d’année zéro"),
        ("été 2014", "n’est pas une date que nous savons lire"),
        ("1/1/14", "n’est pas une date que nous savons lire"),
    ],
)
def test_a_wrong_date_is_refused_with_its_reason_and_kept(client, dataset, typed, said):
    response = save(client, dataset, PERIOD, temporal_start="2010", temporal_end=typed)

    form = sent_back(response)
    assert response.status_code == 422
    assert said in text(response)
    assert (form["temporal_start"], form["temporal_end"]) == (["2010"], [typed])
    assert Dataset.objects.get().temporal_start is None


def test_a_period_that_ends_before_it_starts_is_refused(client, dataset):
    response = save(client, dataset, PERIOD, temporal_start="2014", temporal_end="2010")

    assert response.status_code == 422
    assert "Inversez les deux dates" in text(response)
