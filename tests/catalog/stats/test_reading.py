"""Totals, curves and the most downloaded: the right numbers, in one query."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser

from catalog.accounts.models import Organization
from catalog.actions import dataset as datasets
from catalog.enums import CountKind
from catalog.models import Dataset, Resource
from catalog.stats.models import DailyCount
from catalog.stats.reading import (
    Audience,
    Day,
    Totals,
    audience,
    most_downloaded,
    series,
    sum_of,
    totals,
    whole_series,
)
from catalog.stats.writing import Key, write
from tests import factories
from tests.client import query_budget

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 23, 30, tzinfo=UTC)  # half past midnight on the 21st, in Paris
TODAY = date(2026, 11, 21)


def counted(subject, number, *, kind=CountKind.DOWNLOAD, ago=0):
    column = type(subject).__name__.lower()
    write({Key(column, subject.pk, TODAY - timedelta(days=ago), kind): number})


@pytest.fixture
def published():
    organization = factories.organization()
    return [factories.dataset(organization=organization, published=True) for _ in range(4)]


def test_totals_are_those_of_the_window(published):
    dataset, other = published[:2]
    counted(dataset, 5, kind=CountKind.VIEW)
    counted(dataset, 1)
    counted(dataset, 10, ago=29)
    counted(dataset, 100, ago=30)
    counted(dataset, 1000, ago=-1)

    recent = totals([dataset, other], days=30, at=NOW)
    always = totals([dataset, other])

    assert recent == {dataset.pk: Totals(5, 11), other.pk: Totals(0, 0)}
    assert always[dataset.pk] == Totals(5, 1111)
    assert type(always[dataset.pk].downloads) is int


def test_totals_take_one_query_for_any_number_of_subjects(published):
    subjects = {
        Dataset: published,
        Resource: [dataset.resources.get() for dataset in published],
        Organization: [published[0].organization],
    }
    for listed in subjects.values():
        counted(listed[0], 3)

    for listed in subjects.values():
        for some in (listed[:1], listed):
            with query_budget(1):
                found = totals(some)
            assert found[some[0].pk] == Totals(downloads=3)
            assert len(found) == len(some)


def test_totals_of_nothing_ask_nothing():
    with query_budget(0):
        assert totals([]) == {}


def test_an_audience_adds_what_the_source_had_counted_and_tells_the_recent(published):
    dataset = published[0]
    Dataset.objects.update(source_views=100, source_downloads=50)
    dataset.refresh_from_db()
    counted(dataset, 1, kind=CountKind.VIEW)
    counted(dataset, 2, ago=29)
    counted(dataset, 4, ago=30)
    counted(published[1], 8)

    with query_budget(1):
        found = audience(dataset, at=NOW)

    assert found == Audience(always=Totals(101, 56), recent=Totals(1, 2))
    assert audience(published[2], at=NOW) == Audience(Totals(0, 0), Totals(0, 0))


def test_a_whole_series_starts_on_the_first_day_counted(published):
    dataset = published[0]
    counted(dataset, 2)
    counted(dataset, 7, kind=CountKind.VIEW, ago=40)

    with query_budget(2):
        found = whole_series(dataset, at=NOW)

    assert len(found) == 41
    assert found[0] == Day(TODAY - timedelta(days=40), 7, 0)
    assert found[-1] == Day(TODAY, 0, 2)
    assert whole_series(published[1], at=NOW) == []


def test_a_series_has_every_day_until_today(published):
    dataset = published[0]
    counted(dataset, 2, ago=0)
    counted(dataset, 7, kind=CountKind.VIEW, ago=2)
    counted(dataset, 9, ago=3)

    with query_budget(1):
        found = series(dataset, days=3, at=NOW)

    assert found == [
        Day(date(2026, 11, 19), 7, 0),
        Day(date(2026, 11, 20), 0, 0),
        Day(date(2026, 11, 21), 0, 2),
    ]


def test_the_most_downloaded_come_first_and_the_others_not_at_all(published):
    first, second, viewed, old = published
    counted(second, 3)
    counted(first, 2)
    counted(first, 2, ago=29)
    counted(viewed, 50, kind=CountKind.VIEW)
    counted(old, 50, ago=30)

    with query_budget(1):
        found = list(most_downloaded(Dataset.objects.all(), at=NOW))

    assert [(dataset.pk, dataset.recent_downloads) for dataset in found] == [
        (first.pk, 4),
        (second.pk, 3),
    ]
    assert {type(dataset.recent_downloads) for dataset in found} == {int}


def test_the_most_downloaded_of_some_are_ranked_among_these_only(published):
    for number, dataset in enumerate(published, start=1):
        counted(dataset, number)
    few = Dataset.objects.filter(pk__in=[published[0].pk, published[1].pk])

    assert list(most_downloaded(few, most=1, at=NOW)) == [published[1]]
    assert list(most_downloaded(Dataset.objects.all(), most=2, at=NOW)) == published[:1:-1]


def test_the_most_downloaded_are_among_those_that_the_reader_sees(published):
    hidden, shown = published[:2]
    counted(hidden, 9)
    counted(shown, 1)
    datasets.delete_dataset(hidden, by=factories.platform(), reason="Publié par mégarde.")

    visible = Dataset.objects.visible_to(AnonymousUser()).for_page()

    assert [dataset.pk for dataset in most_downloaded(visible, at=NOW)] == [shown.pk]


def test_a_sum_annotates_orders_and_counts_zero(published):
    counted(published[2], 8)
    downloads = sum_of(CountKind.DOWNLOAD, Dataset)

    rows = Dataset.objects.annotate(counted=downloads).order_by("-counted", "pk")

    assert [row.counted for row in rows] == [8, 0, 0, 0]
    assert rows[0] == published[2]


def test_a_sum_rolls_up_in_one_update(published):
    counted(published[1], 8)
    views = sum_of(CountKind.DOWNLOAD, Dataset)

    with query_budget(1):
        Dataset.objects.update(revision=views + 1)

    revisions = {dataset.pk: dataset.revision for dataset in Dataset.objects.all()}
    assert revisions[published[1].pk] == 9
    assert revisions[published[0].pk] == 1


def test_a_subject_that_is_deleted_takes_its_rows_away(published):
    link = factories.link(published[0])
    counted(link, 1)

    link.delete()

    assert not DailyCount.objects.exists()
