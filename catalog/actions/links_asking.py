"""Asking other sites what their addresses give, as a guest: one request at a time and one a second
for each site, whatever the number of workers, and none while it asks to be left alone.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from django.conf import settings
from django.utils import timezone

from catalog import net
from catalog.models import LinkHost
from catalog.models.link import is_answer
from catalog.net import Glance, NotFetched, glance, host_of

HOPS = 5
LEASE = timedelta(minutes=1)
"""After that, who took the site is not there any more: no request lasts so long."""
REQUEST_SECONDS, WHOLE_SECONDS = 10, 40
PATIENCE = 5.0
"""How long one waits for one's turn; beyond, something else is done meanwhile."""
LONGEST_PAUSE = 24 * 3600
DEFAULT_PAUSE = 600
TOO_MANY, BUSY = 429, 503
LONGEST_TYPE, LONGEST_ADDRESS, LARGEST = 200, 2000, 2**63 - 1


class NotNow(Exception):
    """The site is busy, or asked to be left alone for `seconds`: nothing was learnt."""

    def __init__(self, host: str, seconds: float) -> None:
        super().__init__(host)
        self.host, self.seconds = host, seconds


@dataclass(frozen=True)
class Found:
    """What a link gave. `status` is None when nobody answered; `size`: in bytes, None if unsaid."""

    status: int | None = None
    final_url: str = ""
    mime: str = ""
    size: int | None = None
    modified_at: datetime | None = None
    pause: float = 0

    @property
    def works(self) -> bool:
        return is_answer(self.status)


def ask(address: str) -> Found:
    """Return what the address gives: asked with HEAD, then for one byte when HEAD says no.

    Raises NotNow when a site on the way is not to be asked at present.
    """
    ends = time.monotonic() + WHOLE_SECONDS
    found = asked_with("HEAD", address, ends)
    if found.works or found.pause:
        return found
    again = asked_with("GET", address, ends)
    return again if again.status is not None else found


def asked_with(method: str, address: str, ends: float) -> Found:
    """Follow the redirects, each in the turn of its own site."""
    try:
        for _ in range(HOPS + 1):
            answer = in_turn(method, address, ends)
            if not answer.leads_to:
                return found_in(answer, address)
            address = answer.leads_to
    except NotFetched:
        return Found()
    return Found()


def in_turn(method: str, address: str, ends: float) -> Glance:
    """Ask once, in the turn of that site. Raises NotFetched, or NotNow."""
    host = host_of(address)
    with turn(host) as pauses:
        left = min(REQUEST_SECONDS, ends - time.monotonic())
        if left <= 0:
            raise net.Unreachable
        answer = glance(address, method=method, seconds=left)
        pauses.append(pause := pause_of(answer))
    if answer.status == TOO_MANY:
        raise NotNow(host, pause)
    return answer


@contextmanager
def turn(host: str) -> Iterator[list[float]]:
    """Wait for the turn of this site, and leave it alone afterwards, for the pauses it asked for.

    Raises NotNow when the wait would be long.
    """
    token = LinkHost.objects.take(host, lease=LEASE)
    ends = time.monotonic() + PATIENCE
    while token is None:
        left = LinkHost.objects.seconds_before(host)
        if time.monotonic() + left > ends:
            raise NotNow(host, left)
        time.sleep(left + 0.005)
        token = LinkHost.objects.take(host, lease=LEASE)
    pauses = [settings.LINKS_HOST_SECONDS]
    try:
        yield pauses
    finally:
        LinkHost.objects.give_back(host, token, pause=timedelta(seconds=max(pauses)))


def pause_of(answer: Glance) -> float:
    """Return how many seconds the site asks to be left alone (RFC 9110, §10.2.3)."""
    if answer.status not in (TOO_MANY, BUSY):
        return 0
    asked = answer.headers.get("Retry-After", "").strip()
    if not asked:
        return DEFAULT_PAUSE if answer.status == TOO_MANY else 0
    if asked.isascii() and asked.isdigit():
        seconds = float(asked[:9])
    else:
        until = date_in(asked)
        seconds = (until - timezone.now()).total_seconds() if until else DEFAULT_PAUSE
    return min(max(seconds, 1), LONGEST_PAUSE)


def found_in(answer: Glance, address: str) -> Found:
    headers = answer.headers
    return Found(
        status=answer.status,
        final_url=address[:LONGEST_ADDRESS],
        mime=printable(headers.get("Content-Type", "").partition(";")[0])[:LONGEST_TYPE],
        size=size_in(answer),
        modified_at=date_in(headers.get("Last-Modified", "")),
        pause=pause_of(answer),
    )


def size_in(answer: Glance) -> int | None:
    """Return the size of the whole, of which perhaps one byte was asked for."""
    if answer.headers.get("Content-Encoding", "identity") != "identity":
        return None
    total = answer.headers.get("Content-Range", "").rpartition("/")[2]
    text = total or answer.headers.get("Content-Length", "")
    known = text.isascii() and text.isdigit() and len(text) < len(str(LARGEST))
    return int(text) if known else None


def date_in(text: str) -> datetime | None:
    """Return the date of a header, None when it says none."""
    try:
        found = parsedate_to_datetime(text)
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
    except (TypeError, ValueError, OverflowError):
        return None


def printable(text: str) -> str:
    return "".join(char for char in text.strip().lower() if char.isprintable())
