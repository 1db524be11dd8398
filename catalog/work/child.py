"""One worker: takes a task, does it, takes another, in a process that may die of any of them."""

import logging
import os
import signal
import time
import uuid
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Any

from django.conf import settings
from django.db import Error, close_old_connections, connection

from catalog.queue import LeaseLost, fenced_by
from catalog.work import leases, taken
from catalog.work.leases import Held
from catalog.work.pulse import Pulse
from catalog.work.taken import Lane

logger = logging.getLogger(__name__)
POLL_SECONDS = 1.0
TRIES = 3
"""To write how a task ended, when the database is away: then its lease runs out by itself."""


class Interrupted(BaseException):
    """Asked twice to stop: the task is left where it is, and given back."""


class Child:
    """`busy` is told since when it does a task, 0.0 with none; `orphaned` is asked between two."""

    def __init__(
        self,
        lane: Lane,
        *,
        busy: Callable[[float], None] = lambda _: None,
        orphaned: Callable[[], bool] = lambda: False,
    ) -> None:
        self.name = new_name()
        self.lane, self.busy, self.orphaned = lane, busy, orphaned
        self.pulse = Pulse(self.name, lane)
        self.asked_to_stop = False
        self.working = False

    def answer_signals(self) -> None:
        """What a terminal says to all its processes is for the supervisor."""
        signal.signal(signal.SIGTERM, self.stop)
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGHUP, signal.SIG_IGN)

    def run(self, *, predecessor: str = "", last_words: str = "") -> None:
        """Work until asked to stop. `predecessor`: who died, and left its task, for what reason."""
        if predecessor:
            self.attempted(lambda: bool(leases.abandon(predecessor, last_words)))
        self.pulse.start()
        with suppress(Interrupted):
            while not self.asked_to_stop and not self.orphaned():
                if not self.attempted(self.work_once):
                    self.rest()
        self.pulse.end()

    def drain(self) -> None:
        """Work through what the queue holds, then return; the schedule is for those who stay."""
        self.pulse.duties = (self.pulse.keep, self.pulse.appear)
        self.pulse.start()
        try:
            while leases.reap() or self.work_once():
                pass
        finally:
            self.pulse.end()

    def stop(self, *_: Any) -> None:
        if self.asked_to_stop and self.working:
            raise Interrupted
        self.asked_to_stop = True

    def rest(self) -> None:
        deadline = time.monotonic() + min(POLL_SECONDS, settings.WORK_LEASE_SECONDS / 10)
        while time.monotonic() < deadline and not self.asked_to_stop:
            time.sleep(0.05)

    def attempted(self, do: Callable[[], bool]) -> bool:
        """Return False when the database refuses: it may answer later."""
        close_old_connections()
        try:
            return do()
        except Error as error:
            logger.warning("The database refused: %s", error)
            connection.close()
            time.sleep(min(POLL_SECONDS, settings.WORK_LEASE_SECONDS / 10))
            return False

    def work_once(self) -> bool:
        """Do one task; False when there is none."""
        held = leases.claim(self.lane, self.name)
        if held is None:
            return False
        self.busy(time.monotonic())
        self.working = True
        try:
            with self.pulse.keeping(held):
                self.do(held)
        finally:
            self.working = False
            self.busy(0.0)
        return True

    def do(self, held: Held) -> None:
        try:
            with fenced_by(partial(leases.assert_held, held)):
                taken.call(held.task_id)
        except Interrupted:
            connection.close()  # whatever it was in the middle of
            self.written(leases.give_back, held)
            raise
        except LeaseLost as lost:
            logger.warning("Lease lost: %s", lost)
        except (Exception, SystemExit) as error:
            logger.warning("Task refused: %s", held.path, exc_info=error)
            self.written(leases.refuse, held, error)
        else:
            self.written(leases.end_well, held)

    def written(self, end: Callable[..., None], held: Held, *arguments: Any) -> None:
        for _ in range(TRIES):
            try:
                end(held, *arguments)
            except LeaseLost as lost:
                logger.warning("Lease lost: %s", lost)
            except Error as error:
                logger.warning("The database refused: %s", error)
                connection.close()
                time.sleep(POLL_SECONDS)
                continue
            return


def new_name() -> str:
    return f"{os.getpid()}-{uuid.uuid4().hex[:12]}"
