"""Replacing a file: the old bytes are kept, and a failure at any step changes nothing."""

import hashlib
import io
import uuid
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import DatabaseError

from catalog import storage
from catalog.actions.replacement import replace_resource
from catalog.actions.resource import remove_resource
from catalog.enums import VersionState
from catalog.exceptions import Conflict, InvalidFile, StorageFailure, WrongState
from catalog.journal.models import Activity
from catalog.storage import LocalFileStorage
from tests import factories, tasks

pytestmark = pytest.mark.django_db
NEW = "nom;commune\nPhare du Bout;Port-Amer\nMusée du Sel;Port-Amer\n".encode()


@pytest.fixture
def resource():
    return factories.dataset(published=True).resources.get()


def replace(resource, content=NEW, filename="phares.csv", by=None, **options):
    by = by or factories.platform()
    return replace_resource(resource, file=io.BytesIO(content), filename=filename, by=by, **options)


def stored(version):
    return b"".join(storages["files"].read_range(version.key))


def facts(resource):
    resource.refresh_from_db()
    return (
        resource.current_version_id,
        resource.modified_at,
        resource.dataset.revision,
        list(resource.versions.values_list("number", "state", "sha256")),
        Activity.objects.count(),
    )


def test_the_new_version_serves_and_the_old_one_keeps_its_bytes(resource):
    old = resource.current_version

    new = replace(resource, note="Ajout des phares")

    old.refresh_from_db()
    resource.refresh_from_db()
    assert (new.number, new.state, old.state) == (2, VersionState.CURRENT, VersionState.SUPERSEDED)
    assert resource.current_version == new
    assert (stored(old), stored(new)) == (factories.CSV, NEW)
    assert new.sha256 == hashlib.sha256(NEW).hexdigest()
    assert (new.size, new.filename, new.note) == (len(NEW), "phares.csv", "Ajout des phares")


def test_the_identity_of_the_resource_survives(resource):
    before = (resource.pk, resource.permalink, resource.title)

    replace(resource)
    factories.version(resource, b"autre;chose\n1;2\n")

    resource.refresh_from_db()
    assert (resource.pk, resource.permalink, resource.title) == before


def test_the_journal_says_both_versions_both_hashes_and_why(resource):
    old = resource.current_version

    new = replace(resource, note="Correction")

    entry = Activity.objects.get(verb="resource.replaced")
    assert entry.changes == {"version": [1, 2], "sha256": [old.sha256, new.sha256]}
    assert entry.reason == "Correction"


def test_keys_are_made_of_uuids_only_and_never_reused(resource):
    keys = {replace(resource, NEW + b"x;%d\n" % n, filename="../x y.csv").key for n in range(3)}

    assert len(keys) == 3
    for key in keys:
        folder, name = key.split("/")
        assert uuid.UUID(name).hex == name
        assert folder == name[:2]


def test_the_same_form_sent_twice_makes_one_version(resource):
    sent = uuid.uuid4()

    first = replace(resource, submission=sent, expected_version=1)
    second = replace(resource, submission=sent, expected_version=1)

    assert first == second
    assert resource.versions.count() == 2


def test_a_form_that_served_elsewhere_is_refused(resource):
    sent = uuid.uuid4()
    replace(resource, submission=sent)
    other = factories.dataset(published=True).resources.get()

    with pytest.raises(Conflict):
        replace(other, submission=sent)


def test_whoever_started_from_an_older_version_is_told(resource):
    replace(resource)
    before = facts(resource)

    with pytest.raises(Conflict) as refusal:
        replace(resource, b"a;b\n1;2\n", expected_version=1)

    assert "version 2" in refusal.value.message
    assert facts(resource) == before


@pytest.mark.parametrize("person", ["stranger", "contributor", "elsewhere", "gone"])
def test_only_those_who_may_change_the_dataset_replace(resource, person):
    dataset = resource.dataset
    people = {
        "stranger": factories.user,
        "contributor": lambda: factories.contributor(dataset.organization),
        "elsewhere": factories.editor,
        "gone": lambda: factories.former_member(dataset.organization, datasets=[dataset]),
    }
    somebody = people[person]()
    before = facts(resource)

    with pytest.raises(PermissionDenied):
        replace(resource, by=somebody)

    assert facts(resource) == before


def test_a_named_contributor_replaces(resource):
    assert replace(resource, by=factories.grant(resource.dataset)).number == 2


def test_a_link_or_a_removed_file_is_not_replaced(resource):
    link = factories.link(resource.dataset)
    remove_resource(resource, by=factories.platform())
    resource.refresh_from_db()

    for thing in (link, resource):
        with pytest.raises(WrongState) as refusal:
            replace(thing)
        assert thing.title in refusal.value.message


def test_a_bad_file_leaves_the_old_one_on_line(resource):
    before = facts(resource)

    with pytest.raises(InvalidFile):
        replace(resource, b"")

    assert facts(resource) == before


class Truncating(LocalFileStorage):
    """A disk that loses the end of what it is given, and says nothing."""

    def _save(self, name, content):
        name = super()._save(name, content)
        path = Path(self.path(name))
        path.write_bytes(path.read_bytes()[:-1])
        return name


class Flipping(LocalFileStorage):
    """A disk that changes one bit."""

    def _save(self, name, content):
        name = super()._save(name, content)
        path = Path(self.path(name))
        data = bytearray(path.read_bytes())
        data[len(data) // 2] ^= 1
        path.write_bytes(bytes(data))
        return name


class Full(LocalFileStorage):
    """A disk without space left."""

    def _save(self, name, content):
        raise OSError(28, "No space left on device")


class Forgetful(LocalFileStorage):
    """A disk that does not find what it has just written."""

    def read_range(self, key, start=0, end=None):
        raise FileNotFoundError(key)


@pytest.mark.parametrize("faulty", [Truncating, Flipping, Full, Forgetful])
def test_a_storage_that_fails_changes_nothing(resource, faulty, monkeypatch):
    disk = faulty(location=storages["files"].location)
    before = facts(resource)
    monkeypatch.setattr(storage, "files", lambda: disk)

    with pytest.raises(StorageFailure) as refusal:
        replace(resource)

    monkeypatch.undo()
    assert "Rien n’a changé" in refusal.value.message
    assert facts(resource) == before
    assert stored(resource.current_version) == factories.CSV


def test_a_database_that_fails_at_the_last_step_changes_nothing_and_the_task_ends_it(
    resource, monkeypatch
):
    before = facts(resource)[0:3]

    def broken(*_, **__):
        raise DatabaseError

    monkeypatch.setattr("catalog.actions.settling.announce", broken)
    with pytest.raises(DatabaseError):
        replace(resource)

    assert facts(resource)[0:3] == before
    assert stored(resource.current_version) == factories.CSV
    monkeypatch.undo()
    tasks.work_through()
    resource.refresh_from_db()
    assert stored(resource.current_version) == NEW


def test_a_file_is_never_written_over_another():
    disk = storages["files"]
    key = f"ab/{uuid.uuid4().hex}"
    disk._save(key, ContentFile(b"un"))

    with pytest.raises(FileExistsError):
        disk._save(key, ContentFile(b"deux"))

    assert Path(disk.path(key)).read_bytes() == b"un"


@pytest.mark.parametrize("key", ["../dehors", "/etc/essai", "a/../../dehors"])
def test_no_key_leaves_the_folder(key):
    with pytest.raises(Exception, match=r"traversal|located outside|Suspicious"):
        storages["files"].save(key, io.BytesIO(b"x"))
