"""Counts wait in the memory of each process, and a thread of its own writes them together.

They are written every `STATS_FLUSH_SECONDS`, or as soon as there are `FLUSH_EVENTS`, and when the
process ends: by itself, or on SIGTERM as gunicorn's workers receive it. With a setting of 0 they
are written at once, by whoever counts: that is for tests.

What can be lost, and no more: what one process has not written yet (10 seconds or 500 events) when
it is killed by SIGKILL, for want of memory, or with the machine; while the database does not
answer, the subjects beyond `MOST_KEYS`; and what it still refuses when the process ends. A
connection cut at the very instant of the commit may count twice.
"""

import atexit
import logging
import os
from collections import Counter
from collections.abc import Iterable
from contextlib import suppress
from threading import Event, Lock, Thread

from django.conf import settings
from django.db import Error, connection

from catalog.stats.writing import Key, write

logger = logging.getLogger(__name__)

FLUSH_EVENTS = 500
MOST_KEYS = 10_000
EXIT_SECONDS = 20


class Buffer:
    counts: Counter[Key]

    def __init__(self) -> None:
        self.forget()

    def forget(self) -> None:
        """Start from nothing. A forked process leaves to its parent what the parent counted."""
        self.lock, self.writing, self.wake = Lock(), Lock(), Event()
        self.counts, self.events, self.refused = Counter(), 0, 0
        self.thread: Thread | None = None

    def add(self, keys: Iterable[Key]) -> None:
        """Count one of each. Neither waits for the database nor fails because of it."""
        with self.lock:
            self.keep(Counter(keys))
            self.events += 1
            many = self.events >= FLUSH_EVENTS
        if not settings.STATS_FLUSH_SECONDS:
            self.flush()
            return
        if many:
            self.wake.set()
        self.start()

    def keep(self, counts: Counter[Key]) -> None:
        """Add the counts to those that wait; the caller holds the lock."""
        for key, number in counts.items():
            if key in self.counts or len(self.counts) < MOST_KEYS:
                self.counts[key] += number
            else:
                self.refused += number

    def start(self) -> None:
        """Start the thread that writes, unless it runs."""
        with self.lock:
            if self.thread is None or not self.thread.is_alive():
                self.thread = Thread(target=self.run, name="stats", daemon=True)
                with suppress(RuntimeError):  # the process is ending: its exit writes
                    self.thread.start()

    def run(self) -> None:
        while seconds := settings.STATS_FLUSH_SECONDS:
            self.wake.wait(seconds)
            self.wake.clear()
            self.flush()
            connection.close()

    def flush(self, *, patience: float = -1) -> None:
        """Write what waits; what could not be written waits for the next time.

        `patience`: how many seconds to let a flush already under way finish; -1 for as long as it
        takes.
        """
        if not self.writing.acquire(timeout=patience):
            return
        try:
            self.write_taken()
        finally:
            self.writing.release()

    def write_taken(self) -> None:
        with self.lock:
            taken, self.counts, self.events = self.counts, Counter(), 0
        written = not taken
        try:
            if taken:
                write(taken)
                written = True
        except Error as error:
            logger.warning(
                "Counts not written, kept for the next time",
                extra={"keys": len(taken), "refused": self.refused, "reason": str(error)},
            )
        finally:
            if not written:
                with self.lock:
                    self.keep(taken)

    def finish(self) -> None:
        """Write what waits, once: the process ends."""
        self.flush(patience=EXIT_SECONDS)
        if lost := self.counts.total():
            logger.error("Counts lost at exit", extra={"counts": lost})


buffer = Buffer()
atexit.register(buffer.finish)
os.register_at_fork(after_in_child=buffer.forget)
