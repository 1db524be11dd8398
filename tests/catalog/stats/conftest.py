"""What the tests of counting share: a browser's name, a buffer that waits, and real processes."""

import os
import subprocess
import sys

import pytest
from django.conf import settings as configured
from django.db import connection

from catalog.stats import counting
from catalog.stats.buffer import Buffer


@pytest.fixture
def waiting(db, settings, monkeypatch):
    """A buffer as in production, which writes only when its test says so."""
    settings.STATS_FLUSH_SECONDS = 3600
    buffer = Buffer()
    monkeypatch.setattr(counting, "buffer", buffer)
    yield buffer
    buffer.counts.clear()
    settings.STATS_FLUSH_SECONDS = 0
    buffer.wake.set()
    if buffer.thread:
        buffer.thread.join()


@pytest.fixture
def environment(transactional_db):
    """The variables by which another process works on the database and files of this run."""
    database = connection.settings_dict
    if connection.vendor == "sqlite":
        url = f"sqlite:///{database['NAME']}"
    else:
        place = f"{database['HOST']}:{database['PORT'] or 5432}/{database['NAME']}"
        url = f"postgresql://{database['USER']}:{database['PASSWORD']}@{place}"
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "VITRINE_VAR": str(configured.VAR_DIR),
        "DATABASE_URL": url,
        "STATS_FLUSH_SECONDS": "3600",
    }


@pytest.fixture
def start(environment):
    """Return a function that starts Python on a module; what still runs at the end is killed."""
    processes = []

    def started(module, *arguments, **variables):
        process = subprocess.Popen(  # noqa: S603 — our own Python, our own modules
            [sys.executable, "-m", module, *map(str, arguments)],
            env=environment | variables,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        processes.append(process)
        return process

    yield started
    for process in processes:
        process.kill()
        process.communicate()
