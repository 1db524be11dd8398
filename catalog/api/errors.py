"""Errors in data.gouv.fr's shapes: always a `message`, and `errors` by field if there are some."""

from typing import Any

from django.core.exceptions import ValidationError
from rest_framework import exceptions, status
from rest_framework.response import Response
from rest_framework.views import exception_handler

INVALID = "Input payload validation failed"


class Gone(exceptions.APIException):
    status_code = status.HTTP_410_GONE
    default_detail = "Dataset has been deleted"
    default_code = "gone"


def answer(error: Exception, context: dict[str, Any]) -> Response | None:
    """Turn an exception into data.gouv.fr's answer; None lets an unexpected one be a 500."""
    if isinstance(error, ValidationError):
        return Response({"message": error.messages[0]}, status=status.HTTP_400_BAD_REQUEST)
    response = exception_handler(error, context)
    if response is None:
        return None
    if isinstance(error, exceptions.ValidationError):
        fields = {name: first(messages) for name, messages in response.data.items()}
        response.data = {"errors": fields, "message": INVALID}
    elif isinstance(response.data, dict):
        response.data = {"message": str(response.data.get("detail", ""))}
    return response


def first(messages: Any) -> str:
    return str(messages[0]) if isinstance(messages, list) else str(messages)
