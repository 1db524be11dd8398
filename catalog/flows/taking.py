"""From a file of an inbox to a version: copied whole, entered once, checked, then settled.

Taking a drop twice, or by two workers at once, makes one version: each step is written before the
next one, and each is looked for before it is done. The row of the flow is always held before those
of its drops.
"""

import logging
import re
from datetime import datetime
from typing import IO

from django.core.exceptions import PermissionDenied
from django.db import transaction

from catalog import storage
from catalog.actions.checking import check_version
from catalog.actions.decisions import reject_version
from catalog.actions.exploring import work_folder
from catalog.actions.guards import moment
from catalog.actions.reception import ReceivedFile, check_size, receive
from catalog.actions.replacement import Sending, enter
from catalog.actions.telling import facts
from catalog.enums import DropState, Origin, VersionState
from catalog.exceptions import CatalogError, StorageFailure
from catalog.files.shapes import Severity
from catalog.flows.feeding import feed_of, feed_with
from catalog.flows.inbox import Changed, InboxUnreachable
from catalog.flows.incidents import watch
from catalog.flows.models import Drop, Flow
from catalog.flows.readers import reader_of
from catalog.flows.robots import robot_of
from catalog.flows.scanning import ask
from catalog.flows.telling import people_of, tell
from catalog.flows.tidying import tidy
from catalog.models import ResourceVersion
from catalog.queue import fence

logger = logging.getLogger(__name__)
MOST_ATTEMPTS = 5
TROUBLES = (DropState.HELD, DropState.REFUSED)
DEADLY = (
    f"Ce fichier n’a pas pu être lu en {MOST_ATTEMPTS} essais : chacun s’est arrêté net. "
    "Vérifiez-le, puis déposez-le de nouveau."
)
DAMAGED = re.compile("abîm|incompl|mal écrit|mot de passe|vide")
"""What the reasons of a file that nobody can read say, and those of one too large to explore do
not: that one may be right, and somebody decides."""


def take_drop(drop_id: int, *, at: datetime | None = None) -> Drop | None:
    """Bring the drop to its state. None when it is not its turn, or not to be taken any more."""
    drop = begun(drop_id, at=at)
    if drop is None:
        return None
    try:
        version = drop.version or brought(drop, at=at)
        if version is not None:
            check_version(version.pk, at=at)
    except Changed as refusal:
        return settle(drop, DropState.VANISHED, refusal.message, at=at)
    except (InboxUnreachable, StorageFailure) as failure:
        return put_off(drop, failure.message)
    except storage.UNREACHABLE:
        logger.exception("Drop left for later", extra={"drop": drop.pk})
        return put_off(drop, "L’espace de stockage du site ne répond pas : rien n’a changé.")
    except PermissionDenied:
        return put_off(drop, "")
    except CatalogError as refusal:
        return settle(drop, DropState.REFUSED, refusal.message, at=at)
    return concluded(drop, at=at)


@transaction.atomic
def begun(drop_id: int, *, at: datetime | None) -> Drop | None:
    """Count the attempt; a drop goes after those that go to the same resource."""
    fence()
    if Flow.objects.hold_of(drop_id) is None:
        return None
    drop = Drop.objects.in_hand().get(pk=drop_id)
    if not drop.is_to_take or not Flow.objects.active().filter(pk=drop.flow_id).exists():
        return None
    if drop.version_id:
        return drop
    if Drop.objects.to_take().before(drop).exists():
        drop.asked_at = None
        drop.save(update_fields=["asked_at"])
        return None
    if drop.attempts >= MOST_ATTEMPTS:
        settle(drop, DropState.REFUSED, DEADLY, at=at)
        return None
    drop.attempts += 1
    drop.save(update_fields=["attempts"])
    return drop


def brought(drop: Drop, *, at: datetime | None) -> ResourceVersion | None:
    """Copy the bytes of that version, and no other, then enter them."""
    check_size(drop.filename, drop.size)
    before = entered_since(drop)
    with work_folder() as folder, (folder / "file").open("w+b") as file:
        copied = reader_of(drop.inbox).copy(drop.as_seen, file)
        return enter_drop(drop, received(drop, file, copied.sha256), before, at=at)


def entered_since(drop: Drop) -> int:
    """Count the files of that name that made a version: one more, and this one is passed by."""
    return drop.flow.drops.of_key(drop.key).entered().count()


def received(drop: Drop, file: IO[bytes], sha256: str) -> ReceivedFile | ResourceVersion:
    """Write the bytes, unless they are on line, or waiting, already."""
    feed = feed_of(drop)
    known = feed and feed.resource.versions.standing().of_bytes(sha256).first()
    file.seek(0)
    return known or receive(file, drop.filename)


@transaction.atomic
def enter_drop(
    drop: Drop, found: ReceivedFile | ResourceVersion, before: int, *, at: datetime | None
) -> ResourceVersion | None:
    """Make the version, with the rows of the flow and of the drop in hand."""
    fence()
    flow = Flow.objects.hold(drop.flow_id)
    drop_now = Drop.objects.in_hand().get(pk=drop.pk)
    if drop_now.version_id or not drop_now.is_to_take:
        return drop_now.version
    if not flow.is_active:
        raise PermissionDenied
    if entered_since(drop) != before:
        drop_now.state, drop_now.settled_at = DropState.SUPERSEDED, moment(at)
        drop_now.save(update_fields=["state", "settled_at"])
        return None
    drop_now.version = entered(drop_now, found, at=at)
    drop_now.state, drop_now.reason = DropState.COPIED, ""
    drop_now.save(update_fields=["version", "state", "reason"])
    return drop_now.version


def entered(
    drop: Drop, found: ReceivedFile | ResourceVersion, *, at: datetime | None
) -> ResourceVersion:
    if isinstance(found, ResourceVersion):
        return found
    feed = feed_of(drop)
    if feed is None:
        return feed_with(drop, found, at=at)
    sending = Sending(robot_of(drop.flow), Origin.FLOW, submission=drop.submission, at=at)
    return enter(feed.resource, found, sending)


def put_off(drop: Drop, reason: str) -> Drop:
    """Leave it for another pass: neither it nor what is on line is lost."""
    Drop.objects.to_take().filter(pk=drop.pk).update(
        asked_at=None, reason=reason[:1000], attempts=max(drop.attempts - 1, 0)
    )
    drop.refresh_from_db()
    return drop


def concluded(drop: Drop, *, at: datetime | None) -> Drop:
    """Say what became of its version; nothing, while that is still being checked."""
    drop = Drop.objects.for_page().select_related("flow__robot").get(pk=drop.pk)
    version = drop.version
    if version is None or not drop.is_to_take or version.is_being_checked:
        return drop
    if version.submission != drop.submission and not is_first(version, drop):
        return settle(drop, DropState.UNCHANGED, same_bytes(version), at=at)
    if version.is_held and (sentence := unreadable(version)):
        reject_version(version, by=robot_of(drop.flow), reason=sentence, at=at)
        return settle(drop, DropState.REFUSED, sentence, at=at)
    if version.state == VersionState.REJECTED:
        return settle(drop, DropState.SUPERSEDED, version.reason, at=at)
    if version.is_held:
        return settle(drop, DropState.HELD, "", at=at)
    if is_first(version, drop):
        warn(drop.flow, version)
    return settle(drop, DropState.PUBLISHED, "", at=at)


def is_first(version: ResourceVersion, drop: Drop) -> bool:
    """Tell whether this drop made the resource: its form is then the resource's."""
    return version.number == 1 and version.resource.submission == drop.submission


def same_bytes(version: ResourceVersion) -> str:
    where = "en ligne" if version.is_current else "déjà reçue"
    return f"Octets identiques à la version {version.number}, {where} : aucune nouvelle version."


def unreadable(version: ResourceVersion) -> str:
    contents = version.contents
    refusal = contents.refusal if contents else None
    return refusal if refusal and DAMAGED.search(refusal) else ""


def warn(flow: Flow, version: ResourceVersion) -> None:
    """A first file serves at once: what blocks, as personal data do, is told to people."""
    if version.changes and version.changes.of(Severity.BLOCKING):
        tell("version_warned", flow, people_of(flow), **facts(version))


def is_news(drop: Drop, state: str) -> bool:
    """Tell whether an incident may begin or end: of what goes well when all goes well, there is
    nothing to say, and the next pass looks anyway.
    """
    return state in TROUBLES or drop.flow.incidents.open().exists()


def settle(drop: Drop, state: str, reason: str = "", *, at: datetime | None) -> Drop:
    """Write what became of it, once, then give its turn to the next one."""
    with transaction.atomic():
        fence()
        Flow.objects.hold(drop.flow_id)
        waiting = Drop.objects.waiting().filter(pk=drop.pk)
        settled = waiting.update(state=state, reason=reason[:1000], settled_at=moment(at))
        if settled:
            ask(drop.flow, value=drop.value, at=at)
            if is_news(drop, state):
                watch(drop.flow, at=at)
    drop.refresh_from_db()
    if settled:
        tidy(drop, at=at)
    return drop
