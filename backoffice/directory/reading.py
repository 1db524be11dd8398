"""Who may do what, where, since when, given by whom."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from catalog.accounts.models import Membership, Organization, User
from catalog.enums import Right, Role
from catalog.journal.models import Activity
from catalog.models import Dataset, DatasetUserPermission
from catalog.permissions import watches_work
from catalog.templatetags.vitrine import day

LONGEST = 200
EVERYTHING = "Administre la plateforme : peut tout, partout"
DPNC = "DPNC : répond aux demandes, valide, lit les brouillons de la famille"
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
class Named:
    """A dataset for which a member is named; `given`: since when and by whom."""

    key: UUID
    title: str
    given: str
    publishes: bool


@dataclass(frozen=True)
class Line:
    """One right. `given`: by whom, or why nobody knows."""

    membership: Membership
    given: str
    datasets: list[Named]
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
            given=giver_of(row),
            datasets=named[row.user_id, row.organization_id],
            is_own=row.user_id == user.pk,
            is_to_review=(row.confirmed_at or row.created_at) <= before,
        )
        for row in rows
    ]


def giver_of(membership):
    if membership.granted_by:
        return f"par {membership.granted_by}"
    if membership.organization.created_by_id == membership.user_id:
        return "en proposant l’organisation"
    return "par un compte supprimé, ou avant que ce soit noté"


def named_datasets(memberships, user):
    """Return them by person and organisation, in two queries."""
    rows = granted_to(memberships, user).order_by("content_object__title", "content_object")
    dated = grants_told(rows)
    publishing = {(one.user_id, one.content_object_id) for one in rows if publishes(one)}
    found: dict[tuple[int, UUID], dict[UUID, Named]] = defaultdict(dict)
    for row in rows:
        dataset, key = row.content_object, (row.user_id, row.content_object_id)
        given = dated.get((dataset.pk, str(row.user))) or unknown(dataset, row.user_id)
        named = Named(dataset.pk, dataset.title, given, publishes=key in publishing)
        found[row.user_id, dataset.organization_id][dataset.pk] = named
    return defaultdict(list, {key: list(named.values()) for key, named in found.items()})


def granted_to(memberships, user):
    """Return the grants of these members, over the datasets that this person may see."""
    rows = DatasetUserPermission.objects.filter(
        user__in={row.user_id for row in memberships},
        content_object__in=Dataset.objects.visible_to(user),
        content_object__organization__in={row.organization_id for row in memberships},
    )
    return rows.select_related("user", "permission", "content_object")


def publishes(grant):
    return grant.permission.codename == "publish_dataset"


def grants_told(grants):
    """Return what the journal says of them, by dataset and name of the person: a grant is told
    under both.
    """
    told = Activity.objects.of_verb("dataset.granted").order_by("at").select_related("actor")
    rows = told.filter(dataset__in={one.content_object_id for one in grants})
    return {
        (row.dataset_id, row.about.partition(" — ")[0]): (
            f"depuis le {day(row.at)}, par {row.actor or 'un compte supprimé'}"
        )
        for row in rows
    }


def unknown(dataset, person):
    if dataset.created_by_id == person:
        return f"pour l’avoir créé le {day(dataset.created_at)}"
    return "donneur inconnu : compte renommé ou supprimé"


@dataclass(frozen=True)
class Power:
    """What a person may do everywhere."""

    person: User
    allows: str


def powers(user) -> list[Power]:
    """Return them for those who answer for the platform; the others see what is at home."""
    if not watches_work(user):
        return []
    people = User.objects.powerful().order_by("is_superuser", "last_name", "first_name", "pk")
    return [Power(person, EVERYTHING if person.is_superuser else DPNC) for person in people]


def organizations_of(user):
    held = reviewable(user).values("organization")
    return Organization.objects.filter(pk__in=held).order_by("name")
