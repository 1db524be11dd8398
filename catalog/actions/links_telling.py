"""Who is told of dead links, and of those that are back: one message for all the links of an
organisation, and one a day at most.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.urls import reverse

from catalog.accounts.models import Organization, User
from catalog.enums import Right, Role
from catalog.journal.models import Activity, Notification
from catalog.journal.notify import absolute, notify
from catalog.models import LinkCheck, Resource
from catalog.models.link import LinkCheckQuerySet
from catalog.queue import fence
from catalog.templatetags.vitrine import day

DEAD, BACK = "links_dead", "links_back"
ONE_MESSAGE = timedelta(days=1)
MOST_LINKS = 30


def tell_of_links(*, at: datetime) -> None:
    """Write of those that died, then of those that are back, since nobody was told."""
    for kind in (DEAD, BACK):
        concerned = untold(kind).values("resource__dataset__organization")
        for organization in Organization.objects.filter(pk__in=concerned):
            tell(kind, organization, at=at)


def untold(kind: str) -> LinkCheckQuerySet:
    rows = LinkCheck.objects.watched()
    return rows.died_untold() if kind == DEAD else rows.back_untold()


@transaction.atomic
def tell(kind: str, organization: Organization, *, at: datetime) -> None:
    """Write once to each person; those who had such a message today have the rest tomorrow."""
    fence()
    rows = untold(kind).of_organization(organization).for_mail()
    checks = list(rows.select_for_update(of=("self",)))
    people = keepers(checks, organization)
    of_late = Notification.objects.filter(kind=kind, created_at__gt=at - ONE_MESSAGE)
    if not people or of_late.filter(recipient__in=people).exists():
        return
    for person, own in people.items():
        notify(kind, person, **facts(own, organization))
    told = at if kind == DEAD else None
    LinkCheck.objects.filter(pk__in=[one.pk for one in checks]).update(told_at=told)


def keepers(checks: Sequence[LinkCheck], organization: Organization) -> dict[User, list[LinkCheck]]:
    """Return whom to tell of each link: who wrote its address and may still change it, or else the
    administrators of its organisation.
    """
    found: dict[User, list[LinkCheck]] = defaultdict(list)
    writers = writers_of([one.resource for one in checks])
    answering = User.objects.filter(
        is_active=True,
        memberships__organization=organization,
        memberships__role=Role.ADMINISTRATOR,
    )
    for check in checks:
        dataset = check.resource.dataset
        able = [
            person
            for person in writers.get(check.resource_id, ())
            if person.has_perm(Right.CHANGE_DATASET, dataset)
        ]
        for person in able or answering:
            found[person].append(check)
    return found


def writers_of(resources: Sequence[Resource]) -> dict[object, list[User]]:
    """Return, by resource, the people who added it or described it."""
    written = Activity.objects.filter(
        resource__in=resources,
        verb__in=("resource.added", "resource.described"),
        actor__is_active=True,
    )
    found: dict[object, dict[User, None]] = defaultdict(dict)
    for entry in written.select_related("actor").order_by("pk"):
        if entry.actor:
            found[entry.resource_id][entry.actor] = None
    return {key: list(people) for key, people in found.items()}


def facts(checks: Sequence[LinkCheck], organization: Organization) -> dict[str, str]:
    first = checks[0].resource
    alone = all(one.resource.dataset_id == first.dataset_id for one in checks)
    page = reverse("backoffice:dataset-detail", args=[first.dataset_id])
    return {
        "organization": organization.name,
        "title": first.title,
        "count": str(len(checks)),
        "links": "\n".join(lines(checks)),
        "link": absolute(f"{page}#fichiers" if alone else reverse("backoffice:dataset-list")),
    }


def lines(checks: Sequence[LinkCheck]) -> list[str]:
    said = [line(one) for one in checks[:MOST_LINKS]]
    others = len(checks) - len(said)
    return [*said, f"et {others} autres."] if others else said


def line(check: LinkCheck) -> str:
    """Return the link, its dataset and what it gives, as one reads them in a mail."""
    resource = check.resource
    named = f"« {resource.title} », de « {resource.dataset.title} »"
    since = f", depuis le {day(check.dead_since)}" if check.is_dead else ""
    return f"{named} : {check.sentence or 'répond de nouveau'}{since}. {check.address}"
