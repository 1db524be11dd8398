"""The only HTTP client for addresses that people and remotes give.

An address enters; bytes leave, or NotFetched says in French why they do not. `glance` brings back
what an address says of itself, one hop at a time, for whoever counts each request. Every address
on the way is checked, redirects too, when the connection is made. Size (once decompressed) and time
(of all of it) are bounded. `settings.NET_ALLOWED` names the « host:port » that may be inside: in
production, our own origin and nothing else.
"""

from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from http.client import HTTPException
from urllib.parse import SplitResult, quote, urljoin

from django.conf import settings
from urllib3 import BaseHTTPResponse
from urllib3.exceptions import HTTPError

from catalog.net.addresses import (
    INSIDE_NETWORK,
    ForbiddenAddress,
    NotFetched,
    as_browsers_read,
    check_public_address,
    is_inside,
    read_address,
)
from catalog.net.connection import Pinned, PinnedTls, Resolver, Watch, addresses_of

__all__ = [
    "Answer",
    "ForbiddenAddress",
    "Glance",
    "Limits",
    "NotFetched",
    "Refused",
    "Unreachable",
    "check_public_address",
    "fetch",
    "glance",
    "host_of",
    "opened",
]

MEGABYTE = 1_000_000
CHUNK = 64 * 1024
FAILURE = 400
REDIRECTS = {301, 302, 303, 307, 308}
PORTS = {"http": 80, "https": 443}
AWAY = (429, 502, 503, 504)
FIRST_BYTE = {"Range": "bytes=0-0"}
IN_A_TARGET = "/%:@!$&'()*+,;=?~-._[]"


class Unreachable(NotFetched):
    """Nobody answered, or not in time: another moment may say otherwise."""


class Refused(NotFetched):
    """Somebody answered something else than what was asked for; `status` is theirs."""

    def __init__(self, status: int) -> None:
        super().__init__(f"Elle répond {status} au lieu de donner le fichier.")
        self.status = status


class Away(Refused):
    """Who answered says that it cannot now: another moment may say otherwise."""


@dataclass(frozen=True)
class Limits:
    """`size`: bytes, once decompressed; `seconds`: for all of it, redirects included."""

    size: int = 10 * MEGABYTE
    seconds: float = 30
    redirects: int = 5


@dataclass(frozen=True)
class Answer:
    """`address`: where the redirects led; `headers`: names are found in any case."""

    address: str
    headers: Mapping[str, str]
    chunks: Iterator[bytes]


@dataclass(frozen=True)
class Glance:
    """What one request told: `leads_to` is where a redirect leads, which nobody has followed."""

    status: int
    headers: Mapping[str, str]
    leads_to: str = ""


def host_of(address: str) -> str:
    """Return the host that would be asked, in one spelling. Raises ForbiddenAddress."""
    return as_browsers_read(read_address(address).hostname or "")


def glance(
    address: str, *, method: str = "HEAD", seconds: float = 10, resolve: Resolver = addresses_of
) -> Glance:
    """Ask once, and read no body: GET asks for the first byte only, and leaves before it comes.

    Raises NotFetched when nobody answers, or when the address is not one the public could open.
    """
    parts = read_address(address)
    more = FIRST_BYTE if method == "GET" else {}
    with (
        Watch(seconds) as watch,
        closing(connection_to(parts, watch, resolve)) as connection,
        closing(asked(connection, parts, watch, method, more)) as response,
    ):
        check_time(watch)  # headers that were cut look like headers that end
        redirected = response.status in REDIRECTS and "Location" in response.headers
        leads_to = next_address(address, response) if redirected else ""
        return Glance(response.status, response.headers, leads_to)


def fetch(address: str, *, limit: int = 10 * MEGABYTE, seconds: float = 30) -> bytes:
    """Return what the address gives, `limit` bytes at most. Raises NotFetched."""
    with opened(address, limits=Limits(size=limit, seconds=seconds)) as answer:
        return b"".join(answer.chunks)


@contextmanager
def opened(
    address: str, *, limits: Limits | None = None, resolve: Resolver = addresses_of
) -> Iterator[Answer]:
    """Give the answer, to be read chunk by chunk inside the block. Raises NotFetched."""
    limits = limits or Limits()
    with Watch(limits.seconds) as watch:
        for _ in range(limits.redirects + 1):
            with answered(address, watch, resolve) as response:
                if response.status not in REDIRECTS:
                    yield Answer(address, response.headers, body(response, limits, watch))
                    return
                address = next_address(address, response)
    raise NotFetched(f"Elle renvoie d’adresse en adresse, plus de {limits.redirects} fois.")


@contextmanager
def answered(address: str, watch: Watch, resolve: Resolver) -> Iterator[BaseHTTPResponse]:
    """Give one answer, which is perhaps a redirect. Raises Refused for a failure."""
    parts = read_address(address)
    with (
        closing(connection_to(parts, watch, resolve)) as connection,
        closing(asked(connection, parts, watch)) as response,
    ):
        if response.status >= FAILURE:
            raise (Away if response.status in AWAY else Refused)(response.status)
        yield response


def next_address(address: str, response: BaseHTTPResponse) -> str:
    try:
        return urljoin(address, response.headers.get("Location", ""))
    except ValueError as error:
        raise ForbiddenAddress("Elle renvoie à une adresse qui n’est pas lisible.") from error


def connection_to(parts: SplitResult, watch: Watch, resolve: Resolver) -> Pinned:
    host = as_browsers_read(parts.hostname or "")
    port = parts.port or PORTS[parts.scheme]
    trusted = f"{host}:{port}" in settings.NET_ALLOWED
    if not trusted and is_inside(host):
        raise ForbiddenAddress(INSIDE_NETWORK)
    kind = PinnedTls if parts.scheme == "https" else Pinned
    try:
        plain = host if ":" in host else host.encode("idna").decode()
    except UnicodeError as error:
        raise ForbiddenAddress("Elle n’est pas lisible.") from error
    return kind(plain, port, watch=watch, resolve=resolve, trusted=trusted)


def asked(
    connection: Pinned,
    parts: SplitResult,
    watch: Watch,
    method: str = "GET",
    more: Mapping[str, str] | None = None,
) -> BaseHTTPResponse:
    target = quote(parts.path or "/", safe=IN_A_TARGET)
    if parts.query:
        target += f"?{quote(parts.query, safe=IN_A_TARGET)}"
    headers = {
        "User-Agent": f"Vitrine (+{settings.SITE_URL}; {settings.SITE_CONTACT})",
        "Accept": "*/*",
        "Accept-Encoding": "identity",
        "Connection": "close",
        **(more or {}),
    }
    with said_in_french(watch):
        connection.request(method, target, headers=headers, preload_content=False)
        return connection.getresponse()


def body(response: BaseHTTPResponse, limits: Limits, watch: Watch) -> Iterator[bytes]:
    """Yield the bytes, decompressed. Raises NotFetched beyond the limits, or when some lack."""
    too_large = NotFetched(f"Elle donne plus de {in_words(limits.size)}.")
    if int_of(response.headers.get("Content-Length", "")) > limits.size:
        raise too_large
    read = 0
    with said_in_french(watch):
        while chunk := response.read1(CHUNK, decode_content=True):
            read += len(chunk)
            if read > limits.size:
                raise too_large
            yield chunk
            check_time(watch)
        check_time(watch)


def check_time(watch: Watch) -> None:
    if watch.is_over:
        raise Unreachable(f"Elle n’a pas tout donné en {watch.seconds:g} secondes.")


@contextmanager
def said_in_french(watch: Watch) -> Iterator[None]:
    """Raise NotFetched for whatever the connection may raise: none of it is our fault."""
    try:
        yield
    except NotFetched:
        raise
    except (OSError, HTTPException, HTTPError, UnicodeError) as error:
        check_time(watch)
        raise Unreachable("Elle ne répond pas, ou pas jusqu’au bout.") from error


def int_of(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() else 0


def in_words(size: int) -> str:
    return f"{size / MEGABYTE:.0f} Mo" if size >= MEGABYTE else f"{size} octets"
