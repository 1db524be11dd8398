"""One nursery a process of the site or of a worker, started at the first file that it reads.

In: an errand, in bytes, and its seconds. Out: how the child that was forked for it ended.
"""

import atexit
import contextlib
import json
import os
import socket
import struct
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass

LENGTH = struct.Struct("!Q")
"""How the size of an errand is written, before it."""
GOODBYE = 10
"""Seconds to kill a child. Beyond, the machine itself no longer answers."""


class Gone(Exception):
    """The nursery is no longer there: another one must be started."""


class TooLong(Exception):
    """The child did not end in its time; it is dead by now."""


@dataclass(frozen=True)
class Ended:
    """The exit code of a child (negative: its signal), and the most memory it held, in KiB."""

    code: int
    peak: int


class Nursery:
    """The caller's end. Threads share it: each has its own child, as many at once as it may."""

    def __init__(self, command: Callable[[], list[str]], environment: dict[str, str]) -> None:
        self.command, self.environment = command, environment
        self.at_once = threading.BoundedSemaphore(max(2, os.cpu_count() or 1))
        self.lock = threading.Lock()
        self.process: subprocess.Popen[bytes] | None = None
        self.door: socket.socket | None = None
        atexit.register(self.stop)
        os.register_at_fork(after_in_child=self.forget)

    def run(self, errand: bytes, seconds: float) -> Ended:
        """Have a child do the errand. Raises TooLong, or Gone when no nursery can be started."""
        with self.at_once:
            try:
                return self.sent(errand, seconds)
            except Gone:
                return self.sent(errand, seconds)

    def sent(self, errand: bytes, seconds: float) -> Ended:
        ours, theirs = socket.socketpair()
        with ours:
            try:
                with theirs:
                    self.hand(theirs)
                ours.sendall(LENGTH.pack(len(errand)) + errand)
                ours.settimeout(seconds)
                return ended(ours)
            except TimeoutError:
                self.give_up(ours)
                raise TooLong from None
            except OSError as error:
                raise Gone from error

    def give_up(self, ours: socket.socket) -> None:
        """Have the child killed; a nursery that does not answer goes with it."""
        try:
            ours.shutdown(socket.SHUT_WR)
            ours.settimeout(GOODBYE)
            ended(ours)
        except OSError:
            with self.lock:
                self.stop()
        except Gone:
            return

    def hand(self, theirs: socket.socket) -> None:
        with self.lock:
            try:
                socket.send_fds(self.opened(), [b"!"], [theirs.fileno()])
            except OSError:  # it is dying, and nobody could see it yet
                self.stop()
                socket.send_fds(self.opened(), [b"!"], [theirs.fileno()])

    def opened(self) -> socket.socket:
        """Return the door of a nursery that is there: the last one may have been killed."""
        if self.door is not None and self.process is not None and self.process.poll() is None:
            return self.door
        self.stop()
        self.door, inside = socket.socketpair()
        with inside:
            self.process = subprocess.Popen(  # noqa: S603 (our own interpreter, our own words)
                [*self.command(), sys.executable, "-P", "-m", "catalog.files.nursery"],
                stdin=inside.fileno(),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                cwd="/",
                env=self.environment,
                start_new_session=True,
            )
        return self.door

    def stop(self) -> None:
        """Close the door: the nursery kills what still runs, and leaves."""
        if self.door is not None:
            self.door.close()
        if self.process is not None:
            try:
                self.process.wait(GOODBYE)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        self.door = self.process = None

    def forget(self) -> None:
        """A process that was forked has no nursery yet: this one is its parent's."""
        self.lock, door = threading.Lock(), self.door
        if self.process is not None:
            self.process.returncode = 0  # not ours to wait for
        self.door = self.process = None
        if door is not None:
            with contextlib.suppress(OSError):
                door.close()


def ended(ours: socket.socket) -> Ended:
    """Read how the child ended. Raises Gone when nobody is left to tell it."""
    told = bytearray()
    while part := ours.recv(4096):
        told += part
    if not told:
        raise Gone
    return Ended(**json.loads(told))
