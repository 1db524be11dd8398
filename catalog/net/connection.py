"""A connection that goes where it was checked to go, and that ends in time.

The name is resolved once, and the socket opened to one of the addresses that were looked at: what
the name becomes afterwards (DNS rebinding) changes nothing.
"""

import socket
import ssl
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any

from urllib3.connection import HTTPConnection, HTTPSConnection

from catalog.net.addresses import INSIDE_NETWORK, ForbiddenAddress, is_inside

Resolver = Callable[[str, int], Sequence[str]]
CONNECT_SECONDS = 10.0
MOST_TRIED = 3
CONTEXT = ssl.create_default_context()


def addresses_of(host: str, port: int) -> list[str]:
    """Return the IP addresses of the name, as this machine resolves it. Raises OSError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(one[4][0]) for one in found))


class Watch:
    """Cuts the connection when the time is over, whatever it waits for: headers, body or nothing.

    A time limit of the socket bounds each wait; bytes that come one by one would never reach it.
    """

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.ends = time.monotonic() + seconds
        self.socket: socket.socket | None = None
        self.timer = threading.Timer(seconds, self.cut)
        self.timer.daemon = True

    def __enter__(self) -> "Watch":
        self.timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.timer.cancel()

    @property
    def left(self) -> float:
        return max(self.ends - time.monotonic(), 0.001)

    @property
    def is_over(self) -> bool:
        return time.monotonic() >= self.ends

    def cut(self) -> None:
        if self.socket is not None:
            with suppress(OSError):  # closed already
                # The plain socket's own: a TLS one would first forget how to read.
                socket.socket.shutdown(self.socket, socket.SHUT_RDWR)


class Pinned(HTTPConnection):
    """Connects to the addresses that `resolve` gave once; those of the inside only if `trusted`."""

    def __init__(
        self,
        host: str,
        port: int,
        *,
        watch: Watch,
        resolve: Resolver,
        trusted: bool,
        **options: Any,
    ) -> None:
        super().__init__(host, port=port, **options)
        self.watch, self.resolve, self.trusted = watch, resolve, trusted

    def connect(self) -> None:
        super().connect()
        self.watch.socket = self.sock

    def _new_conn(self) -> socket.socket:
        host, port = self.host, int(self.port or 0)
        found = self.resolve(host, port)
        open_to_all = [one for one in found if self.trusted or not is_inside(one)]
        if not open_to_all:
            raise ForbiddenAddress(INSIDE_NETWORK) if found else OSError(host)
        for address in open_to_all[: MOST_TRIED - 1]:
            try:
                return self.reach(address, port)
            except OSError:
                continue
        return self.reach(open_to_all[-1], port)

    def reach(self, address: str, port: int) -> socket.socket:
        timeout = min(CONNECT_SECONDS, self.watch.left)
        return socket.create_connection((address, port), timeout=timeout)


class PinnedTls(Pinned, HTTPSConnection):
    """The certificate is that of the name asked for, whatever the address."""

    def __init__(self, host: str, port: int, **options: Any) -> None:
        super().__init__(host, port, ssl_context=CONTEXT, **options)
