"""How long a file is kept: ten versions, and all that served for a year; then its row remains."""

from datetime import timedelta

import pytest
from django.utils import timezone

from catalog import storage
from catalog.actions.custody import beyond_retention, discard_version
from catalog.actions.replacement import restore_version
from catalog.exceptions import WrongState
from catalog.journal.models import Activity
from catalog.models import ResourceVersion
from tests import factories
from tests.catalog.custody.histories import history

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def erasable(resource):
    return sorted(
        resource.versions.filter(pk__in=beyond_retention()).values_list("number", flat=True)
    )


def test_of_a_monthly_file_what_served_this_year_is_kept():
    resource = history(every=timedelta(days=30), count=24)

    assert erasable(resource) == list(range(1, 11))


def test_of_a_yearly_file_ten_versions_are_kept():
    resource = history(every=timedelta(days=365), count=13)

    assert erasable(resource) == [1, 2, 3]


def test_what_served_until_last_week_is_kept_however_old():
    resource = history(every=timedelta(days=1), count=1, until=NOW - timedelta(days=1000))
    history(resource, every=timedelta(days=1), count=11)

    assert erasable(resource) == []


def test_the_one_on_line_is_never_erased():
    resource = history(every=timedelta(days=3650), count=1)

    assert erasable(resource) == []


def test_the_rule_is_the_installation_s(settings):
    settings.FILES_VERSIONS_KEPT, settings.FILES_DAYS_KEPT = 2, 30
    resource = history(every=timedelta(days=20), count=6)

    assert erasable(resource) == [1, 2, 3]


def test_what_is_erased_leaves_its_row_its_hash_and_a_word_in_the_journal():
    resource = history(every=timedelta(days=365), count=12)
    first = resource.versions.get(number=1)

    assert discard_version(first)

    first.refresh_from_db()
    entry = Activity.objects.filter(verb="version.discarded").get()
    assert first.discarded_at
    assert entry.changes["sha256"] == [first.sha256, None]
    assert entry.robot


def test_what_should_be_kept_is_not_erased_whoever_asks():
    resource = history(every=timedelta(days=365), count=3)

    assert not discard_version(resource.versions.get(number=1))
    assert not ResourceVersion.objects.filter(discarded_at__isnull=False).exists()


def test_the_address_of_an_erased_version_says_so_and_leads_to_the_last(client):
    resource = history(every=timedelta(days=365), count=12, published=True)
    first = resource.versions.get(number=1)
    discard_version(first)
    storage.files().delete(first.key)

    response = client.get(f"{resource.permalink}/versions/1")

    assert response.status_code == 410
    assert "n’est plus conservée" in response.content.decode()
    assert resource.permalink in response.content.decode()
    assert client.get(resource.permalink).status_code == 200


def test_an_erased_version_is_not_restored():
    resource = history(every=timedelta(days=365), count=12)
    first = resource.versions.get(number=1)
    discard_version(first)
    first.refresh_from_db()

    with pytest.raises(WrongState, match="a été effacé"):
        restore_version(first, by=factories.platform())
