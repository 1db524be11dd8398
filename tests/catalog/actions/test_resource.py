"""Files and links of a dataset: added, described, put in order, removed, put back."""

import io
import uuid

import pytest
from django.core.exceptions import PermissionDenied

from catalog.actions import resource as verbs
from catalog.actions.replacement import replace_resource
from catalog.enums import DatasetState
from catalog.exceptions import CatalogError, Conflict, InvalidLink, WrongState
from catalog.journal.models import Activity
from catalog.models import Resource
from tests import factories

pytestmark = pytest.mark.django_db


def titles(dataset):
    return [resource.title for resource in dataset.resources.in_place().for_page()]


def test_resources_keep_the_order_in_which_they_came():
    dataset = factories.dataset()
    for title in ("un", "deux", "trois"):
        factories.link(dataset, title=title)

    assert titles(dataset) == ["un", "deux", "trois"]


def test_a_file_without_a_title_has_its_name():
    assert factories.resource(filename="Musées 2026.csv").title == "Musées 2026.csv"


def test_adding_data_dates_the_dataset_and_describing_it_does_not():
    dataset = factories.dataset()
    resource = factories.link(dataset)
    dataset.refresh_from_db()
    updated = dataset.data_updated_at

    verbs.describe_resource(resource, by=factories.platform(), description="Autre")

    dataset.refresh_from_db()
    assert updated == dataset.data_updated_at
    assert dataset.modified_at > updated


@pytest.mark.parametrize("kind", ["file", "link"])
def test_the_same_form_sent_twice_adds_once(kind):
    dataset, sent = factories.dataset(), uuid.uuid4()
    add = factories.resource if kind == "file" else factories.link

    first, second = add(dataset, submission=sent), add(dataset, submission=sent)

    assert first == second
    assert dataset.resources.count() == 1
    with pytest.raises(Conflict):
        add(factories.dataset(), submission=sent)


@pytest.mark.parametrize(
    ("field", "value"),
    [("title", "x" * 10_000), ("title", "a\0b"), ("description", "x" * 20_001)],
)
@pytest.mark.parametrize("verb", ["add a file", "add a link", "describe"])
def test_a_text_that_does_not_fit_is_refused_with_its_field(verb, field, value):
    link, texts = factories.link(), {"title": "Titre"} | {field: value}
    write = {
        "add a file": lambda: factories.resource(link.dataset, **texts),
        "add a link": lambda: factories.link(link.dataset, **texts),
        "describe": lambda: verbs.describe_resource(link, by=factories.platform(), **texts),
    }

    with pytest.raises(CatalogError) as refusal:
        write[verb]()

    assert refusal.value.field == field
    assert Resource.objects.get().title == "Un lien"


def test_describing_changes_what_is_named_and_journals_it():
    resource = factories.link(title="Musées", description="Tous")

    verbs.describe_resource(resource, by=factories.platform(), title="Phares")

    resource.refresh_from_db()
    assert (resource.title, resource.description) == ("Phares", "Tous")
    entry = Activity.objects.get(verb="resource.described")
    assert entry.changes == {"title": ["Musées", "Phares"]}


def test_a_resource_keeps_a_title():
    with pytest.raises(CatalogError) as refusal:
        verbs.describe_resource(factories.link(), by=factories.platform(), title="  ")

    assert refusal.value.field == "title"


def test_the_address_of_a_link_changes_and_that_of_a_file_does_not():
    link, file = factories.link(), factories.resource()
    by = factories.platform()

    verbs.describe_resource(link, by=by, url="https://exemple.org/b.csv")

    link.refresh_from_db()
    assert link.url == "https://exemple.org/b.csv"
    with pytest.raises(InvalidLink):
        verbs.describe_resource(link, by=by, url="http://127.0.0.1/")
    with pytest.raises(TypeError):
        verbs.describe_resource(file, by=by, url="https://exemple.org/")


def test_a_removed_resource_keeps_its_versions_and_comes_back_in_its_place():
    dataset = factories.dataset()
    resources = [factories.resource(dataset, title=title) for title in ("un", "deux", "trois")]
    by = factories.platform()

    verbs.remove_resource(resources[1], by=by)
    without = titles(dataset)
    verbs.restore_resource(resources[1], by=by)

    assert without == ["un", "trois"]
    assert titles(dataset) == ["un", "deux", "trois"]
    assert resources[1].versions.count() == 1


def test_removing_twice_is_removing_once():
    resource = factories.link()
    by = factories.platform()

    first = verbs.remove_resource(resource, by=by).removed_at
    second = verbs.remove_resource(resource, by=by).removed_at

    assert first == second
    assert Activity.objects.filter(verb="resource.removed").count() == 1


def test_the_order_is_the_one_that_is_given():
    dataset = factories.dataset()
    resources = [factories.link(dataset, title=title) for title in ("un", "deux", "trois")]
    order = [resources[index].pk for index in (2, 0, 1)]

    verbs.reorder_resources(dataset, by=factories.platform(), order=order)

    assert titles(dataset) == ["trois", "un", "deux"]


@pytest.mark.parametrize("fault", ["missing", "foreign", "twice", "removed"])
def test_an_order_that_is_not_the_whole_list_is_refused(fault):
    dataset = factories.dataset()
    first, second = factories.link(dataset), factories.link(dataset)
    orders = {
        "missing": [first.pk],
        "foreign": [first.pk, factories.link().pk],
        "twice": [first.pk, first.pk],
        "removed": [first.pk, second.pk],
    }
    if fault == "removed":
        verbs.remove_resource(second, by=factories.platform())

    with pytest.raises(Conflict):
        verbs.reorder_resources(dataset, by=factories.platform(), order=orders[fault])


VERBS = {
    "add": lambda resource, by: factories.link(resource.dataset, by=by),
    "add a file": lambda resource, by: factories.resource(resource.dataset, by=by),
    "describe": lambda resource, by: verbs.describe_resource(resource, by=by, title="Autre"),
    "remove": lambda resource, by: verbs.remove_resource(resource, by=by),
    "restore": lambda resource, by: verbs.restore_resource(resource, by=by),
    "reorder": lambda resource, by: verbs.reorder_resources(
        resource.dataset, by=by, order=[resource.pk]
    ),
}


@pytest.mark.parametrize("verb", VERBS)
def test_a_stranger_does_nothing_to_a_public_dataset(verb):
    resource = factories.dataset(published=True).resources.get()
    stranger = factories.editor()
    before = Activity.objects.count()

    with pytest.raises(PermissionDenied):
        VERBS[verb](resource, stranger)

    assert Activity.objects.count() == before


@pytest.mark.parametrize("verb", VERBS)
def test_nothing_moves_in_the_bin(verb):
    resource = factories.dataset(state=DatasetState.DELETED).resources.get()

    with pytest.raises(WrongState):
        VERBS[verb](resource, factories.platform())


def test_a_resource_of_somebody_else_s_dataset_is_reached_by_no_grant_of_mine():
    mine, theirs = factories.dataset(), factories.dataset(with_file=True)
    named = factories.grant(mine)

    with pytest.raises(PermissionDenied):
        replace_resource(
            theirs.resources.get(), file=io.BytesIO(factories.CSV), filename="a.csv", by=named
        )
