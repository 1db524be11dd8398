"""Services of their own, that the tests may crash: PostgreSQL, and rclone behind a wire to cut."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest
from django.conf import settings

from tests.faults.house import House
from tests.journeys.production import run

LONG = os.environ.get("FAULTS") == "long"
SUFFERED = {}
ON_EACH = {"test_releases", "test_workers"}
collect_ignore = [] if LONG else ["test_kills_at_random.py"]
# They have a PostgreSQL of their own: the suite runs them once, not on each database. Workers take
# from the database of the run: they are killed on each.
if "DATABASE_URL" in os.environ and not LONG:
    here = Path(__file__).parent
    collect_ignore += [path.name for path in here.glob("test_*.py") if path.stem not in ON_EACH]


class Services:
    """What deploy/services.sh starts, in a record of its own."""

    def __init__(self, record):
        self.record = record
        done = self.ask("start")
        if done.returncode and not os.environ.get("CI"):
            pytest.skip(f"The services did not start: {done.stderr.strip()[-200:]}")
        assert done.returncode == 0, done.stderr
        lines = [line.removeprefix("export ") for line in done.stdout.splitlines()]
        self.addresses = dict(line.split("=", 1) for line in lines)
        self.bases = 0

    def ask(self, verb):
        return subprocess.run(  # noqa: S603 (our own script)
            [f"{settings.BASE_DIR}/deploy/services.sh", verb],
            env=os.environ | {"SERVICES_RECORD": str(self.record)},
            capture_output=True,
            text=True,
            check=False,
        )

    def crash_postgresql(self):
        done = self.ask("crash-postgresql")
        assert done.returncode == 0, done.stderr

    def new_base(self):
        """Make a migrated database, return its address; the first one is copied by the others."""
        if not self.bases:
            self.create("faults", "template1")
            environment = os.environ | {
                "DATABASE_URL": self.address_of("faults"),
                "DJANGO_SETTINGS_MODULE": "config.settings",
                "VITRINE_VAR": str(self.record.parent),
            }
            run("-m", "tests.faults.nursery", "migrate", environment=environment)
        self.bases += 1
        return self.create(f"faults_{self.bases}", "faults")

    def create(self, name, template):
        with psycopg.connect(self.addresses["DATABASE_URL"], autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        return self.address_of(name)

    def address_of(self, name):
        return f"{self.addresses['DATABASE_URL'].rpartition('/')[0]}/{name}"


class Wire:
    """The wire between the house and its bucket: `cut(up=…)`, `cut(down=…)`, `mend()`."""

    def __init__(self, host, port):
        self.process = subprocess.Popen(  # noqa: S603 (our own words)
            [sys.executable, "-m", "tests.faults.wire", host, str(port)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.port = int(self.process.stdout.readline())

    def cut(self, **limits):
        self.process.stdin.write(json.dumps(limits) + "\n")
        self.process.stdin.flush()
        self.process.stdout.readline()

    def mend(self):
        self.cut(up=None, down=None)

    def close(self):
        self.process.communicate(timeout=10)


@pytest.fixture(scope="session")
def services():
    with tempfile.TemporaryDirectory(prefix="vi-faults-") as folder:
        started = Services(Path(folder, "services"))
        yield started
        started.ask("stop")


@pytest.fixture(scope="session")
def wire(services):
    url = urlsplit(services.addresses["TEST_S3_RCLONE"])
    between = Wire(url.hostname, url.port)
    yield between
    between.close()


@pytest.fixture(scope="session")
def house_in_a_folder(services):
    yield from living(services, {})


@pytest.fixture(scope="session")
def house_on_s3(services, wire):
    url = urlsplit(services.addresses["TEST_S3_RCLONE"])
    variables = {
        "S3_BUCKET": "vitrine-private",
        "S3_ENDPOINT_URL": f"http://127.0.0.1:{wire.port}",
        "S3_ACCESS_KEY": url.username,
        "S3_SECRET_KEY": url.password,
    }
    yield from living(services, variables)


@pytest.fixture
def house_on_a_small_disk(services, tmp_path):
    """A house all of whose files are on a disk of 24 MB; without the right to make one, no test."""
    mount = ["mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", str(tmp_path)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:  # noqa: S603 (our words)
        pytest.skip("Only root makes a small disk; the limit of a process is tried by another test")
    try:
        yield from living(services, {}, tmp_path)
    finally:
        subprocess.run(["umount", str(tmp_path)], check=True)  # noqa: S603, S607 (our own words)


def living(services, variables, folder=None):
    folder = folder or Path(tempfile.mkdtemp(prefix="vi-house-"))
    made = House({"DATABASE_URL": services.new_base(), **variables}, folder)
    try:
        made.start()
        yield made
    finally:
        made.stop()
        where = "files on S3" if variables else "files in a folder"
        SUFFERED.setdefault(where, Counter()).update(made.suffered)
        SUFFERED[where]["reads of the permalink"] += made.reads
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(params=["folder", "S3"] if LONG else ["S3"])
def house(request):
    """A house whose files are on S3, and in the long version one whose files are in a folder."""
    name = "house_on_s3" if request.param == "S3" else "house_in_a_folder"
    return request.getfixturevalue(name)


def pytest_terminal_summary(terminalreporter):
    for where, counts in SUFFERED.items():
        told = ", ".join(f"{count} {what}" for what, count in counts.items())
        terminalreporter.write_line(f"Faults, {where}: {told}.")
    if SUFFERED:
        findings = sum(len(terminalreporter.stats.get(kind, ())) for kind in ("failed", "error"))
        terminalreporter.write_line(f"Findings: {findings}.")
