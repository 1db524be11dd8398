"""The yearly review: somebody looks at each right, and says that it is still right."""

from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from catalog.accounts.models import Membership, User
from catalog.actions.access import within
from catalog.actions.guards import moment, require
from catalog.enums import Right
from catalog.journal.record import record


@transaction.atomic
def confirm_memberships(
    memberships: Iterable[Membership], *, by: User, at: datetime | None = None
) -> list[Membership]:
    """Confirm all of them, or none: nobody confirms their own rights."""
    keys = [one.pk for one in memberships]
    rows = Membership.objects.select_for_update(of=("self",)).for_page()
    found = list(rows.filter(pk__in=keys).order_by("pk"))
    for membership in found:
        require(by, Right.REVIEW_MEMBERSHIP, membership)
        if membership.user_id == by.pk:
            raise PermissionDenied("Personne ne confirme ses propres droits.")
        membership.confirmed_by, membership.confirmed_at = by, moment(at)
        membership.save(update_fields=["confirmed_by", "confirmed_at"])
        subject = within(membership.organization, membership.user)
        changes = {"role": [membership.role, membership.role]}
        record("member.confirmed", subject, by=by, at=at, changes=changes)
    return found
