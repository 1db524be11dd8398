"""Putting on line what was planned, at its hour: each part in a transaction of its own, once.

A part is settled with the row of its release in hand, and only while it waits: two workers at once,
or one that starts again after being killed, find nothing left to do. What is refused prevents
nothing else.
"""

import logging
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from catalog.accounts.models import User
from catalog.actions.dataset import publish_dataset
from catalog.actions.decisions import confirm_version
from catalog.actions.guards import moment
from catalog.actions.release_news import tell_how_it_went
from catalog.actions.releasing import announced, give_up
from catalog.enums import DatasetState, PartOutcome, ReleaseState, Right
from catalog.exceptions import CatalogError, Incomplete, LostRight, WrongState
from catalog.models import Dataset, Release, ReleasePart
from catalog.queue import LeaseLost, fence

ROBOT = "Mises en ligne programmées"
logger = logging.getLogger(__name__)


def publish_due(*, at: datetime | None = None) -> None:
    """Put on line all that is due.

    A surprise about one thing leaves it as it was, and does not stop the others; it is raised at
    the end, for whoever runs the task to see, and what waits is taken up again the next time.
    """
    due = list(Release.objects.due(moment(at)))
    raise_first([surprise for release in due for surprise in surprises_of(release, at=at)])


def publish_release(release: Release, *, at: datetime | None = None) -> Release:
    """Settle all the parts of a release whose hour has come, then tell how it went."""
    raise_first(surprises_of(release, at=at))
    release.refresh_from_db()
    return release


def surprises_of(release: Release, *, at: datetime | None) -> list[Exception]:
    """Settle the release, and return what nobody expected."""
    found: list[Exception] = []
    for part in list(release.parts.waiting().in_order()):
        try:
            settle_part(part, at=at)
        except LeaseLost:
            raise
        except Exception as surprise:
            logger.exception("Part of a release not settled", extra={"part": part.pk})
            found.append(surprise)
    close(release, at=at)
    return found


def raise_first(surprises: list[Exception]) -> None:
    if surprises:
        raise surprises[0]


def settle_part(part: ReleasePart, *, at: datetime | None) -> None:
    """Put it on line; when that is refused, leave it as it was before it was planned."""
    try:
        with transaction.atomic():
            if held := claimed(part, at):
                put_on_line(held, at=at)
                settle(held, PartOutcome.DONE, at=at)
    except CatalogError as refusal:
        refuse(part, refusal, at=at)
    except PermissionDenied:
        refuse(part, lost_right(part.release, part.dataset), at=at)


def claimed(part: ReleasePart, at: datetime | None) -> ReleasePart | None:
    """Return the part with the row of its release held; None when there is nothing left to do."""
    fence()
    release = Release.objects.select_for_update(of=("self",)).get(pk=part.release_id)
    if not release.is_planned or release.due_at > moment(at):
        return None
    found = release.parts.waiting().for_page().filter(pk=part.pk).first()
    if found:
        found.release = release
    return found


def put_on_line(part: ReleasePart, *, at: datetime | None) -> None:
    """Do it in the name of the author, whose right is asked for again."""
    author, version = part.release.created_by, part.version
    right = Right.CHANGE_DATASET if version else Right.PUBLISH_DATASET
    if author is None or not author.has_perm(right, part.dataset):
        raise lost_right(part.release, part.dataset)
    if version is None:
        publish(part, author, at=at)
    elif not version.is_current:
        confirm_version(
            version,
            by=author,
            reason=part.reason,
            note=part.reason,
            legal_basis=part.legal_basis,
            at=at,
        )


def publish(part: ReleasePart, author: User, *, at: datetime | None) -> None:
    dataset = part.dataset
    if dataset.is_public:
        return
    if dataset.state != DatasetState.SCHEDULED:
        raise WrongState(f"Il est {dataset.get_state_display()} : il n’était plus à publier.")
    publish_dataset(dataset, by=author, reason=announced(part.release), at=at)


def lost_right(release: Release, dataset: Dataset) -> LostRight:
    author = release.created_by or "La personne qui l’avait programmé"
    return LostRight(
        f"{author} n’a plus de droit sur « {dataset.title} ». Une autre personne peut le "
        "programmer de nouveau, ou le mettre en ligne."
    )


def refuse(part: ReleasePart, refusal: CatalogError, *, at: datetime | None) -> None:
    with transaction.atomic():
        held = claimed(part, at)
        if held is None:
            return
        missing = refusal.missing if isinstance(refusal, Incomplete) else []
        held.refusal = " ".join([refusal.message, *missing])[:2000]
        held.refusal_code = refusal.code
        settle(held, PartOutcome.REFUSED, at=at)
        give_up(held, by=ROBOT, at=at, reason=f"{held.release.name} : {held.refusal}")


def settle(part: ReleasePart, outcome: PartOutcome, *, at: datetime | None) -> None:
    part.outcome, part.settled_at = outcome, moment(at)
    part.save()


def close(release: Release, *, at: datetime | None) -> Release:
    """Say once that a release is settled, when nothing of it waits any more."""
    with transaction.atomic():
        fence()
        release = Release.objects.select_for_update(of=("self",)).get(pk=release.pk)
        if not release.is_planned or release.parts.waiting().exists():
            return release
        release.state = state_of(release)
        release.settled_at = moment(at)
        release.save()
        tell_how_it_went(release)
    return release


def state_of(release: Release) -> ReleaseState:
    outcomes = set(release.parts.values_list("outcome", flat=True))
    if PartOutcome.REFUSED not in outcomes:
        return ReleaseState.DONE
    return ReleaseState.PARTLY if PartOutcome.DONE in outcomes else ReleaseState.REFUSED
