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

import psycopg
import pytest

from tests import s3_servers
from tests.faults.conftest import LONG, SUFFERED
from tests.faults.scanners import LEFT_ALONE

FILES, ROUNDS, BURST = (100, 10, 40) if LONG else (4, 2, 20)
BUCKET = "vitrine-inbox"


class Inbox:
    """A folder or a bucket of the test, the processes that read it, and how one writes in it."""

    def __init__(self, services, kind):
        self.folder = Path(tempfile.mkdtemp(prefix="vi-drops-"))
        self.stop, self.kind = self.folder / "stop", kind
        self.prefix = f"essai-{uuid.uuid4().hex[:8]}"
        (self.folder / "depot").mkdir()
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

    def scanner(self, flows):
        return self.start("scan", flows=flows, rounds=2, stop=str(self.stop))

    def kill(self, scanners, flows):
        """Kill one of them, as the system would, and start another in its place."""
        victim = random.choice(scanners)  # noqa: S311 (no secret)
        victim.kill()
        victim.communicate()
        self.suffered["kills"] += 1
        scanners[scanners.index(victim)] = self.scanner(flows)

    def wait_for_calm(self, flow, count):
        """Wait until each file has its drop, and each drop its end."""
        asked = "SELECT state, count(*) FROM flows_drop WHERE flow_id = %s GROUP BY state"
        for _ in range(600):
            with psycopg.connect(self.environment["DATABASE_URL"]) as connection:
                states = dict(connection.execute(asked, [flow]).fetchall())
            if sum(states.values()) >= count and not {"seen", "stable", "copied"} & set(states):
                return
            time.sleep(0.3)
        raise AssertionError(states)

    def finish(self, scanners):
        self.stop.touch()
        for scanner in scanners:
            said, _ = scanner.communicate(timeout=600)
            assert scanner.returncode == 0
            self.suffered["looks at it"] += int(said)

    def round_of_files(self, turn):
        """Write every file again, a quarter of them as they were; return what is new."""
        new = []
        for rank in range(FILES):
            same = turn and rank % 4 == 0
            data = content(f"f{rank}", 0 if same else turn)
            self.put(f"f{rank}.csv", data)
            new += [] if same else [digest(data)]
        return new

    def burst(self, turn):
        """Rewrite one file twenty times a second, then let it be just long enough to be taken."""
        written = [content("a", f"{turn}.{n}", rows=2000 + n) for n in range(BURST)]
        for data in written:
            self.put("a.csv", data)
            time.sleep(0.05)
        time.sleep(LEFT_ALONE + random.random() / 2)  # noqa: S311 (no secret)
        return written


@pytest.fixture(params=["folder", "S3"])
def inbox(request, services):
    made = Inbox(services, request.param)
    yield made
    shutil.rmtree(made.folder, ignore_errors=True)


def content(name, turn, rows=3):
    return f"nom;releve\n{name};{turn}\n".encode() + b"ligne;0\n" * rows


def digest(data):
    return hashlib.sha256(data).hexdigest()


def test_each_version_is_published_once_and_whole_whoever_looks_and_dies(inbox):
    patterns = {f"{inbox.prefix}/f*.csv": "by-name", f"{inbox.prefix}/a.csv": "one"}
    named, single = flows = inbox.ask("make", inbox=inbox.terms, patterns=patterns)
    expected, written, scanners = Counter(), [], [inbox.scanner(flows) for _ in range(2)]

    for turn in range(ROUNDS):
        expected.update(inbox.round_of_files(turn))
        written += inbox.burst(turn)
        inbox.kill(scanners, flows)
        inbox.wait_for_calm(named, FILES * (turn + 1))
    if inbox.kind == "folder":
        written.append(content("a", "lent", rows=5))
        inbox.grow("a.csv", written[-1])
    time.sleep(2 * LEFT_ALONE)
    inbox.finish(scanners)
    many, one = inbox.ask("tell", flow=named), inbox.ask("tell", flow=single)

    assert Counter(many["sha256"]) == expected
    assert many["resources"] == FILES
    assert set(many["states"]) <= {"published", "unchanged"}
    assert set(one["sha256"]) <= set(map(digest, written)), "what is published is what was written"
    assert one["on_line"][""] == digest(written[-1]), "the last one written is on line in the end"
    assert one["breaches"] == []
    inbox.suffered["rewrites"] += len(written)
    inbox.suffered["versions"] += len(many["sha256"]) + len(one["sha256"])
    inbox.suffered["findings"] += len(one["breaches"])
