"""The life of a file on S3: replaced, held, restored, read again; its bytes never change."""

import io

import pytest

from catalog import storage
from catalog.actions.decisions import reject_version
from catalog.actions.exporting import asked
from catalog.actions.replacement import restore_version
from catalog.enums import VersionState
from catalog.exceptions import StorageFailure
from tests import factories, tasks

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("each_s3")]
NEW = b"nom;commune\nPhare du Bout;Port-Amer\nPhare du Large;Valbrume\n"
LESS = b"nom\nPhare du Bout\nPhare du Large\n"


@pytest.fixture
def resource():
    return factories.dataset(published=True).resources.get()


def stored(version):
    return b"".join(storage.files().read_range(version.key))


def test_the_new_version_serves_the_old_one_is_kept_and_comes_back(resource):
    old = resource.current_version

    new = factories.version(resource, NEW)
    old.refresh_from_db()
    again = restore_version(old, by=factories.platform())

    assert (new.state, again.state) == (VersionState.CURRENT, VersionState.CURRENT)
    assert (stored(old), stored(new), stored(again)) == (factories.CSV, NEW, factories.CSV)
    assert len({old.key, new.key, again.key}) == 3


def test_a_file_that_lost_a_column_waits_and_its_bytes_with_it(resource):
    held = factories.sent(resource, LESS)

    reject_version(held, by=factories.platform(), reason="Le mauvais fichier.")

    held.refresh_from_db()
    resource.refresh_from_db()
    assert held.state == VersionState.REJECTED
    assert stored(held) == LESS
    assert stored(resource.current_version) == factories.CSV


def test_its_table_is_kept_and_gives_other_formats(resource):
    version = factories.version(resource, NEW)
    tasks.work_through()

    export = asked(version, "json")

    version.refresh_from_db()
    assert storage.derived().exists(version.table_key)
    assert b"Phare du Large" in b"".join(storage.derived().read_range(export.key))


def test_a_bucket_that_is_gone_changes_nothing(resource, settings):
    files = settings.STORAGES["files"]
    gone = files["OPTIONS"] | {"bucket_name": "vitrine-absente"}
    settings.STORAGES = settings.STORAGES | {"files": files | {"OPTIONS": gone}}

    with pytest.raises(StorageFailure, match="Rien n’a changé"):
        storage.write(io.BytesIO(NEW))
    with pytest.raises(StorageFailure, match="Rien n’a changé"):
        factories.version(resource, NEW)

    assert resource.versions.count() == 1
