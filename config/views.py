from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

SECRETS = ("password", "passwd", "token", "secret", "key")
"""A posted field whose name holds one of these words is never written back in a page."""


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return answer(request, 400, "The request could not be read.")


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return answer(request, 403, "You may not do this.", reason=str(exception))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return answer(request, 404, "There is nothing at this address.")


def server_error(request: HttpRequest) -> HttpResponse:
    if is_for_machines(request):
        return JsonResponse({"message": "The server failed."}, status=500)
    # Without the request: what failed may be what every page's context reads.
    return render(None, "500.html", status=500)


def expired_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Refuse a form whose key or sender's session is gone, and lose nothing of what was written.

    Only to our own pages: a form sent from elsewhere gets nothing of its content back, or it would
    be enough to press the button offered here.
    """
    return answer(
        request,
        403,
        "The CSRF token is missing or expired.",
        template="expired_form.html",
        texts=posted_texts(request) if comes_from_us(request) else [],
        has_files=bool(request.FILES),
    )


def answer(
    request: HttpRequest, status: int, message: str, template: str = "", **context: Any
) -> HttpResponse:
    if is_for_machines(request):
        return JsonResponse({"message": message}, status=status)
    return render(request, template or f"{status}.html", context, status=status)


def is_for_machines(request: HttpRequest) -> bool:
    return request.path.startswith("/api/")


def comes_from_us(request: HttpRequest) -> bool:
    source = urlsplit(request.headers.get("Origin") or request.headers.get("Referer", ""))
    return (source.scheme, source.netloc) == (request.scheme, request.get_host())


def posted_texts(request: HttpRequest) -> list[tuple[str, str]]:
    """Return the (name, value) pairs that were posted, without what must not be shown."""
    return [
        (name, value)
        for name, values in request.POST.lists()
        if not any(word in name.lower() for word in SECRETS)
        for value in values
    ]
