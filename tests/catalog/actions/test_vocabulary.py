"""Themes: kept by the DPNC, never lost while something bears them."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from catalog.actions import vocabulary as verbs
from catalog.enums import DatasetState
from catalog.exceptions import CatalogError, Conflict, WrongState
from catalog.journal.models import Activity
from catalog.models import Dataset, Theme
from catalog.search.models import DatasetFacet
from tests import factories

pytestmark = pytest.mark.django_db
NEW = {"name": "Année du jardin", "description": "Les jardins, toute l’année."}


@pytest.fixture
def keeper():
    return factories.dpnc_user()


def theme(slug):
    return Theme.objects.get(slug=slug)


def test_a_theme_is_added_after_the_others_and_journalled(keeper):
    made = verbs.create_theme(by=keeper, **NEW, ends_on=date(2027, 12, 31))

    assert list(Theme.objects.in_order())[-1] == made
    assert made.slug == "annee-du-jardin"
    entry = Activity.objects.get(verb="theme.created")
    assert (entry.about, entry.actor) == (made.name, keeper)


def test_the_same_form_sent_twice_makes_one_theme(keeper):
    first, second = (verbs.create_theme(by=keeper, **NEW) for _ in range(2))

    assert first == second
    assert Activity.objects.filter(verb="theme.created").count() == 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "x" * 81}, "name"),
        ({"name": "musées"}, "name"),
        ({"description": ""}, "description"),
        ({"eu_theme": "https://exemple.org/theme"}, "eu_theme"),
        ({"starts_on": date(2027, 1, 1), "ends_on": date(2026, 1, 1)}, "ends_on"),
    ],
)
def test_a_bad_value_is_refused_with_its_field(keeper, changes, field):
    with pytest.raises(CatalogError) as creation:
        verbs.create_theme(by=keeper, **(NEW | changes))
    with pytest.raises(CatalogError) as description:
        verbs.describe_theme(theme("livre"), by=keeper, **changes)

    assert creation.value.field == description.value.field == field


def test_a_new_name_keeps_the_address_and_is_found_at_once(keeper):
    dataset = factories.dataset(published=True, themes=["livre"])

    verbs.describe_theme(theme("livre"), by=keeper, name="Lecture publique")

    facet = DatasetFacet.objects.get(dataset=dataset, value="livre")
    assert facet.label == "Lecture publique"
    entry = Activity.objects.get(verb="theme.described")
    assert entry.changes == {"name": ["Livre et lecture", "Lecture publique"]}


def test_a_theme_described_as_it_is_writes_nothing(keeper):
    verbs.describe_theme(theme("livre"), by=keeper, name="Livre et lecture")

    assert not Activity.objects.of_themes().exists()


def test_an_order_is_that_of_the_whole_list(keeper):
    keys = list(Theme.objects.in_order().values_list("pk", flat=True))

    verbs.reorder_themes(by=keeper, order=[*keys[1:], keys[0]])

    assert list(Theme.objects.in_order().values_list("pk", flat=True)) == [*keys[1:], keys[0]]
    with pytest.raises(Conflict):
        verbs.reorder_themes(by=keeper, order=keys[1:])
    assert Activity.objects.filter(verb="theme.reordered").count() == 1


@pytest.mark.parametrize("state", DatasetState)
def test_a_theme_in_use_is_not_deleted(keeper, state):
    dataset = factories.dataset(state=state, themes=["livre"])

    with pytest.raises(WrongState, match="date de fin"):
        verbs.delete_theme(theme("livre"), by=keeper)

    assert Dataset.objects.get(pk=dataset.pk).themes.count() == 1


def test_a_theme_that_nothing_bears_is_deleted_and_journalled(keeper):
    verbs.delete_theme(theme("livre"), by=keeper)

    assert not Theme.objects.filter(slug="livre").exists()
    assert Activity.objects.get(verb="theme.deleted").about == "Livre et lecture"


@pytest.mark.parametrize("person", ["user", "administrator", "closed"])
def test_nobody_else_keeps_them(person):
    people = {
        "user": factories.user,
        "administrator": factories.administrator,
        "closed": lambda: factories.dpnc_user(is_active=False),
    }
    by, livre = people[person](), theme("livre")
    gestures = [
        lambda: verbs.create_theme(by=by, **NEW),
        lambda: verbs.describe_theme(livre, by=by, name="Autre"),
        lambda: verbs.reorder_themes(by=by, order=[]),
        lambda: verbs.delete_theme(livre, by=by),
    ]

    for gesture in gestures:
        with pytest.raises(PermissionDenied):
            gesture()


def test_the_first_theme_of_all_may_be_created(keeper):
    Theme.objects.in_order().delete()

    assert verbs.create_theme(by=keeper, **NEW).position == 0
