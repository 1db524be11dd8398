"""Requests that wait: those who answer are reminded, and one day it is over."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from catalog.accounts.models import User
from catalog.accounts.requests.models import AccessRequest, AccessRequestQuerySet
from catalog.actions.access import close, deciders, within
from catalog.actions.guards import moment
from catalog.enums import RequestStatus
from catalog.journal.notify import absolute, notify
from catalog.journal.record import record
from catalog.queue import fence
from catalog.templatetags.vitrine import day

ROBOT = "suivi des demandes"
MOST = 500
NAMED = 20


def follow_requests(*, at: datetime | None = None) -> None:
    """Done again, it does nothing more: each step is dated on the request."""
    expire_requests(at=at)
    remind_of_requests(at=at)


@transaction.atomic
def expire_requests(*, at: datetime | None = None) -> int:
    """Close those that waited REQUESTS_EXPIRE_DAYS; their authors are told they may ask again."""
    fence()
    until = moment(at) - timedelta(days=settings.REQUESTS_EXPIRE_DAYS)
    overdue = held(AccessRequest.objects.pending().asked_before(until))
    for asked in overdue:
        close(asked, RequestStatus.EXPIRED, by=None, reason="", at=at)
        record("request.expired", within(asked.organization, asked.user), by=ROBOT, at=at)
        link = reverse("backoffice:request-create", args=[asked.organization.slug])
        notify("request_expired", asked.user, link=absolute(link), **facts(asked))
    return len(overdue)


@transaction.atomic
def remind_of_requests(*, at: datetime | None = None) -> int:
    """Every REQUESTS_REMIND_DAYS, remind who answers, in one mail; each applicant is told once."""
    fence()
    until = moment(at) - timedelta(days=settings.REQUESTS_REMIND_DAYS)
    quiet = held(AccessRequest.objects.pending().quiet_since(until))
    for asked in quiet:
        if not asked.reminders:
            link = absolute(reverse("backoffice:home"))
            notify("request_recalled", asked.user, link=link, **facts(asked))
        asked.reminders += 1
        asked.reminded_at = moment(at)
        asked.save(update_fields=["reminders", "reminded_at"])
    for decider, waiting in by_decider(quiet).items():
        remind(decider, waiting)
    return len(quiet)


def remind(decider: User, waiting: list[AccessRequest]) -> None:
    lines = [f"{one.user}, pour « {one.organization} », {facts(one)['since']}" for one in waiting]
    more = len(lines) - NAMED
    notify(
        "requests_waiting",
        decider,
        days=str(settings.REQUESTS_REMIND_DAYS),
        count=str(len(lines)),
        sentences="\n".join([*lines[:NAMED], *([f"Et {more} de plus."] if more > 0 else [])]),
        link=absolute(reverse("backoffice:request-list")),
    )


def by_decider(requests: Iterable[AccessRequest]) -> dict[User, list[AccessRequest]]:
    found: dict[User, list[AccessRequest]] = defaultdict(list)
    for asked in requests:
        for decider in deciders(asked):
            found[decider].append(asked)
    return found


def held(rows: AccessRequestQuerySet) -> list[AccessRequest]:
    """Return them locked, the oldest first: an answer given meanwhile is seen."""
    return list(rows.select_for_update(of=("self",)).oldest_first().for_page()[:MOST])


def facts(asked: AccessRequest) -> dict[str, str]:
    expires = asked.created_at + timedelta(days=settings.REQUESTS_EXPIRE_DAYS)
    return {
        "organization": asked.organization.name,
        "role": asked.get_role_display(),
        "reason": asked.reason,
        "since": day(asked.created_at),
        "expires": day(expires),
    }
