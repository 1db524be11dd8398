from typing import TYPE_CHECKING

from rest_framework.permissions import BasePermission

if TYPE_CHECKING:  # rest_framework.views reads this module while it is being imported
    from rest_framework.request import Request
    from rest_framework.views import APIView


class Closed(BasePermission):
    """What no view has opened is refused."""

    def has_permission(self, request: "Request", view: "APIView") -> bool:
        return False


class PublicReading(BasePermission):
    """Anybody may read: which rows they see is the queryset's answer."""

    def has_permission(self, request: "Request", view: "APIView") -> bool:
        return request.method in ("GET", "HEAD", "OPTIONS")
