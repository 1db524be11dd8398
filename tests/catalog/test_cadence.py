from datetime import UTC, datetime, timedelta

import pytest

from catalog.cadence import cadence_of, cadences, month_of
from tests import factories
from tests.client import query_budget

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


def ticks(path):
    return path.count("M")


def test_a_month_is_placed_by_the_calendar():
    assert month_of(NOW, NOW) == 23
    assert month_of(datetime(2026, 10, 31, 12, tzinfo=UTC), NOW) == 22
    assert month_of(datetime(2024, 12, 1, tzinfo=UTC), NOW) == 0


def test_each_month_with_a_publication_is_a_tick_and_the_others_are_dots():
    dataset = factories.dataset(frequency="irregular", at=NOW - timedelta(days=100), published=True)

    drawn = cadence_of(dataset, [NOW - timedelta(days=40), NOW - timedelta(days=41)], at=NOW)

    assert (ticks(drawn.done), ticks(drawn.idle), ticks(drawn.missed)) == (2, 22, 0)
    assert drawn.sentence == "En 24 mois\u00a0: 2 mois avec une publication"


def test_a_month_in_which_an_update_was_promised_and_did_not_come_is_missed():
    dataset = factories.dataset(frequency="monthly", at=NOW - timedelta(days=100), published=True)

    drawn = cadence_of(dataset, [], at=NOW)

    assert ticks(drawn.done) == 1
    assert ticks(drawn.missed) == 3
    assert drawn.sentence.endswith("1 mois avec une publication, 3 mois manqués")


def test_an_archived_dataset_misses_nothing():
    dataset = factories.dataset(frequency="monthly", at=NOW - timedelta(days=300), state="archived")

    assert ticks(cadence_of(dataset, [], at=NOW).missed) == 0


def test_what_happened_before_the_publication_is_not_told():
    dataset = factories.dataset(frequency="irregular", at=NOW - timedelta(days=40), published=True)

    drawn = cadence_of(dataset, [NOW - timedelta(days=200)], at=NOW)

    assert ticks(drawn.done) == 1


def test_all_the_rows_of_a_list_are_drawn_with_one_query():
    datasets = [factories.dataset(published=True) for _ in range(3)]

    with query_budget(1):
        drawn = cadences(datasets, at=NOW)

    assert set(drawn) == {dataset.pk for dataset in datasets}
