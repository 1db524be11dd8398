"""`manage.py worker`: a process that opens neither database nor file, and keeps workers alive.

A worker is forked, so that another takes the place of one that died at once, with its code already
read. What killed it is told to its successor, which takes back its task without waiting.
"""

import logging
import mmap
import os
import signal
import struct
import sys
import time
import traceback
from dataclasses import dataclass, field
from typing import Any, NoReturn

from django.conf import settings

from catalog.work.child import Child
from catalog.work.taken import Lane

logger = logging.getLogger(__name__)
LOOK_SECONDS = 0.1
STOP_SECONDS = 30.0
"""How long a task may take to end when the service stops; then it is given back."""
LAST_SECONDS = 5.0
SHORT_LIFE, LONGEST_PAUSE = 2.0, 30.0
SIGNALS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
DOUBLE = struct.Struct("d")
NAME = struct.Struct("64s")


class Board:
    """A page of memory that a worker writes and its supervisor reads: its name, and since when it
    has been busy with one task (0.0: with none).
    """

    def __init__(self) -> None:
        self.memory = mmap.mmap(-1, DOUBLE.size + NAME.size)

    def name_is(self, name: str) -> None:
        NAME.pack_into(self.memory, DOUBLE.size, name.encode())

    def busy(self, since: float) -> None:
        DOUBLE.pack_into(self.memory, 0, since)

    @property
    def name(self) -> str:
        packed: bytes = NAME.unpack_from(self.memory, DOUBLE.size)[0]
        return packed.rstrip(b"\0").decode()

    @property
    def busy_since(self) -> float:
        since: float = DOUBLE.unpack_from(self.memory, 0)[0]
        return since


@dataclass
class Post:
    """The place of one worker, and whoever holds it."""

    lane: Lane
    board: Board = field(default_factory=Board)
    pid: int = 0
    born: float = 0.0
    pause: float = 0.0
    last_words: str = ""

    @property
    def may_start(self) -> bool:
        return time.monotonic() >= self.born + self.pause


class Supervisor:
    def __init__(self, lanes: list[Lane]) -> None:
        self.posts = [Post(lane) for lane in lanes]
        self.stopping = False

    def run(self) -> None:
        for number in SIGNALS:
            signal.signal(number, self.stop)
        while not self.stopping:
            for post in self.posts:
                self.look_after(post)
            time.sleep(LOOK_SECONDS)
        self.end()

    def stop(self, *_: Any) -> None:
        self.stopping = True

    def look_after(self, post: Post) -> None:
        if post.pid:
            kill_if_late(post)
            bury_if_dead(post)
        elif post.may_start:
            start(post)

    def end(self) -> None:
        """Let tasks end; after a while, have them given back; after that, kill."""
        for number, seconds in (
            (signal.SIGTERM, STOP_SECONDS),
            (signal.SIGTERM, LAST_SECONDS),
            (signal.SIGKILL, LAST_SECONDS),
        ):
            self.send(number)
            deadline = time.monotonic() + seconds
            while self.living() and time.monotonic() < deadline:
                time.sleep(LOOK_SECONDS)
            if not self.living():
                return

    def send(self, number: signal.Signals) -> None:
        for post in self.living():
            os.kill(post.pid, number)

    def living(self) -> list[Post]:
        for post in self.posts:
            bury_if_dead(post)
        return [post for post in self.posts if post.pid]


def kill_if_late(post: Post) -> None:
    since, longest = post.board.busy_since, settings.WORK_LONGEST_SECONDS
    if since and time.monotonic() - since > longest:
        post.last_words = (
            f"Elle durait depuis plus de {longest} secondes : son processus a été tué."
        )
        os.kill(post.pid, signal.SIGKILL)


def bury_if_dead(post: Post) -> None:
    if not post.pid:
        return
    pid, status = os.waitpid(post.pid, os.WNOHANG)
    if not pid:
        return
    post.pid = 0
    code = os.waitstatus_to_exitcode(status)
    post.last_words = post.last_words or words_of(code)
    logger.log(
        logging.WARNING if code else logging.INFO,
        "Worker ended: %s: %s",
        post.board.name,
        post.last_words,
    )
    stillborn = time.monotonic() - post.born < SHORT_LIFE and not post.board.busy_since
    post.pause = min(max(post.pause * 2, 1.0), LONGEST_PAUSE) if stillborn else 0.0


def words_of(code: int) -> str:
    if code < 0:
        return f"Son processus a été tué par le signal {signal.Signals(-code).name}."
    return f"Son processus s’est arrêté de lui-même (code {code})."


def start(post: Post) -> None:
    """Fork a worker. Signals wait until each of the two knows what to do of them."""
    predecessor, supervisor = post.board.name, os.getpid()
    sys.stdout.flush()
    sys.stderr.flush()
    signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)
    post.pid = os.fork()
    if not post.pid:
        live(post, predecessor, supervisor)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, SIGNALS)
    post.born, post.last_words = time.monotonic(), ""


def live(post: Post, predecessor: str, supervisor: int) -> NoReturn:
    """What the forked process does, and nothing after."""
    child = Child(post.lane, busy=post.board.busy, orphaned=lambda: os.getppid() != supervisor)
    post.board.busy(0.0)
    post.board.name_is(child.name)
    code = 1
    try:
        child.answer_signals()
        signal.pthread_sigmask(signal.SIG_UNBLOCK, SIGNALS)
        child.run(predecessor=predecessor, last_words=post.last_words)
        code = 0
    except BaseException:  # noqa: BLE001 (said, then the process ends: nothing goes back up)
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(code)
