"""Hostile files sent to a running site: it stays up, and none of its processes grows."""

import http.client
import json
import threading
import time
import uuid
from contextlib import closing, suppress
from pathlib import Path

import pytest

from tests import factories
from tests.catalog.files import hostile
from tests.journeys.production import free_port, wait_for

pytestmark = pytest.mark.django_db(transaction=True)
SITE_MEGABYTES, CHILD_MEGABYTES, SECONDS = 400, 700, 90
GUNICORN = "--worker-class gthread --workers 1 --threads 4 --log-level critical --timeout 120"
FILES = {
    "bombe.xlsx": hostile.zip_bomb,
    "large.csv": hostile.many_columns,
    "long.parquet": hostile.many_rows,
    "cellule.csv": hostile.long_cell,
    "profond.json": hostile.deep_json,
}


class Watch(threading.Thread):
    """Follows the memory of the site and of its descendants, and asks for a page meanwhile."""

    def __init__(self, site, port):
        super().__init__(daemon=True)
        self.site, self.port = site, port
        self.own = self.children = 0
        self.answers = []
        self.over = threading.Event()

    def run(self):
        while not self.over.wait(0.05):
            family = descendants(self.site.pid)
            ours = [pid for pid in family if "catalog.files.nursery" not in words_of(pid)]
            theirs = [pid for pid in family if pid not in ours]
            self.own = max(self.own, *map(megabytes, ours), 0)
            self.children = max([self.children, *map(megabytes, theirs)])
            if len(self.answers) < 200:
                self.answers.append(status_of(self.port, "/mentions-legales/"))


def descendants(root):
    """Return the process and all those it started, whatever their session."""
    parents = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            after = path.read_text().rpartition(")")[2].split()
            parents[int(path.parent.name)] = int(after[1])
    family = [root]
    for one in family:
        family += [pid for pid, parent in parents.items() if parent == one]
    return family


def words_of(pid):
    with suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
    return ""


def megabytes(pid):
    with suppress(OSError, StopIteration):
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
        return int(next(line for line in lines if line.startswith("VmRSS")).split()[1]) // 1024
    return 0


def status_of(port, path):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=SECONDS)
    with closing(connection), suppress(OSError):
        connection.request("GET", path)
        return connection.getresponse().status
    return None


def send(port, resource, token, path):
    """Send the file as a script does; return the status and what the answer says."""
    mark = uuid.uuid4().hex
    head = (
        f'--{mark}\r\nContent-Disposition: form-data; name="file"; filename="{path.name}"\r\n\r\n'
    )
    body = head.encode() + path.read_bytes() + f"\r\n--{mark}--\r\n".encode()
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=SECONDS)
    address = f"/api/1/datasets/{resource.dataset.pk}/resources/{resource.pk}/upload/"
    kind = f"multipart/form-data; boundary={mark}"
    with closing(connection):
        connection.request("POST", address, body, {"X-API-KEY": token, "Content-Type": kind})
        response = connection.getresponse()
        return response.status, json.loads(response.read() or b"{}")


@pytest.fixture
def resource():
    return factories.resource(factories.dataset(published=True), filename="musees.csv")


@pytest.fixture
def serve(start):
    """Return a function that serves that application, and watches it."""
    watches = []

    def served(application):
        port = free_port()
        words = [application, "--bind", f"127.0.0.1:{port}", *GUNICORN.split()]
        site = start("gunicorn", *words, FILES_INLINE_BYTES=str(100 * 1024**2), SITE_URL="")
        wait_for(port, site)
        watch = Watch(site, port)
        watch.start()
        watches.append(watch)
        return port, watch

    yield served
    for watch in watches:
        watch.over.set()
        watch.join()


def test_the_site_neither_grows_nor_stops(serve, resource, tmp_path):
    token = factories.token(factories.editor(resource.dataset.organization))
    port, watch = serve("config.wsgi")

    for name, write in FILES.items():
        write(tmp_path / name)
        started = time.monotonic()
        status, told = send(port, resource, token, tmp_path / name)
        assert status == 409, (name, told)
        assert time.monotonic() - started < SECONDS

    assert set(watch.answers) == {200}
    assert 0 < watch.own < SITE_MEGABYTES
    assert 0 < watch.children < CHILD_MEGABYTES


def test_without_the_limits_the_same_files_are_noticed(serve, resource, tmp_path):
    token = factories.token(factories.editor(resource.dataset.organization))
    port, watch = serve("tests.faults.unbounded")
    hostile.zip_bomb(tmp_path / "bombe.xlsx")

    send(port, resource, token, tmp_path / "bombe.xlsx")

    assert watch.children > CHILD_MEGABYTES
