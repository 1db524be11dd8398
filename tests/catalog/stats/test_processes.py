"""Several processes count the same thing, fork and are stopped: nothing is lost, nothing twice."""

import http.client
import os
import signal
import socket
import time

import pytest

from catalog.stats.models import DailyCount
from catalog.stats.reading import Totals, totals
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)
VISITOR = "tests.catalog.stats.visitor"
SITE_SECONDS = 60


@pytest.fixture
def resource():
    return factories.resource(factories.dataset(published=True, with_link=True))


def tell(*processes):
    """Let each go on to its next step."""
    for process in processes:
        process.stdin.write("go\n")
        process.stdin.flush()


def hear(word, *processes):
    for process in processes:
        assert process.stdout.readline().strip() == word


def downloads_of(subject):
    return totals([subject])[subject.pk].downloads


def test_four_processes_count_a_thousand_together(start, resource):
    visitors = [start(VISITOR, resource.pk, 250) for _ in range(4)]
    hear("ready", *visitors)

    tell(*visitors)
    hear("counted", *visitors)
    tell(*visitors)

    assert [visitor.wait(SITE_SECONDS) for visitor in visitors] == [0, 0, 0, 0]
    subjects = [resource, resource.dataset, resource.dataset.organization]
    assert [downloads_of(subject) for subject in subjects] == [1000, 1000, 1000]
    assert DailyCount.objects.count() == len(subjects)


def test_a_forked_process_leaves_to_its_parent_what_the_parent_counted(start, resource):
    visitor = start(VISITOR, resource.pk, 7, "fork")
    hear("ready", visitor)

    tell(visitor)
    hear("counted", visitor)
    tell(visitor)

    assert visitor.wait(SITE_SECONDS) == 0
    assert downloads_of(resource) == 14


def test_a_process_that_the_system_kills_loses_only_what_it_had_not_written(start, resource):
    visitor = start(VISITOR, resource.pk, 27)
    hear("ready", visitor)
    tell(visitor)
    hear("counted", visitor)
    deadline = time.monotonic() + SITE_SECONDS
    while downloads_of(resource) < 20 and time.monotonic() < deadline:
        time.sleep(0.05)

    os.kill(visitor.pid, signal.SIGKILL)
    visitor.wait(SITE_SECONDS)

    assert 20 <= downloads_of(resource) <= 27


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def get(port, path):
    """Ask as a browser does; None while the site does not listen."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=SITE_SECONDS)
    try:
        connection.request("GET", path, headers={"User-Agent": "Mozilla/5.0 Firefox/131.0"})
        response = connection.getresponse()
        response.read()
    except ConnectionError:
        return None
    finally:
        connection.close()
    return response.status


def wait_for(port):
    deadline = time.monotonic() + SITE_SECONDS
    while get(port, "/datasets/r/00000000-0000-0000-0000-000000000000") is None:
        assert time.monotonic() < deadline
        time.sleep(0.1)


def test_a_site_that_is_stopped_writes_what_its_workers_counted(start, resource):
    port = free_port()
    options = ["--worker-class", "gthread", "--threads", "4", "--workers", "2"]
    options += ["--bind", f"127.0.0.1:{port}", "--log-level", "critical"]
    site = start("gunicorn", "config.wsgi", *options)
    wait_for(port)

    answers = [get(port, resource.permalink) for _ in range(20)]
    before = totals([resource])[resource.pk]
    site.send_signal(signal.SIGTERM)
    site.wait(SITE_SECONDS)

    assert answers == [200] * 20
    assert before == Totals()
    assert totals([resource])[resource.pk] == Totals(downloads=20)
