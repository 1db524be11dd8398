"""Real HTTP clients against a real server: curl, and Python's own, which knows nothing of us."""

import http.client
import json
import shutil
import subprocess
import uuid
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests import factories, tasks

CURL = shutil.which("curl")
pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(CURL is None, reason="curl is not installed"),
]
ROWS = "Musée du Sel;Uzès\n" * 5000
NEW = f"nom;commune\n{ROWS}".encode()
KEEP_BREAKING = b"nom;ville\n" + ROWS.encode()


@pytest.fixture
def resource(transactional_db):
    made = factories.dataset(published=True).resources.get()
    tasks.work_through()
    return made


@pytest.fixture
def curl(resource, live_server, tmp_path):
    """Return a function that runs curl with a key, and gives the status and the JSON."""
    token = factories.token(factories.editor(resource.dataset.organization))
    base = f"{live_server.url}/api/1/datasets/{resource.dataset.pk}"

    def run(path, *options, content=None):
        if content is not None:
            (tmp_path / "musees.csv").write_bytes(content)
            options += ("-F", "file=@musees.csv")
        command = [CURL, "-s", "-w", "\n%{http_code}", "-H", f"X-API-KEY: {token}", *options]
        done = subprocess.run(  # noqa: S603 (our own words)
            [*command, f"{base}{path}"], cwd=tmp_path, capture_output=True, text=True, check=True
        )
        body, status = done.stdout.rsplit("\n", 1)
        return int(status), json.loads(body) if body else None

    run.token, run.base, run.folder = token, base, tmp_path
    return run


def about(resource, end):
    return f"/resources/{resource.pk}/{end}"


def test_the_three_lines_of_the_help_replace_a_file(curl, resource):
    status, told = curl(about(resource, "upload/"), content=NEW)

    assert (status, told["success"]) == (200, True)
    downloaded = subprocess.run(  # noqa: S603 (our own words)
        [CURL, "-sL", told["latest"]], capture_output=True, check=True
    ).stdout
    assert downloaded == NEW


def test_a_file_is_described_after_it_was_sent(curl, resource):
    json_type = ("-X", "PUT", "-H", "Content-Type: application/json")
    said = '{"title": "Musées", "type": "main"}'

    status, told = curl(about(resource, ""), *json_type, "-d", said)
    ordered, rows = curl("/resources/", *json_type, "-d", f'[{{"id": "{resource.pk}"}}]')

    assert (status, told["title"], told["filetype"]) == (200, "Musées", "file")
    assert (ordered, [one["id"] for one in rows]) == (200, [str(resource.pk)])


def test_the_help_is_the_one_that_is_tried(curl, resource, client_of):
    page = client_of(factories.user()).get("/espace/profil/cles-api/").content.decode()

    for option in (
        "X-API-KEY",
        "-F file=@musees.csv",
        "-d reason=",
        "If-Match",
        "Idempotency-Key",
        "-X PUT",
    ):
        assert option in page


def test_a_held_file_is_confirmed_as_the_answer_says(curl, resource):
    status, told = curl(about(resource, "upload/"), content=KEEP_BREAKING)
    assert (status, told["code"]) == (409, "held")
    path = told["confirm"]["url"].removeprefix(curl.base)

    status, told = curl(path, "-d", "reason=Colonne renommée")

    assert (status, told["version"]["state"]) == (200, "current")


def test_curl_retries_make_one_version(curl, resource):
    options = ("-H", "Idempotency-Key: export-2026-11", "-H", 'If-Match: "1"')

    answers = [curl(about(resource, "upload/"), *options, content=NEW) for _ in range(2)]

    assert [status for status, _ in answers] == [200, 200]
    assert answers[0] == answers[1]
    assert resource.versions.count() == 2


def test_an_upload_whose_connection_is_cut_leaves_nothing(curl, resource):
    address = urlsplit(f"{curl.base}{about(resource, 'upload/')}")
    connection = http.client.HTTPConnection(address.netloc, timeout=10)
    connection.putrequest("POST", address.path)
    connection.putheader("X-API-KEY", curl.token)
    connection.putheader("Content-Type", "multipart/form-data; boundary=limite")
    connection.putheader("Content-Length", str(len(NEW) + 1000))
    connection.endheaders()
    connection.send(
        b'--limite\r\nContent-Disposition: form-data; name="file"; filename="m.csv"\r\n'
    )
    connection.send(b"Content-Type: text/csv\r\n\r\n" + NEW[: len(NEW) // 2])
    connection.close()

    assert curl(about(resource, ""))[1]["checksum"]["value"] == resource.current_version.sha256
    assert resource.versions.count() == 1


def test_the_parts_of_data_gouv_are_sent_by_curl(curl, resource):
    key, step = str(uuid.uuid4()), 40_000
    starts = list(range(0, len(NEW), step))
    said = ["-F", f"uuid={key}", "-F", "filename=musees.csv", "-F", f"totalparts={len(starts)}",
            "-F", f"totalfilesize={len(NEW)}"]  # fmt: skip
    for index, start in enumerate(starts):
        piece = NEW[start : start + step]
        place = ["-F", f"partindex={index}", "-F", f"partbyteoffset={start}",
                 "-F", f"chunksize={len(piece)}"]  # fmt: skip
        assert curl("/upload/", *said, *place, content=piece) == (200, {"success": True})
    Path(curl.folder, "musees.csv").unlink()

    status, told = curl("/upload/", *said)

    assert (status, told["filesize"]) == (201, len(NEW))


@pytest.mark.parametrize("header", [(), ("-H", "X-API-KEY: vitrine_faux")])
def test_curl_without_a_good_key_is_refused(live_server, resource, header):
    address = f"{live_server.url}/api/1/datasets/{resource.dataset.pk}/upload/"
    done = subprocess.run(  # noqa: S603 (our own words)
        [CURL, "-s", "-o", "/dev/null", "-w", "%{http_code}", *header, "-F", "a=b", address],
        capture_output=True, text=True, check=True,
    )  # fmt: skip

    assert done.stdout == "401"
