"""How long an S3 service is waited for. One that let a request wait for nothing is asked nothing
for a while: those who wait for a page would wait for nothing too.
"""

import time
from functools import cache
from threading import Lock
from typing import Any

from botocore.config import Config
from botocore.exceptions import ConnectTimeoutError, ReadTimeoutError
from django.conf import settings

SILENCES = (ConnectTimeoutError, ReadTimeoutError)
PROBE_SECONDS = 60.0
"""Whoever tries first after a pause, and was killed meanwhile, keeps others away no longer."""


class Silent(OSError):
    """The service let somebody wait for nothing a moment ago: it was not asked."""


class Breaker:
    """One a service, shared by the threads of a process. `until`: when it may be asked again; at
    that hour one caller tries, and the others wait for what it finds.
    """

    def __init__(self, address: str) -> None:
        self.address = address
        self.lock = Lock()
        self.until = 0.0

    def watch(self, client: Any) -> None:
        client.meta.events.register("before-send.s3", self.before)
        client.meta.events.register("needs-retry.s3", self.after)

    def before(self, **_: Any) -> None:
        """Raise Silent rather than wait."""
        with self.lock:
            now = time.monotonic()
            if now < self.until:
                message = f"{self.address} does not answer."
                raise Silent(message)
            if self.until:
                self.until = now + PROBE_SECONDS

    def after(self, *, caught_exception: Exception | None = None, **_: Any) -> None:
        """Told at each attempt; whatever is answered, be it a refusal, ends the silence."""
        if isinstance(caught_exception, Silent):
            return
        silent = isinstance(caught_exception, SILENCES)
        with self.lock:
            self.until = time.monotonic() + settings.S3_PATIENCE.pause if silent else 0.0


@cache
def breaker_of(address: str) -> Breaker:
    return Breaker(address)


def patience(*, connections: int) -> Config:
    """Return the settings of a client.

    Checksums only where the service asks for them: what is not AWS seldom knows theirs, and every
    file is read back and hashed.
    """
    return Config(
        signature_version="s3v4",
        connect_timeout=settings.S3_PATIENCE.connect,
        read_timeout=settings.S3_PATIENCE.read,
        retries={"total_max_attempts": settings.S3_PATIENCE.attempts, "mode": "standard"},
        request_checksum_calculation="when_required",
        response_checksum_validation="when_required",
        s3={"addressing_style": "path"},
        max_pool_connections=connections,
    )
