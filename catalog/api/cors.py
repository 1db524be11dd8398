"""Pages of other sites may read what is public: without cookies, so never what a session sees."""

from django.http import HttpResponseBase

READABLE_HEADERS = (
    "Accept-Ranges, Content-Disposition, Content-Length, Content-Range, ETag, Repr-Digest"
)
ACCEPTED_HEADERS = "If-Modified-Since, If-None-Match, If-Range, Range, X-Fields"


def open_to_all(response: HttpResponseBase) -> HttpResponseBase:
    """Add the CORS headers. Without Allow-Credentials, a browser gives such a page no session."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Access-Control-Expose-Headers"] = READABLE_HEADERS
    return response


def open_options(response: HttpResponseBase) -> HttpResponseBase:
    """Answer the question a browser asks before an unusual request."""
    response.headers["Access-Control-Allow-Methods"] = "GET, HEAD, OPTIONS"
    response.headers["Access-Control-Allow-Headers"] = ACCEPTED_HEADERS
    response.headers["Access-Control-Max-Age"] = "86400"
    return open_to_all(response)
