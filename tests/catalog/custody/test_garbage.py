"""The collector erases what nothing names, and nothing else, on every storage."""

import io
import os
import time
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.utils import timezone

from catalog import storage
from catalog.actions import uploads
from catalog.actions.logo import set_logo
from catalog.custody.garbage import Bounds, TooMany, collect
from catalog.models import ResourceVersion
from tests import factories
from tests.catalog.custody.histories import history

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("each_storage")]
LATER = timedelta(days=8)
YEAR = timedelta(days=365)


def keys(store):
    return {one.key for one in store.listing()}


def named():
    return set(ResourceVersion.objects.values_list("key", flat=True))


def went(**options):
    return [(waste.kind, waste.name) for waste in collect(dry_run=False, **options)]


def orphan(content=b"personne"):
    return storage.write(io.BytesIO(content)).key


def in_a_week():
    return timezone.now() + LATER


def test_a_key_that_no_row_names_goes_after_a_week_and_not_before():
    factories.resource()
    key = orphan()

    young = went()
    old = went(at=in_a_week())

    assert young == []
    assert old == [("fichier sans version", key)]
    assert keys(storage.files()) == named()


def test_a_dry_run_says_the_same_and_erases_nothing():
    key = orphan()

    told = [(waste.kind, waste.name) for waste in collect(dry_run=True, at=in_a_week())]

    assert told == [("fichier sans version", key)]
    assert keys(storage.files()) == {key}


def test_a_file_that_waits_or_was_rejected_is_named():
    resource = factories.resource()
    resource.versions.update(state="held")

    assert went(at=in_a_week()) == []
    assert keys(storage.files()) == named()


def test_old_versions_go_with_their_bytes_and_keep_their_rows():
    resource = history(every=YEAR, count=13)

    gone = went()

    assert [kind for kind, _ in gone] == ["ancienne version"] * 3
    assert resource.versions.count() == 13
    assert len(keys(storage.files())) == 10
    assert went() == []


def test_a_key_whose_erasing_was_cut_short_goes_the_next_time():
    resource = history(every=YEAR, count=11)
    first = resource.versions.get(number=1)
    ResourceVersion.objects.filter(pk=first.pk).update(discarded_at=timezone.now())

    assert went(at=in_a_week()) == [("fichier sans version", first.key)]


def test_a_table_goes_when_no_version_names_it_any_more():
    version = factories.resource().current_version
    used, unused = (storage.derived().save(f"ab/{n}.parquet", ContentFile(b"PAR1")) for n in "12")
    ResourceVersion.objects.filter(pk=version.pk).update(table_key=used)

    assert went(at=in_a_week()) == [("table sans version", unused)]
    assert keys(storage.derived()) == {used}


def test_a_logo_that_was_replaced_goes_and_the_other_pictures_stay():
    organization = factories.organization()
    boss = factories.administrator(organization)
    first = set_logo(organization, file=io.BytesIO(factories.png()), by=boss).logo.name
    shown = set_logo(organization, file=io.BytesIO(factories.png(9)), by=boss).logo.name
    picture = storage.public().save("images/une.png", ContentFile(factories.png()))

    assert went() == []
    assert went(at=in_a_week()) == [("logo remplacé", first)]
    assert keys(storage.public()) == {shown, picture}


def test_an_export_goes_after_a_month_and_a_young_one_stays():
    storage.derived().save("exports/1234.csv", ContentFile(b"a"))

    assert went(at=in_a_week()) == []
    assert went(at=timezone.now() + timedelta(days=31)) == [("export", "exports/1234.csv")]


def test_the_parts_of_an_upload_that_nobody_finished_go_after_a_day():
    dataset = factories.dataset()
    uploads.receive_part(
        dataset,
        key="envoi",
        filename="gros.csv",
        piece=uploads.Piece(index=0, offset=0, total=2),
        file=io.BytesIO(b"a;b"),
        by=factories.editor(dataset.organization),
    )
    lost = storage.parts().save("ab/perdue", ContentFile(b"1"))

    assert went() == []
    gone = went(at=timezone.now() + timedelta(hours=25))
    assert sorted(gone) == [("envoi expiré", "gros.csv"), ("partie sans envoi", lost)]
    assert keys(storage.parts()) == set()


def test_a_run_is_bounded():
    for _ in range(5):
        orphan()

    assert len(went(at=in_a_week(), bounds=Bounds(most=2))) == 2
    assert len(keys(storage.files())) == 3


def test_a_row_written_meanwhile_saves_its_key():
    kept, lost = sorted([orphan(), orphan()])
    version = factories.resource().current_version
    run = collect(dry_run=True, at=in_a_week())
    wastes = {waste.name: waste for waste in run}
    ResourceVersion.objects.filter(pk=version.pk).update(key=kept)

    assert not wastes[kept].erase()
    assert wastes[lost].erase()
    assert kept in keys(storage.files())


@pytest.mark.parametrize("each_storage", ["folder"], indirect=True)
def test_an_emptied_base_erases_nothing():
    for _ in range(101):
        orphan()

    with pytest.raises(TooMany, match="101 fichiers sur 101"):
        went(at=in_a_week())
    assert len(keys(storage.files())) == 101
    assert len(went(at=in_a_week(), even_many=True)) == 101


@pytest.mark.parametrize("each_storage", ["folder"], indirect=True)
def test_what_killed_processes_left_goes_after_a_day(settings, tmp_path):
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path / "uploads"
    settings.FILE_UPLOAD_TEMP_DIR.mkdir()
    old = time.time() - 25 * 3600
    for name in ("half.upload", "read-abc/file", "young.upload"):
        path = settings.FILE_UPLOAD_TEMP_DIR / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"moi")
        if name != "young.upload":
            os.utime(path, (old, old))
    os.utime(settings.FILE_UPLOAD_TEMP_DIR / "read-abc", (old, old))
    part = Path(storage.files().path("ab/.part-1"))
    part.parent.mkdir(parents=True)
    part.write_bytes(b"moi")
    os.utime(part, (old, old))

    gone = went()

    assert [kind for kind, _ in gone] == ["envoi interrompu"] * 3
    assert [path.name for path in settings.FILE_UPLOAD_TEMP_DIR.iterdir()] == ["young.upload"]
    assert not part.exists()


def test_the_command_says_what_it_does(capsys):
    key = orphan()

    call_command("collect_garbage", "--dry-run", "--hours=0")
    call_command("collect_garbage", "--hours=0")
    call_command("collect_garbage", "--hours=0")

    told = capsys.readouterr().out
    assert f"fichier sans version : {key}" in told
    assert "Seraient effacés" in told
    assert "Effacés : fichier sans version : 1" in told
    assert told.endswith("Rien à effacer.\n")


@pytest.mark.parametrize("each_storage", ["folder"], indirect=True)
def test_the_command_refuses_a_massacre():
    for _ in range(101):
        orphan()

    with pytest.raises(CommandError, match="Rien n’a été effacé"):
        call_command("collect_garbage", "--hours=0")
