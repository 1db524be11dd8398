"""What is known of whoever asks: where they already belong, and what they asked before."""

from dataclasses import dataclass

from catalog.accounts.models import Membership
from catalog.accounts.requests.models import AccessRequest
from catalog.enums import Right

MOST = 20


@dataclass(frozen=True)
class Past:
    person: object
    memberships: list[Membership]
    requests: list[AccessRequest]


def past_of(row, user):
    """Return it as far as this person may read it; None for what nobody in particular asks."""
    person = getattr(row.thing, row.kind.person)
    if person is None:
        return None
    asked = AccessRequest.objects.allowing(user, Right.VIEW_REQUEST).of(person)
    return Past(
        person=person,
        memberships=list(person.memberships.for_page().by_person()),
        requests=list(asked.exclude(pk=row.pk).newest_first().for_page()[:MOST]),
    )
