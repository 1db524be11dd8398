"""Tasks for workers to be killed on. What one leaves is an entry of the journal, written once: by
whoever holds the task, and only if nobody wrote it before.
"""

import os
import signal
import time
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django_tasks import task

from backoffice.mailbox.backend import FolderBackend
from catalog import queue, tasks
from catalog.actions import checking, released
from catalog.journal.models import Activity
from catalog.work.slots import Periodic

VERB = "deed.done"
SCHEDULE = (
    Periodic(
        "tick", task="tests.faults.deeds.tick", every=timedelta(seconds=1), label="Battre la mesure"
    ),
)


@task()
def tick():
    """Nothing: that it was asked for once a slot is what the tests look at."""


@task()
def deed(key, seconds):
    time.sleep(seconds)
    with transaction.atomic():
        queue.fence()
        if not Activity.objects.filter(verb=VERB, about=key).exists():
            Activity.objects.create(verb=VERB, about=key)


@task()
def poison():
    os.kill(os.getpid(), signal.SIGSEGV)


@task()
def endless():
    time.sleep(3600)


@task()
def publish_slowly():
    """Put on line what is due, with a breath before each thing: time enough to be killed."""
    real = released.settle_part

    def slowly(part, **options):
        time.sleep(0.2)
        real(part, **options)

    released.settle_part = slowly
    try:
        tasks.publish_planned.call()
    finally:
        released.settle_part = real


@task()
def check_and_stop(version_id):
    """Check a version; whoever does it first is stopped by the system once it has compared."""
    stop_once(checking, "comparison_with", version_id, before=False)
    tasks.check_version.call(version_id)


@task()
def send_and_stop(notification_id):
    """Send a mail; whoever does it first is stopped while it speaks to the relay."""
    stop_once(FolderBackend, "send_messages", notification_id, before=True)
    tasks.send_notification.call(notification_id)


def mark_of(key):
    return Path(settings.VAR_DIR, f"stopped-{key}")


def stop_once(owner, attribute, key, *, before):
    """Wrap the function: the first process of all that reaches it says which it is, and stops."""
    real = getattr(owner, attribute)

    def wrapped(*arguments, **options):
        setattr(owner, attribute, real)
        if before:
            stop()
        answer = real(*arguments, **options)
        if not before:
            stop()
        return answer

    def stop():
        with suppress(FileExistsError):
            mark_of(key).touch(exist_ok=False)
            mark_of(key).write_text(str(os.getpid()))
            os.kill(os.getpid(), signal.SIGSTOP)

    setattr(owner, attribute, wrapped)
