"""A file read from its parts, wherever these are, is the file that was sent."""

import hashlib
import io
import random
import tracemalloc
from datetime import timedelta

import pytest
from django.core.management import call_command

from catalog import storage
from catalog.actions import uploads
from catalog.actions.assembled import BUFFER, StoredPart, joined
from catalog.actions.replacement import replace_resource
from catalog.actions.uploads import Piece, receive_part, whole_file
from tests import factories, tasks

pytestmark = pytest.mark.django_db
MIB = 1024 * 1024
SIZES = (1, 255, 256 * 1024, 70_001, 2 * MIB)


def content(size, seed=5):
    return random.Random(seed).randbytes(size)  # noqa: S311 (bytes to compare, not a secret)


@pytest.fixture
def pieces():
    return [content(size, seed) for seed, size in enumerate(SIZES)]


@pytest.fixture
def file(each_storage, pieces):
    parts = [StoredPart(uploads.write_part(io.BytesIO(one)), len(one)) for one in pieces]
    with joined(parts) as opened:
        yield opened


def test_it_reads_as_one_file(file, pieces):
    assert file.read() == b"".join(pieces)
    assert file.read() == b""


@pytest.mark.parametrize("place", [0, 1, 2, 256, 256 * 1024 + 255, 1_000_000, sum(SIZES)])
def test_it_reads_from_anywhere(file, pieces, place):
    whole = b"".join(pieces)

    assert file.seek(place) == file.tell() == place
    assert file.read(100) == whole[place : place + 100]
    assert file.seek(0, 2) == len(whole)
    assert file.seek(0) == 0
    assert file.read(10) == whole[:10]


def test_it_is_written_and_hashed_as_any_file(file, pieces):
    stored = storage.write(file)

    whole = b"".join(pieces)
    assert (stored.size, stored.sha256) == (len(whole), hashlib.sha256(whole).hexdigest())


def sent(target, by, pieces, key="envoi"):
    total, offset = sum(map(len, pieces)), 0
    for index, one in enumerate(pieces):
        upload = receive_part(
            target, key=key, filename="musées.csv", file=io.BytesIO(one), by=by,
            piece=Piece(index, offset, len(pieces), len(one), total),
        )  # fmt: skip
        offset += len(one)
    return upload


def test_parts_replace_a_file_wherever_they_are_kept(each_storage):
    resource = factories.dataset(published=True).resources.get()
    tasks.work_through()
    by = factories.platform()
    rows = b"nom;commune\n" + b"Musee;Port-Amer\n" * 1000
    upload = sent(resource, by, [rows[:5000], rows[5000:9999], rows[9999:]])

    with whole_file(upload) as file:
        made = replace_resource(resource, file=file, filename="musées.csv", by=by)
    uploads.discard_upload(upload)

    assert (made.is_current, made.sha256) == (True, hashlib.sha256(rows).hexdigest())
    assert list(storage.parts().listing()) == []


def test_reading_holds_no_more_than_a_buffer(settings, tmp_path):
    one = content(8 * MIB)
    key = uploads.write_part(io.BytesIO(one))
    tracemalloc.start()

    with joined([StoredPart(key, len(one))] * 12) as file:
        while file.read(64 * 1024):
            pass
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert peak < 4 * BUFFER


def test_the_command_forgets_what_nobody_finished(each_storage, capsys):
    upload = sent(factories.dataset(), factories.platform(), [b"a", b"b"])
    upload.touched_at -= timedelta(hours=25)
    upload.save()

    call_command("forget_uploads")

    assert "1 abandoned upload(s) erased" in capsys.readouterr().out
    assert list(storage.parts().listing()) == []
