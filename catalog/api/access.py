"""Who enters by the API, and what is answered to the others."""

from typing import TYPE_CHECKING, Any

from rest_framework.authentication import SessionAuthentication
from rest_framework.exceptions import MethodNotAllowed
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.permissions import SAFE_METHODS, BasePermission

if TYPE_CHECKING:  # rest_framework.views reads this module while it is being imported
    from rest_framework.request import Request
    from rest_framework.views import APIView


class Session(SessionAuthentication):
    """The site's own session. What needs one answers 401, as data.gouv.fr does, and not 403."""

    def authenticate_header(self, request: "Request") -> str:
        return 'Bearer realm="vitrine"'


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


class AlwaysJson(DefaultContentNegotiation):
    """There is one form: a client that asks for another receives it too, as on data.gouv.fr."""

    def select_renderer(
        self, request: "Request", renderers: Any, format_suffix: str | None = None
    ) -> Any:
        return renderers[0], renderers[0].media_type
