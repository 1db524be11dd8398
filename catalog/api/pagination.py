from typing import Any

from rest_framework.exceptions import ValidationError
from rest_framework.pagination import PageNumberPagination
from rest_framework.response import Response

LARGEST_PAGE = 1000
DEEPEST_ROW = 10_000


class Envelope(PageNumberPagination):
    """data.gouv.fr's envelope: data, page, page_size, total, next_page, previous_page."""

    page_size_query_param = "page_size"
    max_page_size = LARGEST_PAGE

    def get_page_size(self, request: Any) -> int:
        return self.whole_number(request, "page_size", self.page_size, LARGEST_PAGE)

    def paginate_queryset(self, queryset: Any, request: Any, view: Any = None) -> list[Any]:
        """Return one page; beyond the last, an empty one, as data.gouv.fr does."""
        size = self.get_page_size(request)
        number = self.whole_number(request, "page", 1, DEEPEST_ROW // size + 1)
        self.request, self.size, self.number = request, size, number
        self.total = queryset.count()
        return list(queryset[(number - 1) * size : number * size])

    def whole_number(self, request: Any, name: str, default: int, largest: int) -> int:
        """Read a positive integer. Raises ValidationError naming the parameter."""
        text = request.query_params.get(name, str(default))
        if not text.isascii() or not text.isdigit() or not 1 <= int(text[:9]) <= largest:
            message = f"Invalid {name}: {text[:40]}. {name} must be an integer from 1 to {largest}"
            raise ValidationError({name: message})
        return int(text)

    def get_paginated_response(self, data: Any) -> Response:
        last = self.number * self.size >= self.total
        return Response(
            {
                "data": data,
                "page": self.number,
                "page_size": self.size,
                "total": self.total,
                "next_page": None if last else self.address_of(self.number + 1),
                "previous_page": None if self.number == 1 else self.address_of(self.number - 1),
            }
        )

    def address_of(self, number: int) -> str:
        query = self.request.query_params.copy()
        query["page"] = str(number)
        return self.request.build_absolute_uri(f"{self.request.path}?{query.urlencode()}")
