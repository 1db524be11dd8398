"""Two workers on one release, killed as they publish: each dataset goes on line, and once."""

from collections import Counter
from datetime import timedelta

from django.utils import timezone

from catalog.custody.verify import breaches
from catalog.journal.models import Activity, Notification
from catalog.models import Dataset, Release
from catalog.work import leases
from catalog.work.models import TaskLease
from tests import factories
from tests.faults.conftest import LONG
from tests.faults.crew import wait_until
from tests.faults.test_workers import crew  # noqa: F401 (a fixture)
from tests.queue_rows import queued

ROUNDS = 20 if LONG else 1
DATASETS, KILLS = 6, 2


def published():
    return Activity.objects.filter(verb="dataset.published")


def planned():
    drafts = [factories.dataset(with_link=True) for _ in range(DATASETS)]
    release = factories.release(*drafts)
    Release.objects.filter(pk=release.pk).update(due_at=timezone.now() - timedelta(seconds=1))
    return release


def settled():
    for lease in TaskLease.objects.set_aside():
        leases.start_again(lease)
    return not Release.objects.planned().exists()


def test_a_release_whose_workers_are_killed_goes_on_line_once(crew):  # noqa: F811 (a fixture)
    for _ in range(ROUNDS):
        release, before = planned(), published().count()
        for _ in range(2):
            queued("tests.faults.deeds.publish_slowly")
        for kill in range(1, KILLS + 1):
            wait_until(lambda seen=before + kill: published().count() >= seen)
            crew.kill_a_worker()
        wait_until(settled)
        release.refresh_from_db()
        assert release.state == "done"

    times = Counter(published().values_list("dataset", flat=True))
    assert len(times) == Dataset.objects.published().count() == ROUNDS * DATASETS
    assert set(times.values()) == {1}
    assert Notification.objects.filter(kind="release_settled").count() == ROUNDS
    assert [breach.sentence for breach in breaches()] == []
    crew.suffered["releases published while killed"] += ROUNDS
