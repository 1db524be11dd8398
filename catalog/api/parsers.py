"""How a body is read: what cannot be is the client's to correct, never a failure of ours."""

from typing import Any

from rest_framework.exceptions import ParseError
from rest_framework.parsers import FormParser, JSONParser, MultiPartParser


class Json(JSONParser):
    """Ten thousand brackets in a row are not data."""

    def parse(self, *arguments: Any, **options: Any) -> Any:
        try:
            return super().parse(*arguments, **options)
        except RecursionError as error:
            raise ParseError("JSON parse error - too deeply nested") from error


JSON_OR_FORM = (Json, FormParser, MultiPartParser)
