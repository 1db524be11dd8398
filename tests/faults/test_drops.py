"""Two processes look at one inbox, on PostgreSQL, and are killed; somebody writes there meanwhile.

Each version of a file makes one version of its resource (T11), and what is published is one of the
contents that were written, never a mix (T12).
"""

import hashlib
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
import uuid
from collections import Counter
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests import s3_servers
from tests.faults.conftest import LONG, SUFFERED
from tests.faults.scanners import LEFT_ALONE

FILES, ROUNDS, KILLS = (100, 10, 20) if LONG else (8, 2, 2)
REWRITES = 400 if LONG else 60
BUCKET = "vitrine-inbox"


class Inbox:
    """A folder or a bucket of the test, the processes that read it, and how one writes in it."""

    def __init__(self, services, kind):
        self.folder = Path(tempfile.mkdtemp(prefix="vi-drops-"))
        self.stop, self.kind = self.folder / "stop", kind
        self.prefix = f"essai-{uuid.uuid4().hex[:8]}"
        self.suffered = SUFFERED.setdefault(f"an inbox, {kind}", Counter())
        self.environment = os.environ | {
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "DATABASE_URL": services.new_base(),
            "VITRINE_VAR": str(self.folder / "var"),
            "WATCHED_FOLDERS": str(self.folder),
            "FLOWS_FOLDER_SECONDS": "1",
            "LOG_LEVEL": "CRITICAL",
        }
        if kind == "S3":
            self.on_s3(services.addresses["TEST_S3_MOTO"])

    def on_s3(self, address):
        url = urlsplit(address)
        self.s3 = s3_servers.client(address)
        self.environment |= {
            "INBOX_ENDPOINTS": f"http://{url.hostname}:{url.port}",
            "INBOX_KEY_ESSAI": url.username,
            "INBOX_SECRET_ESSAI": url.password,
        }

    @property
    def terms(self):
        if self.kind == "folder":
            return {"kind": "folder", "folder": str(self.folder / "depot")}
        endpoint = self.environment["INBOX_ENDPOINTS"]
        return {"endpoint": endpoint, "bucket": BUCKET, "credentials": "ESSAI"}

    def put(self, name, data):
        """Write it at once: a rename, or a PUT."""
        if self.kind == "S3":
            self.s3.put_object(Bucket=BUCKET, Key=f"{self.prefix}/{name}", Body=data)
            return
        path = self.folder / "depot" / self.prefix / name
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(f".{uuid.uuid4().hex}")
        part.write_bytes(data)
        part.rename(path)

    def grow(self, name, data):
        """Write it slowly, in its place: nobody may take it before it is whole."""
        with (self.folder / "depot" / self.prefix / name).open("wb") as file:
            for start in range(0, len(data), 20):
                file.write(data[start : start + 20])
                file.flush()
                time.sleep(0.15)

    def start(self, order, **asked):
        words = [sys.executable, "-m", "tests.faults.scanners", order, json.dumps(asked)]
        return subprocess.Popen(words, env=self.environment, stdout=subprocess.PIPE, text=True)  # noqa: S603 (our own words)

    def ask(self, order, **asked):
        process = self.start(order, **asked)
        said, _ = process.communicate(timeout=300)
        assert process.returncode == 0, order
        return json.loads(said)

    def scanners(self, flow):
        asked = {"flow": flow, "rounds": 2, "stop": str(self.stop)}
        return [self.start("scan", **asked) for _ in range(2)]

    def killed(self, scanners, flow):
        """Kill one of them, as the system would, and start another in its place."""
        victim = random.choice(scanners)  # noqa: S311 (no secret)
        victim.kill()
        victim.communicate()
        self.suffered["kills"] += 1
        asked = {"flow": flow, "rounds": 2, "stop": str(self.stop)}
        scanners[scanners.index(victim)] = self.start("scan", **asked)

    def finish(self, scanners):
        self.stop.touch()
        for scanner in scanners:
            said, _ = scanner.communicate(timeout=600)
            assert scanner.returncode == 0
            self.suffered["looks at it"] += int(said)


@pytest.fixture(params=["folder", "S3"])
def inbox(request, services):
    made = Inbox(services, request.param)
    yield made
    shutil.rmtree(made.folder, ignore_errors=True)


def content(name, turn, rows=3):
    return f"nom;releve\n{name};{turn}\n".encode() + b"ligne;0\n" * rows


def digest(data):
    return hashlib.sha256(data).hexdigest()


def test_each_version_of_a_file_is_published_once_whoever_looks_and_dies(inbox):
    flow = inbox.ask("make", inbox=inbox.terms, pattern=f"{inbox.prefix}/*.csv", target="by-name")
    names, expected = [f"f{number}.csv" for number in range(FILES)], Counter()
    scanners = inbox.scanners(flow)

    for turn in range(ROUNDS):
        for rank, name in enumerate(names):
            same = turn and rank % 4 == 0
            data = content(name, 0 if same else turn)
            expected[digest(data)] += not same
            inbox.put(name, data)
        for _ in range(KILLS // ROUNDS):
            time.sleep(LEFT_ALONE + random.random())  # noqa: S311 (no secret)
            inbox.killed(scanners, flow)
        wait_for_calm(inbox, flow, len(names) * (turn + 1))
    inbox.finish(scanners)
    told = inbox.ask("tell", flow=flow)

    assert Counter(told["sha256"]) == +expected
    assert told["breaches"] == []
    assert told["resources"] == FILES
    assert set(told["states"]) <= {"published", "unchanged"}
    inbox.suffered["versions"] += len(told["sha256"])
    inbox.suffered["findings"] += 0


def wait_for_calm(inbox, flow, count):
    """Wait until each file has its drop, and each drop its end."""
    for _ in range(600):
        states = inbox.ask("tell", flow=flow)["states"]
        if sum(states.values()) >= count and not {"seen", "stable", "copied"} & set(states):
            return
        time.sleep(1)
    raise AssertionError(states)


def test_what_is_rewritten_while_it_is_read_is_never_a_mix(inbox):
    flow = inbox.ask("make", inbox=inbox.terms, pattern=f"{inbox.prefix}/*.csv", target="one")
    written = [content("a", turn, rows=2000 + turn) for turn in range(REWRITES)]
    inbox.put("a.csv", written[0])
    scanners = inbox.scanners(flow)

    for number, data in enumerate(written):
        inbox.put("a.csv", data)
        # A burst, then a rest in which the last one is whole: it is read while the next one comes.
        time.sleep(0.05 if number % 20 else 2 * LEFT_ALONE)
    if inbox.kind == "folder":
        written.append(content("a", "lent", rows=30))
        inbox.grow("a.csv", written[-1])
    time.sleep(2.5)
    inbox.finish(scanners)
    told = inbox.ask("tell", flow=flow)

    known = {digest(data) for data in written}
    assert set(told["sha256"]) <= known
    assert told["on_line"][""] == digest(written[-1]), "the last one written is on line in the end"
    assert told["breaches"] == []
    inbox.suffered["rewrites"] += len(written)
    inbox.suffered["versions"] += len(told["sha256"])
