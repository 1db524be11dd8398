"""A version as an HTTP answer: conditional, whole or one range, in constant memory."""

import base64
import logging
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from botocore.exceptions import BotoCoreError, ClientError
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseRedirect,
    StreamingHttpResponse,
)
from django.utils.cache import get_conditional_response
from django.utils.http import http_date

from catalog import storage
from catalog.api.ranges import Span, Unsatisfiable, read_range
from catalog.models import ResourceVersion

logger = logging.getLogger(__name__)

# A file is data: opened in a browser, it can neither run nor load anything.
INERT = "sandbox; default-src 'none'"
SHARED, PRIVATE = "no-cache", "private, no-store"
NOT_IN_A_NAME = set('"\\/;%')
BUSY_SECONDS = "300"


@dataclass(frozen=True)
class Body:
    """Bytes to answer with. `size` None: whatever the storage holds; `sha256` "": not known."""

    store: Any
    key: str
    filename: str
    mime: str
    tag: str
    moment: int
    size: int | None = None
    sha256: str = ""


def send_version(
    request: HttpRequest, version: ResourceVersion, *, private: bool
) -> HttpResponseBase:
    """Answer with the version's bytes, or with where they are. `private`: no cache keeps them."""
    body = Body(
        storage.files(),
        version.key,
        version.filename,
        version.mime,
        tag=version.sha256,
        moment=int(version.created_at.timestamp()),
        size=version.size,
        sha256=version.sha256,
    )
    return send(request, body, private=private)


def send(request: HttpRequest, body: Body, *, private: bool) -> HttpResponseBase:
    headers = headers_of(body, cache=PRIVATE if private else SHARED)
    known = get_conditional_response(
        request, headers["ETag"], body.moment, HttpResponse(headers=headers)
    )
    if known.status_code != HttpResponse.status_code:
        return known
    if request.method == "GET" and (address := body.store.signed_address(body.key, headers)):
        return HttpResponseRedirect(address, headers={"Cache-Control": PRIVATE})
    try:
        return from_storage(request, body, headers)
    except (OSError, BotoCoreError, ClientError) as error:
        logger.error(  # noqa: TRY400 — the reason is enough: what failed is not in our code
            "File not served", extra={"key": body.key, "reason": str(error)}
        )
        return unavailable(body)


def from_storage(request: HttpRequest, body: Body, headers: dict[str, str]) -> HttpResponseBase:
    """Answer with our own bytes. Raises OSError when the storage has not all of them."""
    size = body.store.size(body.key)
    if body.size is not None and size != body.size:
        message = f"{size} bytes instead of {body.size}"
        raise OSError(message)
    if request.method == "HEAD":
        return HttpResponse(headers=headers | {"Content-Length": str(size)})
    try:
        span = asked_part(request, size, headers)
    except Unsatisfiable:
        beyond = {"Content-Range": f"bytes */{size}", "Content-Type": "text/plain"}
        return HttpResponse(status=416, headers=headers | beyond)
    return stream(body, size, span, headers)


def asked_part(request: HttpRequest, size: int, headers: dict[str, str]) -> Span | None:
    """Return the range asked for, unless it is of a file that has been replaced since."""
    of = request.headers.get("If-Range", headers["ETag"])
    if of not in (headers["ETag"], headers["Last-Modified"]):
        return None
    return read_range(request.headers.get("Range", ""), size)


def stream(
    body: Body, size: int, span: Span | None, headers: dict[str, str]
) -> StreamingHttpResponse:
    part = span or Span(0, size)
    headers = headers | {"Content-Length": str(part.end - part.start)}
    if span:
        headers["Content-Range"] = f"bytes {part.start}-{part.end - 1}/{size}"
    chunks = body.store.read_range(body.key, part.start, part.end)
    return StreamingHttpResponse(started(chunks), status=206 if span else 200, headers=headers)


def started(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """Read the first chunk now, while a file that does not open can still be an answer."""
    first = next(chunks)

    def all_of_them() -> Iterator[bytes]:
        yield first
        yield from chunks

    return all_of_them()


def headers_of(body: Body, *, cache: str) -> dict[str, str]:
    headers = {
        "Content-Type": body.mime,
        "Content-Disposition": attachment(body.filename),
        "Content-Security-Policy": INERT,
        "X-Content-Type-Options": "nosniff",
        "Accept-Ranges": "bytes",
        "ETag": f'"{body.tag}"',
        "Last-Modified": http_date(body.moment),
        "Cache-Control": cache,
    }
    if body.sha256:
        digest = base64.b64encode(bytes.fromhex(body.sha256)).decode()
        headers["Repr-Digest"] = f"sha-256=:{digest}:"
    return headers


def attachment(filename: str) -> str:
    """Return a Content-Disposition: the name in full, and without accents for old clients."""
    plain = unicodedata.normalize("NFKD", filename).encode("ascii", "ignore").decode()
    safe = "".join("_" if char in NOT_IN_A_NAME else char for char in plain if char.isprintable())
    return f"attachment; filename=\"{safe}\"; filename*=UTF-8''{quote(filename, safe='')}"


def unavailable(body: Body) -> HttpResponse:
    return HttpResponse(
        f"Le fichier « {body.filename} » ne peut pas être servi pour le moment : l’espace de "
        "stockage ne l’a pas rendu. Il n’est pas retiré. Réessayez dans quelques minutes.",
        status=503,
        content_type="text/plain; charset=utf-8",
        headers={"Retry-After": BUSY_SECONDS, "Cache-Control": "no-store"},
    )
