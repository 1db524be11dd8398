"""Looking at an inbox: what is new there becomes drops, whoever looks and however often.

An inbox that does not answer is a failed pass: nothing is said of what it holds.
"""

import uuid
from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F

from catalog.actions.guards import grouped, moment
from catalog.enums import DropState, FlowTarget, RunOutcome
from catalog.flows.inbox import InboxUnreachable
from catalog.flows.incidents import watch
from catalog.flows.models import Drop, Flow, Run
from catalog.flows.pattern import Pattern, quarantine
from catalog.flows.readers import reader_of
from catalog.flows.shapes import Listing, Seen
from catalog.flows.tidying import tidy_flow
from catalog.flows.timing import following, sooner
from catalog.queue import enqueue, fence

FORGOTTEN = timedelta(minutes=30)
"""A drop given to a worker and still not settled is given again: taking it twice is harmless."""
QUARANTINED = 100
"""In one pass: a name that is never taken is worth a line, a million of them are not."""
BATCH = 1000
TWINS = (
    "Un autre fichier de la boîte porte le même nom, écrit avec d’autres signes. Gardez-en un, "
    "puis déposez-le de nouveau."
)


def scan_due(at: datetime | None = None) -> int:
    """Have every flow that is due looked at; each slot is taken once, however many ask."""
    now, taken = moment(at), 0
    for flow in Flow.objects.due(now):
        with transaction.atomic():
            fence()
            if Flow.objects.all().move_slot(flow, following(flow, now)):
                enqueue("catalog.tasks.scan_flow", str(flow.pk))
                taken += 1
    return taken


def scan(
    flow_id: uuid.UUID | str, *, follow: bool = True, at: datetime | None = None
) -> Run | None:
    """Look at the inbox of an active flow, and ask for what is new to be taken.

    `follow`: come back for what is still being written, when the next pass is far.
    """
    flow = Flow.objects.active().for_page().filter(pk=flow_id).first()
    if flow is None:
        return None
    try:
        listing = look(flow)
    except InboxUnreachable as error:
        return failed(flow, error.message, at=at)
    run = noted(flow, listing, follow=follow, at=at)
    tidy_flow(flow, at=at)
    return run


def look(flow: Flow) -> Listing:
    prefix = Pattern(flow.pattern).prefix
    reader = reader_of(flow.inbox)
    return reader.look(prefix, after=flow.cursor, limit=settings.FLOWS_LISTED)


@transaction.atomic
def failed(flow: Flow, sentence: str, *, at: datetime | None) -> Run | None:
    fence()
    flow = Flow.objects.hold(flow.pk)
    if not flow.is_active:
        return None
    flow.next_at = sooner(flow, moment(at))
    flow.save(update_fields=["next_at"])
    run = told(flow, RunOutcome.FAILED, sentence, at=at)
    watch(flow, at=at)
    return run


@transaction.atomic
def noted(flow: Flow, listing: Listing, *, follow: bool, at: datetime | None) -> Run | None:
    """Write down what was seen, with the row of the flow in hand."""
    fence()
    was, flow = flow, Flow.objects.hold(flow.pk)
    if not flow.is_active or flow.revision != was.revision:
        return None
    now = moment(at)
    taken = [*taken_by(flow, listing.seen)]
    found = recorded(flow, taken, now) + quarantined(flow, listing.seen, now)
    if not flow.cursor and not listing.reached:
        vanished(flow, {seen.key for seen in listing.seen}, now)
    Flow.objects.filter(pk=flow.pk).update(cursor=listing.reached)
    outcome = RunOutcome.FOUND if found else RunOutcome.IDLE
    run = told(flow, outcome, counted(len(taken), found, listing), found=found, at=at)
    reconcile(flow, at=at)
    ask(flow, at=at)
    if follow:
        come_back(flow, now)
    watch(flow, at=at)
    return run


def taken_by(flow: Flow, seen: Iterable[Seen]) -> Iterable[Seen]:
    pattern = Pattern(flow.pattern)
    return (one for one in seen if not quarantine(one.key) and pattern.match(one.key) is not None)


def recorded(flow: Flow, seen: list[Seen], now: datetime) -> int:
    """Make a drop of each version that has none; return how many. The unique row is the proof."""
    twins = {key for key, count in Counter(one.key for one in seen).items() if count > 1}
    known = known_among(flow, seen)
    writing = {drop.key: drop for drop in flow.drops.seen()}
    made = []
    for one in sorted(seen, key=lambda one: (one.modified_at, one.key)):
        drop = known.get((one.key, one.identity)) or writing.get(one.key)
        if drop is None:
            made.append(new_drop(flow, one, now, TWINS if one.key in twins else ""))
        elif drop.is_seen_only or drop.is_vanished:
            followed(drop, one)
    Drop.objects.bulk_create(made, ignore_conflicts=True, batch_size=BATCH)
    return len(made)


def known_among(flow: Flow, seen: list[Seen]) -> dict[tuple[str, str], Drop]:
    keys, found = [one.key for one in seen], {}
    for start in range(0, len(keys), BATCH):
        for drop in flow.drops.filter(inbox=flow.inbox_id, key__in=keys[start : start + BATCH]):
            found[drop.key, drop.identity] = drop
    return found


def followed(drop: Drop, seen: Seen) -> None:
    """A file that was being written has grown, or is whole; one that went away is back. Nobody has
    read it: it is one drop.
    """
    drop.raw_key, drop.identity, drop.etag = seen.raw_key, seen.identity, seen.etag
    drop.size, drop.modified_at = seen.size, seen.modified_at
    drop.state = DropState.STABLE if seen.settled else DropState.SEEN
    drop.reason, drop.asked_at, drop.settled_at = "", None, None
    drop.save()


def new_drop(flow: Flow, seen: Seen, now: datetime, refusal: str = "") -> Drop:
    state = DropState.STABLE if seen.settled else DropState.SEEN
    return Drop(
        flow=flow,
        inbox_id=flow.inbox_id,
        key=seen.key,
        raw_key=seen.raw_key,
        identity=seen.identity,
        etag=seen.etag,
        size=seen.size,
        modified_at=seen.modified_at,
        rule=flow.pattern,
        value=value_of(flow, seen.key),
        state=DropState.REFUSED if refusal else state,
        reason=refusal,
        first_seen_at=now,
        settled_at=now if refusal else None,
    )


def value_of(flow: Flow, key: str) -> str:
    """Return the name or value by which the resource of that file is found."""
    if flow.target == FlowTarget.BY_NAME:
        return key.rpartition("/")[2][:255]
    if flow.target == FlowTarget.BY_PART:
        return (Pattern(flow.pattern).match(key) or {}).get(flow.part, "")[:255]
    return ""


def quarantined(flow: Flow, seen: Iterable[Seen], now: datetime) -> int:
    """Keep a trace of names that no flow takes, so that whoever sent them learns it."""
    odd = [(one, reason) for one in seen if (reason := quarantine(one.key))][:QUARANTINED]
    known = known_among(flow, [one for one, _ in odd])
    made = [
        new_drop(flow, one, now, reason)
        for one, reason in odd
        if (one.key, one.identity) not in known
    ]
    Drop.objects.bulk_create(made, ignore_conflicts=True)
    return len(made)


def vanished(flow: Flow, keys: set[str], now: datetime) -> None:
    """Settle what went away before it was read: the whole inbox was seen, and it is not there."""
    gone = [drop.pk for drop in flow.drops.unread(flow.inbox) if drop.key not in keys]
    sentence = "Ce fichier a été retiré de la boîte avant d’être lu."
    Drop.objects.filter(pk__in=gone).update(
        state=DropState.VANISHED, reason=sentence, settled_at=now
    )


def reconcile(flow: Flow, *, at: datetime | None = None) -> None:
    """Follow what was decided of held versions: those who decide know nothing of flows."""
    for drop in flow.drops.decided().for_page():
        drop.state, drop.settled_at = drop.outcome, moment(at)
        drop.reason = drop.version.reason[:1000] if drop.version else ""
        drop.save(update_fields=["state", "settled_at", "reason"])


def ask(flow: Flow, *, value: str | None = None, at: datetime | None = None) -> None:
    """Have the first drop of each resource, or of one, taken: the others wait for their turn."""
    now = moment(at)
    firsts: dict[str, Drop] = {}
    waiting = flow.drops.to_take() if value is None else flow.drops.to_take().going_to(value)
    for drop in waiting.in_turn():
        firsts.setdefault(drop.value, drop)
    asked = [
        drop for drop in firsts.values() if drop.asked_at is None or drop.asked_at < now - FORGOTTEN
    ]
    Drop.objects.filter(pk__in=[drop.pk for drop in asked]).update(asked_at=now)
    for drop in asked:
        enqueue("catalog.tasks.take_drop", drop.pk)


def come_back(flow: Flow, now: datetime) -> None:
    wait = timedelta(seconds=1 + max(settings.FLOWS_FOLDER_SECONDS, settings.FLOWS_S3_SECONDS))
    soon = flow.next_at is not None and flow.next_at <= now + wait
    if not soon and flow.drops.seen().exists():
        enqueue("catalog.tasks.scan_flow", str(flow.pk), False, after=wait)  # noqa: FBT003 (a task)


def told(
    flow: Flow, outcome: str, sentence: str, *, found: int = 0, at: datetime | None = None
) -> Run:
    """Write the pass; one that says what the last one said is counted with it."""
    now, last = moment(at), flow.runs.latest_first().first()
    same = last and (last.outcome, last.sentence) == (outcome, sentence)
    if last is None or not same or outcome == RunOutcome.FOUND:
        return flow.runs.create(
            started_at=now, finished_at=now, outcome=outcome, sentence=sentence, found=found
        )
    Run.objects.filter(pk=last.pk).update(passes=F("passes") + 1, finished_at=now)
    last.refresh_from_db()
    return last


def counted(taken: int, found: int, listing: Listing) -> str:
    files = f"{grouped(taken)} fichier{'s' if taken > 1 else ''} dans la boîte"
    new = f"{grouped(found)} nouveau{'x' if found > 1 else ''}" if found else "rien de nouveau"
    rest = (
        ". La boîte en contient d’autres : la suite au prochain passage" if listing.reached else ""
    )
    return f"{files}, {new}{rest}."
