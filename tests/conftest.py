"""What every test finds: a real database, a folder for files, a strict client, and no way out."""

import os
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.db.models.signals import post_migrate  # Django's only word after a flush

from tests import s3_servers, sockets, tasks
from tests.client import StrictClient
from tests.seed import seed_reference


def pytest_configure():
    sockets.refuse_the_outside()


LONG = ("tests/test_url_walk.py", "tests/faults/", "tests/journeys/")


def pytest_collection_modifyitems(items):
    """Shared out between processes, the longest files go first: none is left alone at the end."""
    items.sort(key=lambda item: not item.nodeid.startswith(LONG))
    for item in items:
        rules = [marker.args[0] for marker in item.iter_markers("rule")]
        item.user_properties += [("cases", [rule, 1]) for rule in rules]


def pytest_unconfigure():
    sockets.allow_again()
    folder = Path(settings.VAR_DIR)
    if folder.name.startswith("vitrine-tests-"):  # ours; a VITRINE_VAR given by hand is kept
        shutil.rmtree(folder, ignore_errors=True)


def after_flush(**_):
    """A transactional test empties every table at its end: put back what any installation has."""
    cache.clear()
    seed_reference()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        after_flush()
    last = [config for config in apps.get_app_configs() if config.models_module][-1]
    post_migrate.connect(after_flush, sender=last, dispatch_uid="seed")
    yield
    post_migrate.disconnect(sender=last, dispatch_uid="seed")


@pytest.fixture
def client():
    return StrictClient()


@pytest.fixture
def client_of():
    """Return a client signed in as that person."""

    def signed_in(person):
        client = StrictClient()
        client.force_login(person)
        return client

    return signed_in


PRIVATE = ("files", "derived", "parts", "inbox")
HERE = {"BACKEND": "catalog.storage.LocalFileStorage"}
FAR = {"BACKEND": "catalog.storage.S3FileStorage"}


def use(settings, entries):
    settings.STORAGES = settings.STORAGES | entries


@pytest.fixture(params=["rclone", "moto"])
def each_s3(request, settings):
    """The files and all that is made from them, on a real S3 server; return its name."""
    use(settings, {n: FAR | {"OPTIONS": s3_servers.options(request.param)} for n in PRIVATE})
    return request.param


@pytest.fixture(params=["folder", "rclone", "moto"])
def each_storage(request, settings, tmp_path):
    """The files, wherever they may live: a folder of the test, or S3; return its name."""
    if request.param == "folder":
        use(settings, {name: HERE | {"OPTIONS": {"location": tmp_path / name}} for name in PRIVATE})
    else:
        use(settings, {n: FAR | {"OPTIONS": s3_servers.options(request.param)} for n in PRIVATE})
    return request.param


@pytest.fixture(autouse=True)
def nothing_waits():
    """What another test left in the queue is about rows that are gone."""
    tasks.forget()


@pytest.fixture
def cases(record_property):
    """Say how many cases of a rule one test tried, as `cases("A1", 12)`. A test that is one case
    of it has the mark `rule`. The end of the run adds them up.
    """
    return lambda rule, count: record_property("cases", [rule, count])


def pytest_terminal_summary(terminalreporter):
    tried = Counter()
    for report in terminalreporter.stats.get("passed", ()):
        for name, value in report.user_properties:
            if name == "cases":
                tried[value[0]] += value[1]
    if tried:
        told = ", ".join(f"{rule} {count}" for rule, count in sorted(tried.items()))
        terminalreporter.write_line(f"Cases tried: {told}.")


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
        "VITRINE_VAR": str(settings.VAR_DIR),
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
