"""Links to other sites are followed from time to time: what they give is kept, and a dead one is
told to those who look after it. The network is asked outside of any transaction.
"""

import time
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction

from catalog.accounts.models import User
from catalog.actions.guards import moment, outside_bin, require
from catalog.actions.links_asking import Found, NotNow, ask
from catalog.actions.links_telling import tell_of_links
from catalog.actions.resource_rows import about, held
from catalog.enums import Right
from catalog.exceptions import WrongState
from catalog.journal.record import record
from catalog.models import LinkCheck, LinkHost, Resource
from catalog.net import NotFetched, host_of
from catalog.queue import enqueue, fence

ROBOT = "Surveillance des liens"
EVERY = timedelta(days=1)
AFTER_FAILURE = (timedelta(hours=6), timedelta(hours=18))
"""A first failure is looked at again six hours later, then a day after it began."""
FAILURES, FOR_AT_LEAST = 3, timedelta(hours=24)
FAILURES_WHEN_GONE = 2
AFTER_OUR_OWN_FAILURE = timedelta(hours=1)
SHORTEST_WAIT, LONGEST_WAIT = 60, 600
ONE_ANSWER = timedelta(minutes=1)
PASS_SECONDS = 45
"""The next pass takes up the rest."""
MOST_NEW = 2000
MOST_IN_A_PASS = 1000


@dataclass
class Sweep:
    """One pass: how many links were asked for, and those nobody answered for, not yet kept."""

    asked: int = 0
    answered: bool = False
    avoided: set[str] = field(default_factory=set)
    silent: list[LinkCheck] = field(default_factory=list)


def ask_link_check(resource: Resource, *, by: User, at: datetime | None = None) -> bool:
    """Have the link followed now; asked for again within a minute, it is followed once.

    Tell whether it was asked for: a draft's too, before anybody may follow it.
    """
    with transaction.atomic():
        resource = held(resource)
        require(by, Right.CHANGE_DATASET, resource.dataset)
        outside_bin(resource.dataset)
        if resource.removed_at or not resource.is_remote:
            raise WrongState(f"« {resource.title} » n’est pas un lien de ce jeu de données.")
        check, now = check_of(resource, at=moment(at)), moment(at)
        if check.asked_at and now - check.asked_at < ONE_ANSWER:
            return False
        check.asked_at = now
        check.save()
        enqueue("catalog.tasks.check_link", str(resource.pk))
    return True


def check_of(resource: Resource, *, at: datetime) -> LinkCheck:
    """Return the check of the present address, not saved when it is new: a change forgets."""
    known = LinkCheck.objects.filter(resource=resource).first()
    if known and known.address == resource.url:
        return known
    fresh = new_check(resource, at=at)
    fresh.pk = known.pk if known else None
    return fresh


def new_check(resource: Resource, *, at: datetime) -> LinkCheck:
    try:
        host = host_of(resource.url)
    except NotFetched:
        host = ""
    return LinkCheck(resource=resource, address=resource.url, host=host, next_at=at)


def check_link(resource_id: str | UUID, *, at: datetime | None = None) -> LinkCheck | None:
    """Follow one link now, or a little later when its site is not to be asked at present."""
    links = Resource.objects.in_place().select_related("link_check").exclude(url="")
    resource = links.filter(pk=resource_id).first()
    if resource is None:
        return None
    row = check_of(resource, at=moment(at))
    try:
        found = ask(row.address)
    except NotNow as later:
        ask_later(row, later.seconds)
        return None
    return keep(row, found, at=at)


def ask_later(row: LinkCheck, seconds: float) -> None:
    """Leave to the next passes what is to wait for long: nobody stays in front of the page."""
    if seconds > LONGEST_WAIT:
        LinkCheck.objects.filter(pk=row.pk).update(asked_at=None)
        return
    wait = timedelta(seconds=max(seconds, 1))
    enqueue("catalog.tasks.check_link", str(row.resource_id), after=wait)


def check_links(*, at: datetime | None = None) -> Sweep:
    """Follow the links whose time has come, from one site to the next, as long as a pass lasts."""
    now, ends = moment(at), time.monotonic() + PASS_SECONDS
    take_up_new_links(now)
    LinkHost.objects.forget(moment(None))
    sweep = Sweep()
    due = LinkCheck.objects.due(now, each=settings.LINKS_HOST_BUDGET)
    for row in due[:MOST_IN_A_PASS]:
        if time.monotonic() > ends:
            break
        if row.host not in sweep.avoided:
            follow(row, sweep, at=at)
    keep_silences(sweep, at=at)
    tell_of_links(at=now)
    return sweep


def take_up_new_links(at: datetime) -> None:
    """Give a row to each link that has none, or whose address has changed."""
    new = [new_check(one, at=at) for one in Resource.objects.links_to_watch()[:MOST_NEW]]
    fields = [one.attname for one in LinkCheck._meta.concrete_fields]
    LinkCheck.objects.bulk_create(
        new,
        update_conflicts=True,
        unique_fields=["resource"],
        update_fields=[name for name in fields if name not in ("id", "resource_id")],
        batch_size=500,
    )


def follow(row: LinkCheck, sweep: Sweep, *, at: datetime | None) -> None:
    sweep.asked += 1
    try:
        found = ask(row.address)
    except NotNow as later:
        sweep.avoided |= {later.host} & {row.host}
        wait = timedelta(seconds=max(later.seconds, SHORTEST_WAIT))
        LinkCheck.objects.filter(pk=row.pk).update(next_at=moment(at) + wait)
        return
    if found.status is None:
        sweep.silent.append(row)
        sweep.avoided.add(row.host)
        return
    sweep.answered = True
    keep(row, found, at=at)


def keep_silences(sweep: Sweep, *, at: datetime | None) -> None:
    """Count those that did not answer: unless nobody does, for it is then our own network."""
    if not sweep.silent:
        return
    if sweep.answered or somebody_answers(sweep.silent):
        for row in sweep.silent:
            keep(row, Found(), at=at)
        return
    later = moment(at) + AFTER_OUR_OWN_FAILURE
    LinkCheck.objects.filter(pk__in=[row.pk for row in sweep.silent]).update(next_at=later)


def somebody_answers(silent: list[LinkCheck]) -> bool:
    """Ask a link that worked of late, on another site than those that are silent."""
    others = LinkCheck.objects.watched().working().exclude(host__in=[row.host for row in silent])
    witness = others.order_by("-checked_at").first()
    if witness is None:
        return len(silent) == 1
    try:
        return ask(witness.address).status is not None
    except NotNow:
        return True


@transaction.atomic
def keep(row: LinkCheck, found: Found, *, at: datetime | None = None) -> LinkCheck | None:
    """Keep what the link gave; None when its address was changed meanwhile."""
    fence()
    resource = held(row.resource)
    if resource.url != row.address or resource.removed_at:
        return None
    check, now = check_of(resource, at=moment(at)), moment(at)
    was_due = check.next_at <= now or not check.failures
    check.checked_at, check.asked_at = now, None
    check.status, check.final_url = found.status, found.final_url
    check.mime, check.size, check.modified_at = found.mime, found.size, found.modified_at
    if found.works:
        revive(check, resource, at=now)
    elif was_due:
        fail(check, resource, found, at=now)
    check.save()
    return check


def revive(check: LinkCheck, resource: Resource, *, at: datetime) -> None:
    if check.is_dead:
        record("link.revived", about(resource), by=ROBOT, at=at)
    check.failures, check.failed_since, check.dead_since = 0, None, None
    check.next_at = at + EVERY


def fail(check: LinkCheck, resource: Resource, found: Found, *, at: datetime) -> None:
    """Count one more failure: only those of its own schedule, however often it is asked for."""
    check.failures += 1
    check.failed_since = check.failed_since or at
    waits = dict(enumerate(AFTER_FAILURE, start=1))
    wait = max(waits.get(check.failures, EVERY), timedelta(seconds=found.pause))
    check.next_at = at + wait
    lasting = at - check.failed_since >= FOR_AT_LEAST and check.failures >= FAILURES
    gone = check.is_gone and check.failures >= FAILURES_WHEN_GONE
    if (lasting or gone) and not check.is_dead:
        check.dead_since = check.failed_since
        record("link.died", about(resource), by=ROBOT, at=at, reason=f"Le lien {check.sentence}.")
