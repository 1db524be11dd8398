"""Errors in data.gouv.fr's shapes: always a `message`, and `errors` by field if there are some."""

import errno
from typing import Any

from django.core.exceptions import ValidationError
from rest_framework import exceptions, status
from rest_framework.response import Response
from rest_framework.views import exception_handler

from catalog.exceptions import CatalogError, Incomplete

STATUSES = {
    "already_decided": status.HTTP_409_CONFLICT,
    "conflict": status.HTTP_409_CONFLICT,
    "storage_failure": status.HTTP_503_SERVICE_UNAVAILABLE,
    "too_large": status.HTTP_413_REQUEST_ENTITY_TOO_LARGE,
    "upload_limit": status.HTTP_429_TOO_MANY_REQUESTS,
    "web_page": status.HTTP_415_UNSUPPORTED_MEDIA_TYPE,
    "wrong_state": status.HTTP_409_CONFLICT,
}
"""How a verb's refusal is answered; those that are not here are 400."""
INVALID = "Input payload validation failed"


class Gone(exceptions.APIException):
    status_code = status.HTTP_410_GONE
    default_detail = "Dataset has been deleted"
    default_code = "gone"


class OrganizationGone(Gone):
    default_detail = "Organization has been deleted"


class ResourceGone(Gone):
    default_detail = "Resource has been deleted"


class Moved(exceptions.APIException):
    """What the client had read is no longer what it would change (RFC 9110, §13.1.1)."""

    status_code = status.HTTP_412_PRECONDITION_FAILED
    default_detail = "If-Match names a version that is no longer the current one"
    default_code = "conflict"


def answer(error: Exception, context: dict[str, Any]) -> Response | None:
    """Turn an exception into data.gouv.fr's answer; None lets an unexpected one be a 500."""
    if isinstance(error, ValidationError):
        return Response({"message": error.messages[0]}, status=status.HTTP_400_BAD_REQUEST)
    if isinstance(error, CatalogError):
        return refusal(error)
    response = exception_handler(error, context)
    if response is None:
        return None
    if isinstance(error, exceptions.ValidationError):
        fields = {name: first(messages) for name, messages in response.data.items()}
        response.data = {"errors": fields, "message": INVALID}
    elif isinstance(response.data, dict):
        detail = response.data.get("detail", "")
        response.data = {"message": str(detail), "code": getattr(detail, "code", "error")}
    return response


def refusal(error: CatalogError) -> Response:
    """Say what a verb refused: `code` is for the script, `message` for whoever reads its log."""
    told: dict[str, Any] = {"message": error.message, "code": error.code}
    if isinstance(error, Incomplete):
        told = told | {"missing": error.missing}
    if error.field:
        told = told | {"errors": {error.field: error.message}}
    code = STATUSES.get(error.code, status.HTTP_400_BAD_REQUEST)
    if is_full(error.__cause__):
        code = status.HTTP_507_INSUFFICIENT_STORAGE
    return Response(told, status=code)


def is_full(cause: BaseException | None) -> bool:
    return isinstance(cause, OSError) and cause.errno in (errno.ENOSPC, errno.EDQUOT)


def first(messages: Any) -> str:
    """Return the first sentence, of a field within another too."""
    if isinstance(messages, dict):
        messages = list(messages.values())
    if isinstance(messages, list):
        return first(next(filter(None, messages), ""))
    return str(messages)
