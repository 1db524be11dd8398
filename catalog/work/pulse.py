"""The thread of a worker that says it is there, keeps its task, and looks after the common work."""

import logging
import os
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread

from django.conf import settings
from django.db import Error, close_old_connections, connection
from django.utils import timezone

from catalog.work import leases, schedule
from catalog.work.leases import Held
from catalog.work.models import Worker
from catalog.work.taken import Lane

logger = logging.getLogger(__name__)


class Pulse(Thread):
    """Beats three times a lease: one beat that the database does not answer loses nothing."""

    def __init__(self, worker: str, lane: Lane) -> None:
        super().__init__(name="pulse", daemon=True)
        self.worker, self.lane = worker, lane
        self.held: Held | None = None
        self.ended = Event()
        self.duties: tuple[Callable[[], object], ...] = (
            self.keep,
            self.appear,
            leases.reap,
            schedule.tick,
        )

    @contextmanager
    def keeping(self, held: Held) -> Iterator[None]:
        self.held = held
        try:
            yield
        finally:
            self.held = None

    def run(self) -> None:
        while True:
            self.beat()
            if self.ended.wait(settings.WORK_LEASE_SECONDS / 3):
                break
        connection.close()

    def beat(self) -> None:
        """What is refused waits for the next beat, and keeps nothing else from being done."""
        close_old_connections()
        for do in self.duties:
            attempted(do)

    def keep(self) -> None:
        if held := self.held:
            leases.put_off(held)

    def appear(self) -> None:
        facts = {
            "machine": f"{socket.gethostname()} ({os.getpid()})",
            "queues": str(self.lane)[:200],
            "seen_at": timezone.now(),
        }
        Worker.objects.update_or_create(name=self.worker, defaults=facts)

    def end(self) -> None:
        self.ended.set()
        if self.is_alive():
            self.join(timeout=5)
        attempted(lambda: Worker.objects.filter(name=self.worker).delete())


def attempted(do: Callable[[], object]) -> None:
    try:
        do()
    except Error as error:
        logger.warning("The database refused: %s", error)
        connection.close()
    except Exception:
        logger.exception("A duty of the pulse failed: the others go on")
        connection.close()
