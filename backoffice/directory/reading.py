"""Who may do what, where, since when, given by whom."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from catalog.accounts.models import Membership, Organization
from catalog.enums import Right, Role
from catalog.models import Dataset, DatasetUserPermission

LONGEST = 200
PATHS = (
    *("user__first_name", "user__last_name", "user__email", "service"),
    *("organization__name", "organization__acronym"),
)


@dataclass(frozen=True)
class Asked:
    """What is looked for; empty: anything. `to_review`: what nobody confirmed for a year."""

    words: str = ""
    organization: str = ""
    role: str = ""
    to_review: bool = False


@dataclass(frozen=True)
class Line:
    """One right: `datasets` are the titles of those for which the person is named there."""

    membership: Membership
    datasets: list[str]
    is_own: bool
    is_to_review: bool


def asked_by(parameters) -> Asked:
    role = parameters.get("role", "")
    return Asked(
        words=parameters.get("q", "").replace("\0", "")[:LONGEST].strip(),
        organization=parameters.get("organisation", "").replace("\0", "")[:LONGEST],
        role=role if role in Role.values else "",
        to_review=parameters.get("revue") == "oui",
    )


def reviewed_before():
    return timezone.now() - timedelta(days=settings.RIGHTS_REVIEW_DAYS)


def reviewable(user):
    return Membership.objects.allowing(user, Right.REVIEW_MEMBERSHIP)


def found(user, asked: Asked):
    """Return the memberships looked for, a person after the other."""
    rows = reviewable(user).for_page().by_person()
    if asked.organization:
        rows = rows.filter(organization__slug=asked.organization)
    if asked.role:
        rows = rows.filter(role=asked.role)
    if asked.to_review:
        rows = rows.unconfirmed_since(reviewed_before())
    for word in asked.words.split():
        rows = rows.filter(holding(word))
    return rows


def holding(word):
    condition = Q()
    for path in PATHS:
        condition |= Q(**{f"{path}__icontains": word})
    return condition


def lines_of(memberships, user) -> list[Line]:
    rows, before = list(memberships), reviewed_before()
    named = named_datasets(rows, user)
    return [
        Line(
            membership=row,
            datasets=named[row.user_id, row.organization_id],
            is_own=row.user_id == user.pk,
            is_to_review=(row.confirmed_at or row.created_at) <= before,
        )
        for row in rows
    ]


def named_datasets(memberships, user):
    """Return the titles by person and organisation, in one query."""
    grants = DatasetUserPermission.objects.filter(
        user__in={row.user_id for row in memberships},
        content_object__in=Dataset.objects.visible_to(user),
        content_object__organization__in={row.organization_id for row in memberships},
    )
    path = "content_object__"
    rows = grants.values_list("user", f"{path}organization", f"{path}title").distinct()
    found = defaultdict(list)
    for person, organization, title in rows.order_by(f"{path}title"):
        found[person, organization].append(title)
    return found


def organizations_of(user):
    held = reviewable(user).values("organization")
    return Organization.objects.filter(pk__in=held).order_by("name")
