from collections.abc import Callable

from csp.constants import NONE, SELF, UNSAFE_INLINE
from csp.decorators import csp_replace
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.shortcuts import redirect
from django.utils.cache import patch_cache_control

from backoffice.access.proconnect import proved_elsewhere
from catalog.accounts.second_factor import lacks_one

Handler = Callable[[HttpRequest], HttpResponse]

EDITOR_POLICY = {
    "default-src": [SELF],
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
    "frame-ancestors": [SELF],
    "object-src": [NONE],
}


COMPRESSED = ("text/html", "application/json", "application/atom+xml")


class CompressedPagesMiddleware(GZipMiddleware):
    """Compress what we write, never a file on its way: its length, its ranges and its bytes stay.

    The length of a page tells nothing of its CSRF token: Django draws its mask anew each time, and
    adds a random number of bytes to what is compressed.
    """

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        kind = response.get("Content-Type", "").partition(";")[0]
        if response.streaming or kind not in COMPRESSED:
            return response
        return super().process_response(request, response)


class EditorPolicyMiddleware:
    """Wagtail's editor has inline scripts: it alone gets a looser policy, under /cms/."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response
        self.get_editor_response = csp_replace(EDITOR_POLICY)(get_response)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path.startswith("/cms/"):
            return self.get_response(request)
        response = self.get_editor_response(request)
        response["X-Frame-Options"] = "SAMEORIGIN"
        return response


class PrivatePagesMiddleware:
    """What is answered to somebody signed in is kept by no cache, theirs included."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.user.is_authenticated and not response.has_header("Cache-Control"):
            patch_cache_control(response, private=True, no_store=True)
        return response


class SecondFactorMiddleware:
    """Who must have a second factor and has none reaches only the pages that set one up."""

    open_to_all = ("/compte/", "/courriels/")

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_: object) -> HttpResponse | None:
        if request.path.startswith(self.open_to_all) or proved_elsewhere(request.session):
            return None
        if not lacks_one(request.user):
            return None
        if request.method in ("GET", "HEAD") and not request.path.startswith("/api/"):
            return redirect("mfa_index")
        raise PermissionDenied("Mettez d’abord en place votre second facteur.")
