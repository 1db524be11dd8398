"""The yearly review: somebody looks at each right, and says that it is still right."""

from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from catalog.accounts.models import Membership, User
from catalog.actions.access import within
from catalog.actions.guards import moment, require
from catalog.actions.leaving import take_back
from catalog.enums import Right
from catalog.journal.record import Change, record
from catalog.models import Dataset, DatasetUserPermission


@transaction.atomic
def confirm_memberships(
    memberships: Iterable[Membership], *, by: User, at: datetime | None = None
) -> list[Membership]:
    """Confirm all of them, with the datasets for which each person is named, or none: nobody
    confirms their own rights.
    """
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
        changes: dict[str, Change] = {
            "role": [membership.role] * 2,
            "datasets": [named_for(membership)] * 2,
        }
        record("member.confirmed", subject, by=by, at=at, changes=changes)
    return found


@transaction.atomic
def withdraw_grant(
    membership: Membership, dataset: Dataset, *, by: User, at: datetime | None = None
) -> None:
    """Take back what was named for a member over one dataset; the role stays."""
    require(by, Right.REVIEW_MEMBERSHIP, membership)
    if dataset.organization_id == membership.organization_id:
        take_back(dataset, membership.user, by=by, at=at)


def named_for(membership: Membership) -> int:
    """Return for how many datasets that member is named there: titles of drafts are not for all who
    read the journal.
    """
    grants = DatasetUserPermission.objects.filter(
        user=membership.user_id, content_object__organization=membership.organization_id
    )
    return grants.values("content_object").distinct().count()
