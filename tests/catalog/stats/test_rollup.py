"""What the source had counted, plus what was counted here: exact, and the same when repeated."""

from datetime import date

import pytest
from django.core.management import call_command

from catalog.actions import dataset as datasets
from catalog.enums import CountKind
from catalog.models import Dataset, Resource
from catalog.stats import rollup
from catalog.stats.rollup import roll_up
from catalog.stats.writing import Key, write
from catalog.tasks import roll_up_counts
from tests import factories
from tests.catalog.actions.importing import api_file, api_object, imported, run_objects
from tests.client import query_budget

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 20)


def counted(subject, number, *, kind=CountKind.DOWNLOAD, day=DAY):
    write({Key(type(subject).__name__.lower(), subject.pk, day, kind): number})


def figures(dataset):
    dataset.refresh_from_db()
    return dataset.views, dataset.downloads, dataset.resources.get().downloads


def with_figures(*, views, downloads, of_file, **values):
    """A dataset as the API gives it, its file included, with what data.gouv.fr counted."""
    return api_object(
        metrics={"views": views, "resources_downloads": downloads},
        resources=[api_file(metrics={"views": of_file})],
        **values,
    )


def test_what_was_counted_is_added_up():
    dataset, other = (factories.dataset(published=True) for _ in range(2))
    counted(dataset, 3, kind=CountKind.VIEW)
    counted(dataset, 4)
    counted(dataset, 5, day=date(2020, 1, 1))
    counted(dataset.resources.get(), 2)

    assert roll_up() == 3
    assert figures(dataset) == (3, 9, 2)
    assert figures(other) == (0, 0, 0)


def test_a_repeated_roll_up_writes_nothing():
    dataset = factories.dataset(published=True)
    counted(dataset, 4)
    roll_up()

    with query_budget(3) as queries:
        assert roll_up() == 0
    assert all(query["sql"].startswith("SELECT") for query in queries.captured_queries)
    assert figures(dataset) == (0, 4, 0)


def test_a_counter_that_is_too_high_comes_down():
    dataset = factories.dataset(published=True)
    counted(dataset, 4)
    Dataset.objects.update(views=50, downloads=60)
    Resource.objects.update(downloads=70)

    assert roll_up() == 3
    assert figures(dataset) == (0, 4, 0)


def test_nothing_else_of_a_dataset_moves():
    dataset = factories.dataset(published=True)
    counted(dataset, 4)
    before = Dataset.objects.values().get(pk=dataset.pk)

    roll_up()

    after = Dataset.objects.values().get(pk=dataset.pk)
    assert {name for name in before if before[name] != after[name]} == {"downloads"}


def test_a_deleted_dataset_finds_its_figures_again():
    dataset = factories.dataset(published=True)
    counted(dataset, 4)
    datasets.delete_dataset(dataset, by=factories.platform(), reason="Publié par mégarde.")
    roll_up()

    restored = datasets.restore_dataset(dataset, by=factories.platform())

    assert Dataset.objects.get(pk=restored.pk).downloads == 4


def test_ours_are_counted_on_top_of_those_of_the_source(tmp_path):
    run_objects(tmp_path, with_figures(views=100, downloads=50, of_file=12))
    dataset = imported()
    assert figures(dataset) == (100, 50, 12)
    counted(dataset, 1, kind=CountKind.VIEW)
    counted(dataset, 2)
    counted(dataset.resources.get(), 3)

    roll_up()
    roll_up()

    assert figures(dataset) == (101, 52, 15)


def test_what_the_source_counted_since_is_counted_once(tmp_path):
    run_objects(tmp_path, with_figures(views=100, downloads=50, of_file=12))
    dataset = imported()
    counted(dataset, 2)
    counted(dataset.resources.get(), 3)
    roll_up()

    run_objects(tmp_path, with_figures(views=110, downloads=70, of_file=20), name="newer.json")
    assert figures(dataset) == (110, 72, 23)

    assert roll_up() == 0
    assert figures(dataset) == (110, 72, 23)


def test_every_row_is_written_when_there_are_many(monkeypatch):
    monkeypatch.setattr(rollup, "AT_ONCE", 2)
    organization = factories.organization()
    made = [factories.dataset(organization=organization, published=True) for _ in range(5)]
    for dataset in made:
        counted(dataset, 4)

    assert roll_up() == 5
    assert set(Dataset.objects.values_list("downloads", flat=True)) == {4}


def test_the_command_says_how_many_it_wrote(capsys):
    counted(factories.dataset(published=True), 4)

    call_command("roll_up_counts")
    call_command("roll_up_counts")
    call_command("roll_up_counts", verbosity=0)

    assert capsys.readouterr().out == "Counters written: 1\nCounters written: 0\n"


def test_the_task_does_the_same():
    dataset = factories.dataset(published=True)
    counted(dataset, 4)

    roll_up_counts.func()

    assert figures(dataset)[1] == 4
