"""What is said of the resource whichever its file: its guard, its schema, its columns, its date."""

from datetime import UTC, datetime

import pytest
from django.core.exceptions import PermissionDenied

from catalog.actions.upkeep import (
    ColumnText,
    confirm_still_valid,
    describe_columns,
    set_guard,
    set_schema,
)
from catalog.enums import Guard
from catalog.exceptions import CatalogError, WrongState
from catalog.journal.models import Activity
from tests import factories

pytestmark = pytest.mark.django_db
OCTOBER = datetime(2026, 10, 5, 9, tzinfo=UTC)
SCHEMA = {"fields": [{"name": "nom", "type": "string"}]}


@pytest.fixture
def resource():
    made = factories.dataset(
        published=True, frequency="monthly", at=datetime(2026, 1, 5, tzinfo=UTC)
    )
    return made.resources.get()


@pytest.fixture
def editor(resource):
    return factories.editor(resource.dataset.organization)


def read_again(resource):
    resource = type(resource).objects.select_related("dataset").get(pk=resource.pk)
    return resource, resource.dataset


def test_still_valid_moves_the_day_data_are_expected_and_not_their_date(resource, editor):
    updated, expected = resource.dataset.data_updated_at, resource.dataset.next_update_at

    confirm_still_valid(resource, by=editor, at=OCTOBER)

    resource, dataset = read_again(resource)
    assert resource.confirmed_at == OCTOBER
    assert dataset.data_updated_at == updated
    assert dataset.next_update_at - expected == OCTOBER - updated
    assert Activity.objects.get(verb="resource.confirmed").actor == editor
    assert resource.versions.count() == 1


def test_saying_it_twice_the_same_day_says_it_once(resource, editor):
    for _ in range(2):
        confirm_still_valid(resource, by=editor, at=OCTOBER)

    assert Activity.objects.filter(verb="resource.confirmed").count() == 1


def test_the_guard_changes_only_in_what_is_named(resource, editor):
    set_guard(resource, by=editor, guard=Guard.WARN, key_columns=["nom", " nom", ""])
    set_guard(resource, by=editor, row_tolerance=10)

    resource, _ = read_again(resource)
    assert (resource.guard, resource.row_tolerance) == (Guard.WARN, 10)
    assert resource.key_columns == ["nom"]
    assert Activity.objects.filter(verb="resource.guarded").count() == 2


@pytest.mark.parametrize("wrong", [{"guard": "never"}, {"row_tolerance": 101}])
def test_a_guard_that_does_not_exist_is_refused(resource, editor, wrong):
    with pytest.raises(CatalogError) as refusal:
        set_guard(resource, by=editor, **wrong)

    assert refusal.value.field in wrong


def test_a_schema_is_kept_changed_and_taken_away(resource, editor):
    set_schema(resource, by=editor, schema=SCHEMA)
    set_schema(resource, by=editor, schema=SCHEMA)
    assert read_again(resource)[0].table_schema["fields"] == SCHEMA["fields"]

    set_schema(resource, by=editor, schema=None)

    assert read_again(resource)[0].table_schema is None
    told = Activity.objects.filter(verb="resource.schema_set").order_by("pk")
    assert [entry.changes["schema"] for entry in told] == [["", "nom"], ["nom", ""]]


def test_the_dictionary_outlives_the_file_and_says_nothing_it_was_not_told(resource, editor):
    describe_columns(
        resource,
        by=editor,
        columns=[ColumnText("nom", label="Nom", unit=""), ColumnText("commune", label="Commune")],
    )
    describe_columns(resource, by=editor, columns=[ColumnText("nom", description="Nom usuel")])
    factories.version(resource, b"autre\nA\nB\n")

    kept = {row.name: (row.label, row.description) for row in resource.column_descriptions.all()}
    assert kept == {"nom": ("Nom", "Nom usuel"), "commune": ("Commune", "")}


def test_a_dictionary_that_says_nothing_new_is_not_journalled(resource, editor):
    for _ in range(2):
        describe_columns(resource, by=editor, columns=[ColumnText("nom", label="Nom")])

    assert Activity.objects.filter(verb="resource.columns_described").count() == 1


def test_only_those_who_may_change_the_dataset_do_so(resource):
    somebody = factories.contributor(resource.dataset.organization)

    for gesture in (
        lambda: confirm_still_valid(resource, by=somebody),
        lambda: set_guard(resource, by=somebody, guard=Guard.OFF),
        lambda: set_schema(resource, by=somebody, schema=SCHEMA),
        lambda: describe_columns(resource, by=somebody, columns=[ColumnText("nom", label="x")]),
    ):
        with pytest.raises(PermissionDenied):
            gesture()


def test_a_link_has_no_guard_no_schema_and_no_columns(editor, resource):
    link = factories.link(resource.dataset)

    for gesture in (
        lambda: set_guard(link, by=editor, guard=Guard.OFF),
        lambda: set_schema(link, by=editor, schema=SCHEMA),
        lambda: describe_columns(link, by=editor, columns=[ColumnText("nom", label="x")]),
    ):
        with pytest.raises(WrongState):
            gesture()
    assert confirm_still_valid(link, by=editor).confirmed_at
