"""Several access requests answered at once: all of them, or none."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from catalog.accounts.models import User
from catalog.accounts.requests.models import AccessRequest
from catalog.actions.access import accept_request, refuse_request
from catalog.enums import RequestStatus


@transaction.atomic
def accept_requests(
    requests: Iterable[AccessRequest], *, by: User, reason: str, at: datetime | None = None
) -> list[AccessRequest]:
    """Accept each with the role asked for. Raises what accepting one of them raises, and then
    nobody was answered; one that the same person has accepted already is left as it is.
    """
    left = unanswered(requests, by, RequestStatus.ACCEPTED)
    for asked in left:
        accept_request(asked, by=by, reason=reason, at=at)
    return left


@transaction.atomic
def refuse_requests(
    requests: Iterable[AccessRequest], *, by: User, reason: str, at: datetime | None = None
) -> list[AccessRequest]:
    """Refuse all with the same reason, likewise."""
    left = unanswered(requests, by, RequestStatus.REFUSED)
    for asked in left:
        refuse_request(asked, by=by, reason=reason, at=at)
    return left


def unanswered(requests: Iterable[AccessRequest], by: User, answer: str) -> list[AccessRequest]:
    """Return them as they are now, in one order for everybody, without those answered so by `by`:
    a form sent twice.
    """
    keys = [asked.pk for asked in requests]
    rows = AccessRequest.objects.select_for_update(of=("self",)).for_page()
    found = rows.filter(pk__in=keys).order_by("pk")
    return [one for one in found if (one.status, one.decided_by_id) != (answer, by.pk)]
