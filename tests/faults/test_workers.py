"""Two workers on one database, killed and stopped by the system: every task is done, and once.

On the database of the run, whichever it is; their leases last two seconds instead of thirty.
"""

import os
import random
import signal
import time
from collections import Counter
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from catalog.custody.verify import breaches
from catalog.enums import Guard
from catalog.journal.models import Activity, Notification
from catalog.work.models import PeriodicRun, TaskLease
from tests import factories
from tests.faults import deeds
from tests.faults.conftest import LONG, SUFFERED
from tests.faults.crew import LEASE, Crew, relaunched, wait_until
from tests.queue_rows import queued

KILLS = 100 if LONG else 5
MACHINES = 10 if LONG else 1
ROUNDS = 10 if LONG else 1
SENT = 1000 if LONG else 30
BEHIND = 99
"""Tasks behind the one that kills its process."""
BEFORE = "nom;commune;visites\n" + "".join(f"Phare {n};Port-Amer;{n}\n" for n in range(200))
AFTER = "nom;commune\n" + "".join(f"Phare {n};Port-Amer\n" for n in range(200))


@pytest.fixture
def crew(environment, tmp_path):
    working = Crew(environment, tmp_path / "workers.log")
    working.start(2)
    yield working
    working.end()
    told = SUFFERED.setdefault(f"workers on {connection.vendor}", Counter())
    told.update(working.suffered)


def written():
    return Counter(Activity.objects.filter(verb=deeds.VERB).values_list("about", flat=True))


def all_ended(path=".deed"):
    rows = DBTaskResult.objects.filter(task_path__endswith=path)
    return rows.count() == rows.successful().count()


def ended(row):
    return DBTaskResult.objects.finished().filter(pk=row.pk).exists()


def test_a_killed_worker_s_task_is_taken_over_and_a_poison_stops_nobody(crew):
    person = factories.superuser()
    poison = queued("tests.faults.deeds.poison")
    keys = [f"deed {number}" for number in range(BEHIND)]
    for key in keys:
        queued("tests.faults.deeds.deed", key, random.uniform(0.02, 0.1))  # noqa: S311 (any)

    for _ in range(KILLS):
        time.sleep(random.uniform(0.1, 0.5))  # noqa: S311 (any time)
        crew.kill_a_worker()
        crew.suffered["tasks relaunched by hand"] += relaunched()
    wait_until(lambda: relaunched() or all_ended())
    wait_until(lambda: TaskLease.objects.set_aside().exists())

    assert written() == Counter(keys)
    lease = TaskLease.objects.set_aside().get()
    assert (lease.task_id, lease.deaths) == (poison.pk, 3)
    assert "tué par le signal" in lease.last_error
    told = Notification.objects.filter(kind="task_set_aside", recipient=person)
    assert told.filter(context__label="poison").count() == 1
    machines_are_killed(crew)
    slots_are_run_once()
    nothing_is_found(crew)
    assert set(crew.end()) == {0}
    assert "Traceback" not in crew.log.read_text()


def test_a_task_that_never_ends_is_killed_and_stops_nobody(environment, tmp_path):
    crew = Crew(environment, tmp_path / "workers.log", WORK_LONGEST_SECONDS="1")
    queued("tests.faults.deeds.endless")
    for number in range(5):
        queued("tests.faults.deeds.deed", f"deed {number}", 0.1)

    crew.start()
    lease = wait_until(lambda: TaskLease.objects.set_aside().first())
    wait_until(all_ended)

    assert set(crew.end()) == {0}
    assert lease.deaths == 3
    assert "depuis plus de 1 seconde" in lease.last_error
    assert len(written()) == 5


@pytest.mark.skipif(
    connection.vendor == "sqlite" and not LONG, reason="In the short version, on PostgreSQL only"
)
def test_what_was_sent_while_nobody_worked_is_drained_and_the_last_file_is_on_line(crew, settings):
    settings.FILES_INLINE_BYTES = 0
    assert set(crew.end()) == {0}
    resource = factories.dataset(published=True).resources.get()
    for number in range(SENT):
        version = factories.sent(resource, f"{BEFORE}Phare;Amer;{number}\n".encode())
        queued("catalog.tasks.check_version", str(version.pk), queue_name="files")

    crew.start(2)
    wait_until(lambda: all_ended(".check_version"), seconds=45 + SENT / 10)

    resource.refresh_from_db()
    assert resource.current_version_id == version.pk
    assert not resource.versions.being_checked().exists()
    assert resource.versions.unread().count() == SENT - 1
    crew.suffered["files sent while nobody worked"] += SENT
    nothing_is_found(crew)


def machines_are_killed(crew):
    """Nobody sees it but time: the other worker waits for the end of the lease."""
    for number in range(MACHINES):
        for rank in range(2):
            queued("tests.faults.deeds.deed", f"long {number}.{rank}", 1.5)
        wait_until(lambda: TaskLease.objects.exclude(expires_at=None).count() == 2)
        lost, since = crew.kill_a_machine(), time.monotonic()
        same = [TaskLease.objects.filter(pk=row.pk, token=row.token) for row in lost]
        wait_until(lambda same=same: not any(rows.exists() for rows in same))
        assert time.monotonic() - since < 4 * LEASE
        wait_until(all_ended)
        if LONG:
            crew.start()
    assert all(times == 1 for times in written().values())


def nothing_is_found(crew):
    found = [breach.sentence for breach in breaches()]
    crew.suffered["tasks done, each once"] += len(written())
    crew.suffered["findings"] += len(found)
    assert found == []


def slots_are_run_once():
    asked = DBTaskResult.objects.filter(task_path__endswith=".tick").count()
    runs = PeriodicRun.objects.exclude(task_id=None).count()

    assert asked in (runs, runs + 1)  # one may have been asked for in between
    assert runs > 3


@pytest.mark.skipif(
    connection.vendor == "sqlite" and not LONG, reason="In the short version, on PostgreSQL only"
)
def test_a_worker_that_is_stopped_then_goes_on_writes_nothing(crew, settings):
    settings.FILES_INLINE_BYTES = 0
    for number in range(ROUNDS):
        a_check_is_stopped(crew, number)
        a_mail_is_stopped(crew)
        what_is_asked_twice_is_done_once()
        crew.suffered["rounds"] += 1

    nothing_is_found(crew)
    assert crew.log.read_text().count("Lease lost") >= ROUNDS


def received(guard=Guard.WARN):
    """Return a version that lost a column, and that nobody has checked."""
    dataset = factories.dataset(published=True)
    resource = factories.resource(dataset, content=BEFORE.encode())
    resource.guard = guard
    resource.save()
    return factories.sent(resource, AFTER.encode())


def stopped_by(task, key):
    """Return the process that the system has stopped in the middle of it."""
    mark = deeds.mark_of(key)
    return int(wait_until(lambda: mark.exists() and mark.read_text()))


def a_check_is_stopped(crew, number):
    version = received()
    row = queued("tests.faults.deeds.check_and_stop", str(version.pk), queue_name="files")
    pid = stopped_by(row, version.pk)
    wait_until(lambda: ended(row))
    one_version(version)
    losses = crew.log.read_text().count("Lease lost")

    os.kill(pid, signal.SIGCONT)
    crew.suffered["workers stopped, then awakened"] += 1
    wait_until(lambda: crew.log.read_text().count("Lease lost") > losses)

    one_version(version)


def one_version(version):
    version.refresh_from_db()
    assert version.is_current
    assert version.resource.versions.count() == 2
    replaced = Activity.objects.filter(verb="resource.replaced", resource=version.resource)
    assert replaced.count() == 1
    page = str(version.resource_id)
    warnings = Notification.objects.filter(kind="version_warned")
    (told,) = [one for one in warnings if page in one.context["link"]]
    wait_until(lambda: mails(told) == 1)


def mails(notification):
    folder = Path(settings.VAR_DIR, "courriels")
    word = f"<{notification.pk}@".encode()
    return sum(word in path.read_bytes() for path in folder.glob("*.eml"))


def a_mail_is_stopped(crew):
    """Whoever takes it over does not know whether it left: it waits, and finds that it did."""
    told = a_notification()
    row = queued("tests.faults.deeds.send_and_stop", str(told.pk))
    pid = stopped_by(row, told.pk)
    wait_until(lambda: ended(row))
    assert mails(told) == 0

    os.kill(pid, signal.SIGCONT)
    crew.suffered["workers stopped, then awakened"] += 1
    wait_until(lambda: mails(told) == 1)
    later = DBTaskResult.objects.ready() | DBTaskResult.objects.filter(run_after__gt=timezone.now())
    later = later.filter(
        task_path="catalog.tasks.send_notification", args_kwargs__args=[str(told.pk)]
    )
    key = later.get().pk
    DBTaskResult.objects.filter(pk=key).update(run_after=timezone.now())
    wait_until(lambda: DBTaskResult.objects.finished().filter(pk=key).exists())

    assert mails(told) == 1


def a_notification():
    return Notification.objects.create(
        recipient=factories.user(),
        kind="work_failed",
        context={"label": "Essayer", "error": "Rien", "link": "http://127.0.0.1/"},
    )


def what_is_asked_twice_is_done_once():
    """In parallel: there are two of them, and two tasks at a time."""
    version, told = received(), a_notification()
    rows = [
        queued("catalog.tasks.check_version", str(version.pk), queue_name="files") for _ in range(2)
    ]
    rows += [queued("catalog.tasks.send_notification", str(told.pk)) for _ in range(2)]

    wait_until(lambda: all(ended(row) for row in rows))

    one_version(version)
    assert mails(told) == 1
