"""The buffer: written together, kept when the database refuses, bounded, never in the way."""

import logging
import time
import uuid

import pytest
from django.db import connection
from django.utils import timezone

from catalog.enums import CountKind
from catalog.stats import buffer as module
from catalog.stats.audience import Visit
from catalog.stats.counting import count
from catalog.stats.models import DailyCount
from catalog.stats.reading import Totals, totals
from catalog.stats.writing import Key
from tests import factories
from tests.client import query_budget

pytestmark = pytest.mark.django_db
BROWSER = {"User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:131.0) Gecko/20100101 Firefox/131.0"}
READER = Visit.read("GET", BROWSER)


@pytest.fixture
def dataset():
    return factories.dataset(published=True)


@pytest.fixture
def broken():
    """The table can only be read: every write fails, until the function returned puts it back."""
    run("ALTER TABLE stats_dailycount RENAME TO stats_away")
    run("CREATE VIEW stats_dailycount AS SELECT DISTINCT * FROM stats_away")
    away = True

    def repair():
        nonlocal away
        if away:
            run("DROP VIEW stats_dailycount")
            run("ALTER TABLE stats_away RENAME TO stats_dailycount")
        away = False

    yield repair
    repair()


def run(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)


def views_of(dataset):
    return totals([dataset])[dataset.pk].views


def until(condition):
    deadline = time.monotonic() + 20
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.02)
    return condition()


def test_nothing_is_written_before_the_flush(waiting, dataset):
    count(CountKind.VIEW, dataset, READER)
    before = views_of(dataset)
    waiting.flush()

    assert (before, views_of(dataset)) == (0, 1)
    assert not waiting.counts


def test_a_flush_costs_the_same_for_two_subjects_and_for_twenty(waiting):
    organization = factories.organization()
    published = [factories.dataset(organization=organization, published=True) for _ in range(20)]

    for counted in (published[:2], published):
        for dataset in counted:
            count(CountKind.DOWNLOAD, dataset.resources.select_related("dataset").get(), READER)
        with query_budget(5):  # a savepoint, one statement for each sort of subject, its release
            waiting.flush()

    assert totals(published)[published[0].pk] == Totals(downloads=2)
    assert totals([organization])[organization.pk] == Totals(downloads=22)


def test_a_flush_that_fails_keeps_the_counts(waiting, dataset, broken, caplog):
    count(CountKind.VIEW, dataset, READER)
    with caplog.at_level(logging.WARNING):
        waiting.flush()
    count(CountKind.VIEW, dataset, READER)
    waiting.flush()
    broken()
    waiting.flush()

    assert views_of(dataset) == 2
    assert "Counts not written, kept for the next time" in caplog.messages


def test_a_page_is_served_while_nothing_can_be_written(client, dataset, broken):
    response = client.get(dataset.get_absolute_url(), headers=BROWSER)

    assert response.status_code == 200
    module.buffer.forget()


def test_what_waits_is_bounded(waiting, dataset, broken, monkeypatch):
    monkeypatch.setattr(module, "MOST_KEYS", 4)
    today = timezone.localdate()

    for _ in range(3):
        waiting.add(Key("dataset", uuid.uuid4(), today, "view") for _ in range(3))
        waiting.flush()
    for _ in range(10):
        waiting.add([next(iter(waiting.counts))])

    assert len(waiting.counts) == 4
    assert waiting.counts.total() == 4 + 10
    assert waiting.refused == 5


def test_what_was_purged_in_between_does_not_hold_the_others_back(waiting, dataset):
    gone = Key("dataset", uuid.uuid4(), timezone.localdate(), "view")
    waiting.add([gone])
    count(CountKind.VIEW, dataset, READER)

    waiting.flush()

    assert views_of(dataset) == 1
    assert not waiting.counts
    assert DailyCount.objects.count() == 2


def test_the_end_of_the_process_writes_what_waits(waiting, dataset):
    count(CountKind.VIEW, dataset, READER)

    waiting.finish()

    assert views_of(dataset) == 1


def test_the_end_of_the_process_says_what_it_loses(waiting, dataset, broken, caplog):
    count(CountKind.VIEW, dataset, READER)

    with caplog.at_level(logging.ERROR):
        waiting.finish()

    assert "Counts lost at exit" in caplog.messages


@pytest.mark.django_db(transaction=True)
def test_the_thread_writes_after_the_delay(waiting, settings):
    dataset = factories.dataset(published=True)
    settings.STATS_FLUSH_SECONDS = 0.05

    count(CountKind.VIEW, dataset, READER)

    assert until(lambda: views_of(dataset) == 1)


@pytest.mark.django_db(transaction=True)
def test_the_thread_writes_at_once_when_much_is_waiting(waiting, monkeypatch):
    monkeypatch.setattr(module, "FLUSH_EVENTS", 3)
    dataset = factories.dataset(published=True)

    for _ in range(3):
        count(CountKind.VIEW, dataset, READER)

    assert until(lambda: views_of(dataset) == 3)


@pytest.mark.django_db(transaction=True)
def test_the_thread_goes_on_after_a_failure(waiting, settings, broken):
    dataset = factories.dataset(published=True)
    settings.STATS_FLUSH_SECONDS = 0.05

    count(CountKind.VIEW, dataset, READER)
    time.sleep(0.3)
    broken()

    assert until(lambda: views_of(dataset) == 1)
