"""A whole house to hurt: its own base and bucket, gunicorn, a nursery of workers, a reader."""

import hashlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import contextmanager, suppress

from tests.faults.nursery import content_of
from tests.journeys.production import free_port, wait_for

GUNICORN = "--worker-class gthread --workers 1 --threads 8 --log-level error --no-control-socket"
READ_EVERY = "0.05"


def digest(turn):
    return hashlib.sha256(content_of(turn).encode()).hexdigest()


class House:
    """`suffered` counts what was done to it, for the report; `reads`, what readers got then."""

    def __init__(self, environment, folder):
        self.port = free_port()
        self.environment = os.environ | environment
        self.environment |= {
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "LOG_LEVEL": "CRITICAL",
            "SITE_URL": f"http://127.0.0.1:{self.port}",
            "VITRINE_VAR": str(folder),
        }
        self.folder = folder
        self.turn = 0
        self.reads = 0
        self.suffered = Counter()
        self.processes = []
        self.log = tempfile.TemporaryFile()  # noqa: SIM115 (as long as the house)

    def start(self):
        self.nursery = self.spawn("-m", "tests.faults.nursery")
        self.serve()
        self.world = self.ask(do="make_world")
        self.ask(do="work")
        self.address = f"http://127.0.0.1:{self.port}{self.world['permalink']}"

    def serve(self):
        bind = f"127.0.0.1:{self.port}"
        self.site = self.spawn("-m", "gunicorn", "config.wsgi", "--bind", bind, *GUNICORN.split())
        wait_for(self.port, self.site)

    def spawn(self, *words):
        process = subprocess.Popen(  # noqa: S603 (our own words)
            [sys.executable, *words],
            env=self.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self.log,
            text=True,
        )
        self.processes.append(process)
        return process

    def stop(self):
        for process in reversed(self.processes):
            if process.poll() is None:
                process.terminate()
                with suppress(subprocess.TimeoutExpired):
                    process.wait(timeout=15)
            if process.poll() is None:
                process.kill()
            process.communicate()
        self.log.close()

    def order(self, **order):
        """Have a child of the nursery begin that; return its id."""
        self.nursery.stdin.write(json.dumps(order) + "\n")
        self.nursery.stdin.flush()
        return self.hear()["pid"]

    def hear(self):
        line = self.nursery.stdout.readline()
        assert line, "the nursery died"
        return json.loads(line)

    def ask(self, **order):
        """Have a child of the nursery do that to its end; return its answer."""
        self.order(**order)
        said, ended = self.hear(), self.hear()
        assert ended == {"exit": 0}, said
        return said["answer"]

    def try_(self, **order):
        """Likewise, for what may fail; return what the child said."""
        self.order(**order)
        said = self.hear()
        if "exit" not in said:
            self.hear()
        return said

    def replacement(self, **more):
        return {"do": "replace", "resource": self.world["resource"], "turn": self.turn, **more}

    def kill_at(self, point, submission):
        """Begin a replacement, and kill its process when it reaches the point."""
        pid = self.order(**self.replacement(point=point, submission=submission))
        said = self.hear()
        assert said.get("at") == point, said
        time.sleep(0.1)  # the reader reads several times in between
        self.kill(pid)

    def kill_after(self, seconds, submission):
        """Begin a replacement, and kill its process after that long, wherever it is."""
        pid = self.order(**self.replacement(submission=submission))
        time.sleep(seconds)
        self.kill(pid)

    def kill(self, pid):
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
        self.suffered["processes killed"] += 1
        while "exit" not in self.hear():
            pass

    def recover(self):
        """The worker does what was left, then every invariant holds and nobody is stuck."""
        self.ask(do="work")
        assert self.ask(do="verify") == []
        told = self.ask(do="story", resource=self.world["resource"])
        assert told["stuck"] == 0
        return told

    @contextmanager
    def read_all_along(self):
        """Have another process read the permalink; yield the list that will hold what it read."""
        journal = self.folder / "reads.jsonl"
        reader = self.spawn("-m", "tests.faults.reader", self.address, str(journal), READ_EVERY)
        while not journal.exists() or not journal.read_text():
            time.sleep(0.05)
        seen = []
        yield seen
        reader.communicate(timeout=30)
        seen += [json.loads(line) for line in journal.read_text().splitlines()]
        self.reads += len(seen)
        journal.unlink()


def assert_whole(seen, *turns, refused=()):
    """Assert that each read gave all of one of these files, never an older one after a newer."""
    rank = {digest(turn): turn for turn in turns}
    assert seen
    wrong = [one for one in seen if one["status"] not in (200, *refused)]
    assert not wrong, wrong[:3]
    whole = [one for one in seen if one["status"] == 200]
    assert all(one["sha256"] in rank for one in whole), "neither the old file nor the new one"
    assert all(one["sha256"] == one.get("announced", one["sha256"]) for one in whole)
    order = [rank[one["sha256"]] for one in whole]
    assert order == sorted(order), "an older file after a newer one"
    return order


def assert_numbered(story):
    numbers = [number for number, _ in story["versions"]]
    states = [state for _, state in story["versions"]]
    assert numbers == list(range(1, len(numbers) + 1))
    assert states == ["superseded"] * (len(states) - 1) + ["current"]
