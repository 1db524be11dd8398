"""What waits in the queue, of whatever kind: those who answer are reminded, and one day it is over.

Access requests and certifications expire, and may be asked again. Help and organisations never do:
what somebody wrote there is not lost because nobody read it.
"""

from collections import defaultdict
from datetime import datetime, timedelta
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import transaction
from django.db.models import Model, QuerySet
from django.urls import reverse

from catalog.accounts.joining import CertificationRequest
from catalog.accounts.models import User
from catalog.accounts.requests.cases import Case
from catalog.accounts.requests.models import AccessRequest
from catalog.actions.access import close, within
from catalog.actions.cases import ANSWERING, answerers_of, asker_of, how
from catalog.actions.certification import expire_certification
from catalog.actions.guards import moment
from catalog.enums import RequestStatus
from catalog.journal.notify import absolute, notify
from catalog.journal.record import record
from catalog.queue import fence
from catalog.templatetags.vitrine import day

ROBOT = "suivi des demandes"
MOST = 500
NAMED = 20

ByPerson = defaultdict[User, list[Any]]


def follow_requests(*, at: datetime | None = None) -> None:
    """Done again, it does nothing more: each step is dated, on the request or on its case."""
    expire_requests(at=at)
    expire_certifications(at=at)
    remind_of_cases(at=at)


@transaction.atomic
def expire_requests(*, at: datetime | None = None) -> int:
    """Close those that waited REQUESTS_EXPIRE_DAYS; their authors are told they may ask again."""
    fence()
    rows = AccessRequest.objects.pending().asked_before(expired_since(at)).oldest_first()
    overdue = list(rows.select_for_update(of=("self",)).for_page()[:MOST])
    for asked in overdue:
        close(asked, RequestStatus.EXPIRED, by=None, reason="", at=at)
        record("request.expired", within(asked.organization, asked.user), by=ROBOT, at=at)
        notify(
            "request_expired",
            asked.user,
            nature="d’accès",
            organization=asked.organization.name,
            reason=asked.reason,
            since=day(asked.created_at),
            link=absolute(reverse("backoffice:request-create", args=[asked.organization.slug])),
        )
    return len(overdue)


def expire_certifications(*, at: datetime | None = None) -> int:
    """Likewise, one at a time: each is held after its organisation."""
    overdue = CertificationRequest.objects.pending().asked_before(expired_since(at))
    found = list(overdue.oldest_first().for_page()[:MOST])
    for asked in found:
        expire_certification(asked, by=ROBOT, at=at)
    return len(found)


def expired_since(at: datetime | None) -> datetime:
    return moment(at) - timedelta(days=settings.REQUESTS_EXPIRE_DAYS)


@transaction.atomic
def remind_of_cases(*, at: datetime | None = None) -> int:
    """Every REQUESTS_REMIND_DAYS, remind who answers; each applicant is told once. Whoever has
    several reads them in one mail.
    """
    fence()
    quiet = [thing for label in ANSWERING for thing in quiet_since(label, at)]
    applicants: ByPerson = defaultdict(list)
    deciders: ByPerson = defaultdict(list)
    for thing in quiet:
        asking = asker_of(thing)
        if counted(thing, at=at).reminders == 1 and asking and asking.is_active:
            applicants[asking].append(thing)
        for person in answerers_of(thing):
            deciders[person].append(thing)
    for person, things in applicants.items():
        reassure(person, things)
    for person, things in deciders.items():
        remind(person, things)
    return len(quiet)


def quiet_since(label: str, at: datetime | None) -> list[Model]:
    """Return, held and the oldest first, those of that kind of which nothing was said lately:
    neither asked nor recalled.
    """
    kind, until = ANSWERING[label], moment(at) - timedelta(days=settings.REQUESTS_REMIND_DAYS)
    everything: QuerySet[Any] = apps.get_model(label)._default_manager.all()
    waiting: QuerySet[Any] = getattr(everything, kind.waiting)()
    recalled = Case.objects.of_kind(label).reminded_since(until)
    rows = waiting.filter(**{f"{kind.since}__lte": until})
    rows = rows.exclude(pk__in=recalled.values("subject")).order_by(kind.since, "pk")
    return list(rows.select_for_update(of=("self",))[:MOST])


def counted(thing: Model, *, at: datetime | None) -> Case:
    """Note on its case that it was recalled now; what was asked anew counts from there."""
    case, _ = Case.objects.get_or_create(kind=thing._meta.label_lower, subject=thing.pk)
    case.reminders = case.reminders_since(getattr(thing, how(thing).since)) + 1
    case.reminded_at = moment(at)
    case.save(update_fields=["reminders", "reminded_at"])
    return case


def reassure(person: User, things: list[Any]) -> None:
    """Tell that it is still in hand; a single thing leads to its own page."""
    page = how(things[0]).page(things[0]) if len(things) == 1 else reverse("backoffice:home")
    lines = [f"{how(one).title(one)}, {waiting_since(one)}" for one in things]
    named = how(things[0]).title(things[0])
    notify(
        "request_recalled",
        person,
        count=str(len(things)),
        named=named,
        sentences=listed(lines),
        link=absolute(page),
    )


def remind(person: User, things: list[Any]) -> None:
    lines = [
        f"{how(one).title(one)}, demandé par {asker_of(one) or 'un compte supprimé'}, "
        f"{waiting_since(one)}"
        for one in things
    ]
    notify(
        "requests_waiting",
        person,
        days=str(settings.REQUESTS_REMIND_DAYS),
        count=str(len(lines)),
        sentences=listed(lines),
        link=absolute(reverse("backoffice:request-list")),
    )


def waiting_since(thing: Any) -> str:
    return f"depuis le {day(getattr(thing, how(thing).since))}"


def listed(lines: list[str]) -> str:
    more = len(lines) - NAMED
    return "\n".join([*lines[:NAMED], *([f"Et {more} de plus."] if more > 0 else [])])
