"""Several access requests answered at once: all of them, or none."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from catalog.accounts.models import User
from catalog.accounts.requests.models import AccessRequest
from catalog.actions.access import accept_request, awaiting, refuse_request
from catalog.enums import RequestStatus


@transaction.atomic
def accept_requests(
    requests: Iterable[AccessRequest], *, by: User, reason: str, at: datetime | None = None
) -> list[AccessRequest]:
    """Accept each with the role asked for. Raises what accepting one of them raises, and then
    nobody was answered; one that the same person has accepted already is left as it is.
    """
    left = awaiting_all(requests, RequestStatus.ACCEPTED, by=by, reason=reason)
    for asked in left:
        accept_request(asked, by=by, reason=reason, at=at)
    return left


@transaction.atomic
def refuse_requests(
    requests: Iterable[AccessRequest], *, by: User, reason: str, at: datetime | None = None
) -> list[AccessRequest]:
    """Refuse all with the same reason, likewise."""
    left = awaiting_all(requests, RequestStatus.REFUSED, by=by, reason=reason)
    for asked in left:
        refuse_request(asked, by=by, reason=reason, at=at)
    return left


def awaiting_all(
    requests: Iterable[AccessRequest], answer: str, *, by: User, reason: str
) -> list[AccessRequest]:
    """Return them held, in one order for everybody, when all may be answered now: not those that
    `by` has answered so already, which is a form sent twice.
    """
    keys = [asked.pk for asked in requests]
    found = AccessRequest.objects.filter(pk__in=keys).order_by("pk")
    left = [one for one in found if (one.status, one.decided_by_id) != (answer, by.pk)]
    return [awaiting(one, by=by, reason=reason) for one in left]
