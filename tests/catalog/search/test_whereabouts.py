"""A place in a query is looked for on the map: what it is, what lies in it, what contains it."""

import pytest

from catalog.actions.vocabulary import describe_theme
from catalog.enums import OrganizationKind
from catalog.models import Dataset, Theme
from catalog.search.filters import DatasetFilter
from catalog.search.query import read
from catalog.search.whereabouts import named_in
from tests import factories
from tests.client import query_budget

pytestmark = pytest.mark.django_db


def found(query):
    rows = Dataset.objects.published()
    return [dataset.title for dataset in DatasetFilter({"q": query}, queryset=rows).results()]


def festivals(title, *territories, kind=OrganizationKind.OPERATOR, publisher="", **fields):
    organization = factories.organization(publisher, kind=kind)
    return factories.dataset(
        f"Festivals : {title}",
        organization=organization,
        territories=list(territories),
        published=True,
        **fields,
    )


def test_a_region_finds_what_is_it_lies_in_it_and_contains_it():
    festivals("région", "fr:region:53")
    festivals("département", "fr:departement:35")
    festivals("pays", "country:fr")
    festivals("voisin", "fr:region:52")
    festivals("voisin de plus près", "fr:departement:44")

    assert set(found("festivals en Bretagne")) == {
        "Festivals : région",
        "Festivals : département",
        "Festivals : pays",
    }


def test_what_is_there_comes_before_what_contains_it():
    for number in range(5):
        festivals(f"national {number}", "country:fr")
    festivals("département", "fr:departement:35")

    assert found("festivals en Bretagne")[0] == "Festivals : département"


def test_a_department_finds_its_region_and_not_its_neighbours():
    festivals("région", "fr:region:53")
    festivals("voisin", "fr:departement:29")

    assert found("festivals en Ille-et-Vilaine") == ["Festivals : région"]


def test_a_place_alone_finds_what_is_there_only():
    festivals("pays", "country:fr")
    festivals("département", "fr:departement:35")

    assert found("Bretagne") == ["Festivals : département"]


def test_a_town_is_a_place_after_its_preposition():
    factories.commune("35238", "Rennes", department="35")
    festivals("ville", "fr:commune:35238")
    festivals("département", "fr:departement:35")
    festivals("voisin", "fr:departement:29")

    assert set(found("festivals à Rennes")) == {"Festivals : ville", "Festivals : département"}


def test_a_ministry_that_names_no_place_speaks_of_the_whole_country():
    festivals("liste", kind=OrganizationKind.MINISTRY)
    festivals("soutenus dans les Hauts-de-France", kind=OrganizationKind.MINISTRY)
    festivals("soirées", kind=OrganizationKind.LOCAL_AUTHORITY)
    festivals("été", kind=OrganizationKind.LOCAL_AUTHORITY, publisher="Région Bretagne")

    assert set(found("festivals en Bretagne")) == {"Festivals : liste", "Festivals : été"}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Musées d'Île-de-France et de Côte d’Or", ["Île-de-France", "Côte-d’Or"]),
        ("un lot de photographies de la manche", ["Manche"]),
        ("le nord et un lot", []),
        ("dans le Lot", ["Lot"]),
        ("Lot-et-Garonne", ["Lot-et-Garonne"]),
        ("PACA", ["Provence-Alpes-Côte d’Azur"]),
        ("musées de France", ["France"]),
    ],
)
def test_the_places_that_a_text_names(text, names):
    assert [place.name for place in named_in(text)] == names


def test_a_former_region_is_read_as_the_one_it_is_in():
    (place,) = read("musées en Alsace").places

    assert (place.name, place.zone) == ("Alsace", "fr:region:44")


def test_a_misspelt_word_is_corrected_beside_a_place_that_no_dataset_names():
    festivals("pays", "country:fr")

    assert found("festivls en Bretagne") == ["Festivals : pays"]


def test_a_label_of_france_is_no_place():
    assert read("musées de France").places == ()


def test_titles_that_an_import_wrote_are_not_searched():
    dataset = festivals("liste")
    factories.link(dataset, title="Page d’origine sur data.gouv.fr")
    factories.link(dataset, title="Fichier 12 sur data.gouv.fr")
    factories.link(dataset, title="Fichier des adresses")

    assert found("origine") == found("gouv") == []
    assert found("fichier") == ["Festivals : liste"]


def test_a_theme_that_is_renamed_is_found_by_its_new_name_in_as_many_queries_for_many():
    theme = Theme.objects.get(slug="musee")
    for number in range(2):
        festivals(f"{number}", themes=["musee"])
    with query_budget(30) as few:
        describe_theme(theme, by=factories.dpnc_user(), name="Muséographie")
    for number in range(10):
        festivals(f"encore {number}", themes=["musee"])
    with query_budget(30) as many:
        describe_theme(theme, by=factories.dpnc_user(), name="Scénographie")

    assert len(few) == len(many)
    assert len(found("scénographie")) == 12
    assert found("muséographie") == []
