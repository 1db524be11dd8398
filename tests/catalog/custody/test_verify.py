"""Each invariant: broken on purpose it is found, what is derived is mended, the rest is said."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from catalog import storage
from catalog.custody.verify import breaches
from catalog.enums import VersionState
from catalog.models import Dataset, Resource, ResourceVersion
from catalog.search.models import DatasetFacet, SearchDocument, SearchWord
from tests import tasks
from tests.catalog.custody.histories import history, replaced

pytestmark = pytest.mark.django_db
LONG_AGO = timezone.now() - timedelta(hours=2)


@pytest.fixture
def resource():
    return history(every=timedelta(days=1), count=3, published=True)


def found(**options):
    return [(breach.promise, breach.sentence) for breach in breaches(**options)]


def repaired():
    """Mend what can be, and return what is left."""
    for breach in list(breaches()):
        if breach.repair:
            breach.repair()
    return found()


def rot(key, content):
    """Put these bytes under the key, as a disk that lies would."""
    storage.files().delete(key)
    disk = storage.files()
    disk.save(key, ContentFile(content))


@pytest.fixture
def stored(each_storage):
    return history(every=timedelta(days=1), count=3, published=True)


def test_a_house_in_order_has_no_breach(stored):
    assert found() == []


def test_a_file_that_is_gone_is_said_with_its_key(stored):
    key = stored.current_version.key
    storage.files().delete(key)

    ((promise, sentence),) = found()

    assert promise == "I1"
    assert key in sentence
    assert "n’est plus dans le stockage" in sentence


def test_an_older_file_that_is_gone_is_said_too(stored):
    storage.files().delete(stored.versions.get(number=1).key)

    assert [promise for promise, _ in found()] == ["I4"]


@pytest.mark.parametrize(
    ("change", "told"), [(lambda b: b[:-1], "en garde"), (lambda b: b[:-1] + b"X", "empreinte")]
)
def test_bytes_that_changed_are_found(stored, change, told):
    version = stored.current_version
    kept = b"".join(storage.files().read_range(version.key))
    rot(version.key, change(kept))

    ((promise, sentence),) = found()

    assert promise == "I1"
    assert told in sentence


def test_in_as_many_days_as_shares_every_file_is_read(resource):
    rot(resource.current_version.key, b"x" * resource.current_version.size)
    today = timezone.now()

    days = [len(found(share=4, at=today + timedelta(days=day))) for day in range(4)]

    assert sorted(days) == [0, 0, 0, 1]


def test_a_key_without_a_version_is_told_after_a_week(stored):
    storage.files().save("ab/personne", ContentFile(b"1"))
    storage.files().save("ailleurs/personne", ContentFile(b"1"))

    assert found() == []
    later = found(at=timezone.now() + timedelta(days=8))
    assert [promise for promise, _ in later] == ["I4", "I4"]


def test_two_pointers_that_disagree_are_brought_to_what_visitors_read(resource):
    second = resource.versions.get(number=2)
    Resource.objects.filter(pk=resource.pk).update(current_version=second)

    assert [promise for promise, _ in found()] == ["I1"]
    assert repaired() == []
    states = list(resource.versions.order_by("number").values_list("state", flat=True))
    assert states == [VersionState.SUPERSEDED, VersionState.CURRENT, VersionState.SUPERSEDED]


def test_a_resource_that_points_nowhere_takes_the_version_on_line(resource):
    Resource.objects.filter(pk=resource.pk).update(current_version=None)

    assert repaired() == []
    resource.refresh_from_db()
    assert resource.current_version.number == 3


def test_a_hole_in_the_numbers_is_told_and_never_filled(resource):
    resource.versions.get(number=2).delete()

    ((promise, sentence),) = repaired()

    assert promise == "I2"
    assert "[1, 3]" in sentence


def test_a_table_that_is_gone_is_made_again(stored):
    versions = ResourceVersion.objects.filter(pk=stored.current_version_id)
    versions.update(table_key="ab/absente.parquet")

    assert [promise for promise, _ in found()] == ["I4"]
    assert repaired() == []
    version = versions.get()
    assert version.profile["row_count"] == 1
    assert storage.derived().exists(version.table_key)


@pytest.mark.parametrize("fault", ["document", "facet", "word", "missing"])
def test_an_index_that_says_something_else_is_written_again(resource, fault):
    if fault == "document":
        SearchDocument.objects.update(title="autre chose")
    elif fault == "facet":
        DatasetFacet.objects.all().delete()
    elif fault == "missing":
        SearchDocument.objects.all().delete()
    else:
        SearchWord.objects.update(datasets=40)

    assert {promise for promise, _ in found()} == {"I5"}
    assert repaired() == []


def test_counters_that_say_too_much_are_brought_back(resource):
    Dataset.objects.update(views=1000)

    assert [promise for promise, _ in found()] == ["I5"]
    assert repaired() == []


def test_a_task_whose_worker_was_killed_goes_back_in_the_queue(resource):
    task = DBTaskResult.objects.create(
        args_kwargs={"args": [], "kwargs": {}},
        task_path="catalog.tasks.roll_up_counts",
        queue_name="default",
        backend_name="default",
        status=TaskResultStatus.RUNNING,
        started_at=LONG_AGO,
        worker_ids=["celui-qui-est-mort"],
    )

    assert [promise for promise, _ in found()] == ["I6"]
    assert repaired() == []
    task.refresh_from_db()
    assert task.status == TaskResultStatus.READY


def test_a_check_that_stopped_half_way_is_asked_again(resource):
    version = replaced(resource, 4, at=LONG_AGO)
    before = resource.versions.get(number=3)
    ResourceVersion.objects.filter(pk=version.pk).update(state=VersionState.CHECKING)
    ResourceVersion.objects.filter(pk=before.pk).update(state=VersionState.CURRENT)
    Resource.objects.filter(pk=resource.pk).update(current_version=before)

    ((promise, _),) = found()
    for breach in breaches():
        breach.repair()

    assert promise == "I6"
    assert tasks.Backend.waiting[-1][1] == (str(version.pk),)


def test_the_command_exits_with_what_is_left(resource, capsys):
    SearchDocument.objects.update(title="autre chose")

    with pytest.raises(SystemExit):
        call_command("verify_integrity")
    call_command("verify_integrity", "--repair")
    call_command("verify_integrity")

    told = capsys.readouterr().out
    assert "I5 — « " in told
    assert "Constats : 1 ; réparés : 1." in told
    assert told.endswith("Constats : 0 ; réparés : 0.\n")
