"""What is counted, for whom and on which day; what a page pays for it."""

import dataclasses
from datetime import UTC, date, datetime

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from catalog.actions import dataset as datasets
from catalog.enums import CountKind, DatasetState
from catalog.models import Resource
from catalog.stats.audience import Visit
from catalog.stats.counting import count
from catalog.stats.models import DailyCount
from catalog.stats.reading import Totals, totals
from tests import factories
from tests.client import query_budget

pytestmark = pytest.mark.django_db
BROWSER = {"User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:131.0) Gecko/20100101 Firefox/131.0"}
CURL = {"User-Agent": "curl/8.5.0"}
READER = Visit.read("GET", BROWSER)


@pytest.fixture
def dataset():
    return factories.dataset(published=True)


@pytest.fixture
def resource(dataset):
    return dataset.resources.get()


def totals_of(subject):
    return totals([subject])[subject.pk]


def test_a_download_counts_for_the_file_its_dataset_and_its_organisation(dataset, resource):
    count(CountKind.DOWNLOAD, resource, READER)

    for subject in (resource, dataset, dataset.organization):
        assert totals_of(subject) == Totals(views=0, downloads=1)


def test_a_view_counts_for_the_dataset_and_its_organisation(dataset, resource):
    count(CountKind.VIEW, dataset, READER)
    count(CountKind.VIEW, dataset.organization, READER)

    assert totals_of(resource) == Totals()
    assert totals_of(dataset) == Totals(views=1)
    assert totals_of(dataset.organization) == Totals(views=2)


def test_a_second_visit_the_same_day_adds_to_the_same_row(dataset):
    for _ in range(3):
        count(CountKind.VIEW, dataset, READER)

    assert DailyCount.objects.get(dataset=dataset).count == 3


@pytest.mark.parametrize(
    "state", [DatasetState.DRAFT, DatasetState.SCHEDULED, DatasetState.DELETED]
)
def test_what_is_not_public_does_not_count(state):
    hidden = factories.dataset(state=state, with_file=True)

    count(CountKind.VIEW, hidden, READER)
    count(CountKind.DOWNLOAD, hidden.resources.get(), READER)

    assert not DailyCount.objects.exists()


def test_an_archived_dataset_still_counts():
    archived = factories.dataset(state=DatasetState.ARCHIVED)

    count(CountKind.VIEW, archived, READER)

    assert totals_of(archived).views == 1


@pytest.mark.parametrize(
    ("at", "day"),
    [
        (datetime(2026, 11, 20, 22, 59, 59, tzinfo=UTC), date(2026, 11, 20)),
        (datetime(2026, 11, 20, 23, 0, tzinfo=UTC), date(2026, 11, 21)),
        (datetime(2026, 7, 1, 21, 59, 59, tzinfo=UTC), date(2026, 7, 1)),
        (datetime(2026, 7, 1, 22, 0, tzinfo=UTC), date(2026, 7, 2)),
        (datetime(2026, 12, 31, 23, 30, tzinfo=UTC), date(2027, 1, 1)),
    ],
)
def test_a_day_begins_at_midnight_in_paris(dataset, at, day):
    with timezone.override("America/Guadeloupe"):
        count(CountKind.VIEW, dataset, READER, at=at)

    assert DailyCount.objects.get(dataset=dataset).day == day


def test_nothing_about_the_visitor_is_kept(client, dataset):
    response = client.get(dataset.get_absolute_url(), headers=BROWSER)

    kept = {field.name for field in DailyCount._meta.get_fields()}
    assert kept == {"id", "kind", "day", "dataset", "resource", "organization", "count"}
    asked = {field.name for field in dataclasses.fields(Visit)}
    assert asked == {"method", "status", "user_agent", "asked_range", "ahead", "by_editor"}
    assert totals_of(dataset).views == 1
    assert not response.cookies
    assert not Session.objects.exists()


def test_pages_count_their_readers(client, client_of, dataset):
    organization = dataset.organization
    editor = factories.editor(organization)

    client.get(dataset.get_absolute_url(), headers=BROWSER)
    client.get(organization.get_absolute_url(), headers=BROWSER)
    client.get(dataset.get_absolute_url(), headers=CURL)
    client.head(dataset.get_absolute_url(), headers=BROWSER)
    client_of(editor).get(dataset.get_absolute_url(), headers=BROWSER)
    client_of(editor).get(organization.get_absolute_url(), headers=BROWSER)

    assert totals_of(dataset) == Totals(views=1)
    assert totals_of(organization) == Totals(views=2)


def test_a_signed_in_stranger_counts(client_of, dataset):
    client_of(factories.user()).get(dataset.get_absolute_url(), headers=BROWSER)

    assert totals_of(dataset).views == 1


def test_a_permalink_counts_what_it_gives(client, client_of, resource):
    etag = f'"{resource.current_version.sha256}"'
    address = resource.permalink

    client.get(address, headers=CURL)
    client.get(f"/api/1{address}", headers=CURL)
    client.get(address, headers=CURL | {"Range": "bytes=0-3"})
    client.get(address, headers=CURL | {"Range": "bytes=4-"})
    client.get(address, headers=CURL | {"Range": "bytes=999999-"})
    client.get(address, headers=CURL | {"If-None-Match": etag})
    client.head(address, headers=CURL)
    client_of(factories.editor(resource.dataset.organization)).get(address, headers=CURL)

    assert totals_of(resource) == Totals(downloads=3)


def test_a_link_and_a_version_count_as_their_resource(client, dataset, resource):
    link = factories.link(dataset)

    client.get(link.permalink, headers=CURL)
    client.get(f"{resource.permalink}/versions/1", headers=CURL)

    assert totals_of(link).downloads == 1
    assert totals_of(resource).downloads == 1
    assert totals_of(dataset).downloads == 2


def test_counting_adds_no_query_to_a_page(client, waiting, dataset, resource):
    for address in (
        dataset.get_absolute_url(),
        dataset.organization.get_absolute_url(),
        resource.permalink,
    ):
        with CaptureQueriesContext(connection) as alone:
            client.get(address)
        with CaptureQueriesContext(connection) as counted:
            client.get(address, headers=BROWSER)

        assert len(counted) == len(alone)
    assert waiting.counts.total() == 2 + 1 + 3


def test_a_resource_with_its_dataset_is_counted_without_a_query(waiting, resource):
    resource = Resource.objects.select_related("dataset").get(pk=resource.pk)

    with query_budget(0):
        count(CountKind.DOWNLOAD, resource, READER)


def test_what_a_resource_brought_to_its_dataset_survives_it(dataset):
    link = factories.link(dataset)
    count(CountKind.DOWNLOAD, link, READER)

    link.delete()

    assert totals_of(dataset).downloads == 1


def test_the_organisation_keeps_what_a_deleted_dataset_brought(dataset):
    count(CountKind.VIEW, dataset, READER)

    datasets.delete_dataset(dataset, by=factories.platform(), reason="Publié par mégarde.")

    assert totals_of(dataset.organization).views == 1
