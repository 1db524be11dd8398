"""Who enters by the API, and what is answered to the others."""

from typing import TYPE_CHECKING, Any

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.utils import timezone
from rest_framework.authentication import BaseAuthentication, SessionAuthentication
from rest_framework.exceptions import AuthenticationFailed, MethodNotAllowed, Throttled
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.permissions import SAFE_METHODS, BasePermission

from catalog.accounts.keys import ApiKey, is_well_formed
from catalog.accounts.second_factor import lacks_one

if TYPE_CHECKING:  # rest_framework.views reads this module while it is being imported
    from django.http import HttpRequest
    from rest_framework.request import Request
    from rest_framework.views import APIView

    from catalog.accounts.models import User

CHALLENGE = 'Bearer realm="vitrine"'
FAILURES, WITHIN_SECONDS = 30, 60
"""How many bad keys one address may try; the good ones of its neighbours still enter."""


class Key(BaseAuthentication):
    """A personal key, in `X-API-KEY` and nowhere else: an address is written in logs."""

    def authenticate(self, request: "Request") -> "tuple[User, ApiKey] | None":
        token = request.headers.get("X-API-KEY", "").strip()
        if not token:
            return None
        key = usable_key(token, request)
        ApiKey.objects.note_use(key)
        return key.user, key

    def authenticate_header(self, request: "Request") -> str:
        return CHALLENGE


class Session(SessionAuthentication):
    """The site's own session. What needs one answers 401, as data.gouv.fr does, and not 403."""

    def authenticate_header(self, request: "Request") -> str:
        return CHALLENGE


def usable_key(token: str, request: "Request") -> ApiKey:
    """Return the key of that token. Raises AuthenticationFailed, in data.gouv.fr's words."""
    key = ApiKey.objects.carrying(token).first() if is_well_formed(token) else None
    if key is None:
        raise refused(request, "Invalid API token", "invalid_key")
    if key.revoked_at:
        raise refused(request, "Revoked API token", "revoked_key")
    if key.has_expired(timezone.now()):
        raise refused(request, "Expired API token", "expired_key")
    if not key.user.is_active:
        raise refused(request, "Inactive user", "inactive_user")
    if lacks_one(key.user):
        raise refused(request, "Second factor required", "second_factor_required")
    return key


def refused(request: "Request", message: str, code: str) -> Exception:
    """Return the refusal, or that there were too many of them from this address."""
    tries = failures_of(get_adapter().get_client_ip(request))
    return Throttled(WITHIN_SECONDS) if tries > FAILURES else AuthenticationFailed(message, code)


def failures_of(address: str) -> int:
    """Count one more failure from this address, and return how many there were of late."""
    counter = f"api-key-failures:{address}"
    cache.add(counter, 0, WITHIN_SECONDS)
    try:
        return cache.incr(counter)
    except ValueError:  # its minute ended in between
        return 1


def signed_reader(request: "HttpRequest") -> Any:
    """Return who reads outside of the framework's views: by a key, or by the session.

    Raises AuthenticationFailed when there is a key and it does not open.
    """
    known = Key().authenticate(request)
    return known[0] if known else request.user


class Closed(BasePermission):
    """What no view has opened is refused."""

    def has_permission(self, request: "Request", view: "APIView") -> bool:
        return False


class PublicReading(BasePermission):
    """Anybody may read: which rows they see is the queryset's answer. Nobody writes."""

    def has_permission(self, request: "Request", view: "APIView") -> bool:
        if request.method not in SAFE_METHODS:
            raise MethodNotAllowed(str(request.method))
        return True


class SomebodyKnown(BasePermission):
    """For who is signed in, or has a key; their rights are the verbs' to check."""

    def has_permission(self, request: "Request", view: "APIView") -> bool:
        return request.method == "OPTIONS" or bool(request.user and request.user.is_authenticated)


class ReadingOrKnown(SomebodyKnown):
    """Anybody may read what they see; who writes is known."""

    def has_permission(self, request: "Request", view: "APIView") -> bool:
        return request.method in SAFE_METHODS or super().has_permission(request, view)


class AlwaysJson(DefaultContentNegotiation):
    """There is one form: a client that asks for another receives it too, as on data.gouv.fr."""

    def select_renderer(
        self, request: "Request", renderers: Any, format_suffix: str | None = None
    ) -> Any:
        return renderers[0], renderers[0].media_type
