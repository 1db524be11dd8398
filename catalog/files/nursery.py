"""The process that is ready: engines loaded, nothing read yet, one forked child an errand.

In: on its standard input, a socket by which each caller hands one of its own, with an errand. Out:
on that socket, how the child ended. It opens no file that anybody sent, and leaves with its caller.
"""

import contextlib
import importlib
import json
import os
import selectors
import signal
import socket
import tempfile
from typing import Any

from catalog.files import child
from catalog.files.warm import LENGTH

ENGINES = (
    "duckdb", "catalog.files.exploration", "catalog.files.rows", "catalog.files.gdal",
    "pyarrow.parquet", "python_calamine", "pypdf",
)  # fmt: skip
"""What a child would spend most of its time loading. Their import starts no thread."""
PATIENCE = 5
"""Seconds that a caller has to say its errand, while the others wait."""


def main() -> None:
    for name in ENGINES:
        importlib.import_module(name)
    Nursery(socket.socket(fileno=0)).open()


class Nursery:
    """Forks, watches and buries. A caller that leaves, or gives up, takes its child with it."""

    def __init__(self, door: socket.socket) -> None:
        self.door = door
        self.children: dict[int, socket.socket] = {}
        self.selector = selectors.DefaultSelector()

    def open(self) -> None:
        """Serve until the caller's process ends, whatever the way."""
        bell, ringer = socket.socketpair()
        os.set_blocking(ringer.fileno(), False)
        signal.set_wakeup_fd(ringer.fileno(), warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        self.selector.register(self.door, selectors.EVENT_READ, self.admit)
        self.selector.register(bell, selectors.EVENT_READ, lambda: self.bury(bell))
        while True:
            for key, _ in self.selector.select():
                key.data()

    def admit(self) -> None:
        given, sockets, _, _ = socket.recv_fds(self.door, 1, 1)
        if not given:
            self.close()
        caller = socket.socket(fileno=sockets[0])
        try:
            caller.settimeout(PATIENCE)
            errand = json.loads(read(caller, LENGTH.unpack(read(caller, LENGTH.size))[0]))
        except (EOFError, OSError):  # it was killed while it spoke, or stopped
            caller.close()
            return
        pid = os.fork()
        if not pid:
            self.live(errand)
        with contextlib.suppress(OSError):  # it has done so itself
            os.setpgid(pid, pid)
        self.children[pid] = caller
        self.selector.register(caller, selectors.EVENT_READ, lambda: self.abandon(pid))

    def live(self, errand: dict[str, Any]) -> None:
        """Be the child: nothing of the others, a folder of its own, then the errand."""
        code = 1
        try:
            os.setpgid(0, 0)
            signal.set_wakeup_fd(-1)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            self.selector.close()
            self.door.close()
            for caller in self.children.values():
                caller.close()
            os.chdir(errand["work"])
            os.environ |= {"HOME": errand["work"], "TMPDIR": errand["work"]}
            tempfile.tempdir = None
            child.attend(errand)
            code = 0
        finally:
            os._exit(code)

    def abandon(self, pid: int) -> None:
        """Its caller said nothing more than goodbye: it left, or found the time too long."""
        self.selector.unregister(self.children[pid])
        kill(pid)

    def bury(self, bell: socket.socket) -> None:
        """Tell each caller how its child ended, once nothing of it is left."""
        bell.recv(4096)
        while ended := one_that_ended():
            kill(ended)
            _, status, used = os.wait4(ended, 0)
            caller = self.children.pop(ended)
            with contextlib.suppress(KeyError):
                self.selector.unregister(caller)
            told = {"code": os.waitstatus_to_exitcode(status), "peak": used.ru_maxrss}
            with contextlib.suppress(OSError):
                caller.sendall(json.dumps(told).encode())
            caller.close()

    def close(self) -> None:
        for pid in self.children:
            kill(pid)
        os._exit(0)


def one_that_ended() -> int:
    """Return a child that ended and still bears its number, or 0."""
    try:
        found = os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)
    except ChildProcessError:
        return 0
    return found.si_pid if found else 0


def kill(pid: int) -> None:
    """Kill the child and its own children."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)


def read(caller: socket.socket, size: int) -> bytes:
    """Return so many bytes of what the caller sends. Raises EOFError when it left before."""
    found = bytearray()
    while len(found) < size:
        part = caller.recv(min(size - len(found), 1024 * 1024))
        if not part:
            raise EOFError
        found += part
    return bytes(found)


if __name__ == "__main__":
    main()
