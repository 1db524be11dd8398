"""What every public view of the API shares: open to all origins, masked on demand, JSON only."""

from typing import Any

from django.http import HttpResponseBase
from django.utils import timezone
from rest_framework.generics import GenericAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from catalog.api import masks
from catalog.api.access import PublicReading
from catalog.api.cors import open_options, open_to_all


class PublicView(GenericAPIView):
    permission_classes = (PublicReading,)
    http_method_names = ("get", "head", "options")

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        asked = request.headers.get("X-Fields", "")
        self.mask = masks.parse(asked) if asked.strip() else None

    def get_serializer_context(self) -> dict[str, Any]:
        return {"absolute": self.request.build_absolute_uri, "at": timezone.now()}

    def finalize_response(self, *arguments: Any, **options: Any) -> HttpResponseBase:
        response = super().finalize_response(*arguments, **options)
        if getattr(self, "mask", None) and response.status_code == 200:
            response.data = masks.keep(response.data, self.mask)
        return open_to_all(response)

    def options(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return open_options(Response(status=204))
