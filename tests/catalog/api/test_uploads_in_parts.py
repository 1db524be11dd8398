"""A file sent in parts, with data.gouv.fr's words: whole, or not at all."""

import hashlib
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings as project
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from catalog.actions import uploads
from catalog.models import Resource, Upload, UploadPart
from tests import factories, tasks

pytestmark = pytest.mark.django_db
ROWS = [f"Musée {number};Valbrume\n".encode() for number in range(6)]
PARTS = [b"nom;commune\n" + ROWS[0], *ROWS[1:]]
WHOLE = b"".join(PARTS)
KEY = "0b1c2d3e-0000-4000-8000-000000000001"


def form(index, **changes):
    """What data.gouv.fr's own pages send for that part."""
    return {
        "file": SimpleUploadedFile("blob", PARTS[index]),
        "uuid": KEY,
        "filename": "musées.csv",
        "partindex": index,
        "partbyteoffset": sum(map(len, PARTS[:index])),
        "totalparts": len(PARTS),
        "chunksize": len(PARTS[index]),
        "totalfilesize": len(WHOLE),
    } | changes


LAST = {"uuid": KEY, "filename": "musées.csv", "totalparts": len(PARTS),
        "totalfilesize": len(WHOLE)}  # fmt: skip


@pytest.fixture
def resource():
    made = factories.dataset(published=True).resources.get()
    tasks.work_through()
    return made


@pytest.fixture
def editor(resource):
    return factories.editor(resource.dataset.organization)


@pytest.fixture
def client(editor):
    return Client(headers={"X-API-KEY": factories.token(editor)})


@pytest.fixture
def adding(resource):
    return f"/api/1/datasets/{resource.dataset.pk}/upload/"


@pytest.fixture
def replacing(resource):
    return f"/api/1/datasets/{resource.dataset.pk}/resources/{resource.pk}/upload/"


EVERY = range(len(PARTS))


def send(client, address, indexes=EVERY, **changes):
    return [client.post(address, form(index, **changes)) for index in indexes]


def stored():
    return [path for path in Path(project.VAR_DIR, "parts").rglob("*") if path.is_file()]


def test_each_part_is_accepted_and_the_last_call_gives_the_resource(client, adding):
    parts = send(client, adding)

    response = client.post(adding, LAST)

    assert {(part.status_code, part.content) for part in parts} == {(200, b'{"success":true}')}
    assert response.status_code == 201
    made = Resource.objects.get(pk=response.json()["id"])
    assert made.current_version.sha256 == hashlib.sha256(WHOLE).hexdigest()
    assert b"".join(client.get(made.permalink)) == WHOLE
    assert (made.title, made.current_version.filename) == ("musées.csv", "musées.csv")


def test_the_bytes_that_data_gouv_documents(client, adding):
    for index, letter in enumerate(b"abcd"):
        client.post(adding, form(
            index, file=SimpleUploadedFile("blob", bytes([letter])), partbyteoffset=index,
            totalparts=4, chunksize=1, totalfilesize=4,
        ))  # fmt: skip

    told = client.post(adding, LAST | {"totalparts": 4, "totalfilesize": 4}).json()

    content = b"".join(client.get(told["latest"].removeprefix("http://testserver")))
    assert hashlib.sha1(content).hexdigest() == "81fe8bfe87576c3ecb22426f8e57847382917acf"  # noqa: S324 (theirs)


def test_parts_come_in_any_order_and_twice(client, replacing, resource):
    send(client, replacing, (5, 0, 3, 1, 3, 4, 2, 0))

    response = client.post(replacing, LAST)

    assert response.status_code == 200
    assert resource.versions.get(number=2).sha256 == hashlib.sha256(WHOLE).hexdigest()


def test_nothing_of_it_is_left_once_it_is_whole(client, adding):
    before = stored()
    send(client, adding)
    assert len(stored()) == len(before) + len(PARTS)

    client.post(adding, LAST)

    assert stored() == before
    assert not Upload.objects.exists()


def test_a_cut_client_asks_what_has_come_and_sends_the_rest(client, replacing, resource):
    send(client, replacing, (0, 1, 3))

    told = client.get(replacing, {"uuid": KEY}).json()
    there = {part["partindex"] for part in told["parts"]}
    send(client, replacing, set(range(len(PARTS))) - there)

    assert there == {0, 1, 3}
    assert told["received"] == sum(len(PARTS[index]) for index in there)
    assert (told["filename"], told["totalfilesize"]) == ("musées.csv", len(WHOLE))
    assert client.post(replacing, LAST).status_code == 200


def test_a_last_call_sent_again_is_answered_the_same_and_makes_nothing(client, adding, replacing):
    for address, status in ((adding, 201), (replacing, 200)):
        send(client, address)

        first, again = (client.post(address, LAST) for _ in range(2))

        assert (first.status_code, again.status_code) == (status, status)
        assert first.json()["id"] == again.json()["id"]
    assert Resource.objects.count() == 2
    assert Resource.objects.get(pk=again.json()["id"]).versions.count() == 2


def test_a_part_that_was_cut_is_refused(client, adding):
    response = client.post(adding, form(0, chunksize=99))

    told = response.json()
    assert response.status_code == 400
    assert (told["success"], told["code"]) == (False, "invalid_part")
    assert "coupée" in told["error"]
    assert not UploadPart.objects.exists()


WRONG = {
    "beyond the last": {"partindex": 6},
    "empty": {"file": SimpleUploadedFile("blob", b"")},
    "beyond the end": {"totalfilesize": 5},
    "a path as a key": {"uuid": "../../etc/passwd"},
    "no offset": {"partbyteoffset": ""},
    "negative": {"partbyteoffset": -1},
    "too many": {"totalparts": 10_001},
}


@pytest.mark.parametrize("what", WRONG)
def test_a_part_that_fits_nowhere_is_refused(client, adding, what):
    before = stored()

    assert client.post(adding, form(0, **WRONG[what])).status_code == 400
    assert stored() == before


def test_a_file_with_a_hole_is_refused_and_its_parts_are_kept(client, replacing, resource):
    send(client, replacing, (0, 1, 2, 4, 5))

    response = client.post(replacing, LAST)

    assert response.status_code == 400
    assert "Il manque 1 partie" in response.json()["error"]
    send(client, replacing, [3])
    assert client.post(replacing, LAST).status_code == 200


def test_parts_that_overlap_are_refused(client, adding):
    send(client, adding, (0, 2, 3, 4, 5))
    client.post(adding, form(1, partbyteoffset=3))

    response = client.post(adding, LAST)

    assert response.status_code == 400
    assert "la partie 1" in response.json()["error"].lower()
    assert not Resource.objects.filter(title="musées.csv").exists()


def test_a_part_of_another_file_is_refused(client, adding):
    send(client, adding, [0])

    response = client.post(adding, form(1, totalparts=7))

    assert response.status_code == 400


def test_a_last_call_without_any_part_is_refused(client, adding):
    assert client.post(adding, LAST).status_code == 400


def test_the_checks_are_those_of_a_file_sent_at_once(client, adding):
    page = b"<!doctype html><title>Connexion</title>" + b" " * 100
    for index, chunk in enumerate((page[:50], page[50:])):
        client.post(adding, form(
            index, file=SimpleUploadedFile("blob", chunk), partbyteoffset=50 * index,
            totalparts=2, chunksize=len(chunk), totalfilesize=len(page),
        ))  # fmt: skip

    response = client.post(adding, LAST | {"totalparts": 2})

    assert (response.status_code, response.json()["code"]) == (415, "web_page")


def test_a_file_announced_too_large_is_refused_at_its_first_part(client, adding, settings):
    settings.FILES_MAX_BYTES = len(WHOLE) - 1

    (response,) = send(client, adding, [0])

    assert (response.status_code, response.json()["code"]) == (413, "too_large")


def test_somebody_else_neither_sees_nor_ends_ones_upload(client, adding, resource):
    send(client, adding)
    colleague = factories.editor(resource.dataset.organization)
    other = Client(headers={"X-API-KEY": factories.token(colleague)})

    assert other.get(adding, {"uuid": KEY}).json()["parts"] == []
    assert other.post(adding, LAST).status_code == 400
    assert other.delete(f"{adding}?uuid={KEY}").status_code == 204
    assert client.post(adding, LAST).status_code == 201


def test_parts_meant_for_one_file_do_not_end_in_another(client, adding, replacing):
    send(client, adding)

    assert client.post(replacing, LAST).status_code == 400


def test_without_the_right_no_part_is_kept(resource, replacing):
    stranger = Client(headers={"X-API-KEY": factories.token(factories.user())})
    before = stored()

    assert [answer.status_code for answer in send(stranger, replacing, [0])] == [403]
    assert Client().post(replacing, form(0)).status_code == 401
    assert stored() == before


def test_a_right_that_is_lost_meanwhile_stops_the_upload(client, replacing, editor):
    send(client, replacing)
    editor.memberships.all().delete()

    assert client.post(replacing, LAST).status_code == 403


def test_one_abandons_an_upload(client, adding):
    before = stored()
    send(client, adding, (0, 1))

    assert client.delete(f"{adding}?uuid={KEY}").status_code == 204

    assert stored() == before
    assert client.get(adding, {"uuid": KEY}).json()["received"] == 0


def test_a_person_has_so_many_uploads_and_so_many_bytes(client, adding, settings):
    settings.UPLOADS_OPEN = 2
    for number in range(2):
        send(client, adding, [0], uuid=f"envoi-{number}")

    (third,) = send(client, adding, [0], uuid="envoi-2")

    assert (third.status_code, third.json()["code"]) == (429, "upload_limit")
    settings.UPLOADS_OPEN, settings.UPLOADS_BYTES = 20, 2 * len(WHOLE)
    (heavy,) = send(client, adding, [0], uuid="envoi-3")
    assert heavy.status_code == 429
    assert send(client, adding, [1], uuid="envoi-1")[0].status_code == 200


def test_bytes_that_were_not_announced_are_counted_as_they_come(client, adding, settings):
    settings.UPLOADS_BYTES = len(PARTS[0]) + len(PARTS[1])
    unannounced = [
        {name: value for name, value in form(index).items() if name != "totalfilesize"}
        for index in range(3)
    ]

    answers = [client.post(adding, part).status_code for part in unannounced]

    assert answers == [200, 200, 429]


def test_a_day_later_the_parts_are_gone(client, adding, editor):
    before = stored()
    send(client, adding)
    Upload.objects.update(touched_at=timezone.now() - timedelta(hours=25))

    assert client.get(adding, {"uuid": KEY}).json()["parts"] == []
    assert client.post(adding, LAST).status_code == 400
    call_command("forget_uploads", verbosity=0)

    assert stored() == before
    assert not Upload.objects.exists()


def test_a_new_upload_of_that_name_starts_afresh_a_day_later(client, adding):
    send(client, adding, (0, 1))
    Upload.objects.update(touched_at=timezone.now() - timedelta(hours=25))

    send(client, adding, [0])

    assert UploadPart.objects.count() == 1


def test_a_storage_that_refuses_a_part_keeps_those_that_came(client, adding, monkeypatch):
    send(client, adding, [0])

    def full(*arguments, **options):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("catalog.storage.LocalFileStorage._save", full)
        (refused,) = send(client, adding, [1])

    assert refused.status_code == 507
    send(client, adding, range(1, 6))
    assert client.post(adding, LAST).status_code == 201


def test_a_part_that_is_abandoned_while_it_is_written_leaves_nothing(
    client, adding, editor, monkeypatch
):
    """The upload goes between the writing of the part and its row."""
    before = stored()
    write = uploads.write_part

    def then_abandoned(file):
        key = write(file)
        Upload.objects.all().delete()
        return key

    monkeypatch.setattr(uploads, "write_part", then_abandoned)

    (response,) = send(client, adding, [0])

    assert response.status_code == 400
    assert stored() == before
