"""From one organisation to another: proposed by the first, accepted by the second.

Whoever answers holds the row of the transfer first, then the datasets in the order of their ids.
"""

import uuid
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from catalog.accounts.models import Organization, User
from catalog.actions.batches import held, named
from catalog.actions.dataset import about, touch
from catalog.actions.guards import cleaned, moment, outside_bin, require, require_validated
from catalog.actions.reviews import close as close_review
from catalog.actions.transfers import close, receivers, tell
from catalog.enums import DatasetState, ReviewState, Right, TransferState
from catalog.exceptions import AlreadyDecided, CatalogError, Conflict, WrongState
from catalog.journal.record import record
from catalog.models import Dataset, DatasetUserPermission, Transfer, TransferPart
from catalog.queue import enqueue
from catalog.search.index import index


@transaction.atomic
def propose_transfer(
    datasets: Sequence[Dataset],
    *,
    to: Organization,
    by: User,
    note: str,
    submission: uuid.UUID | None = None,
    at: datetime | None = None,
) -> Transfer:
    """Propose all of them, or none; the same `submission` gives the transfer that it gave first.

    Nothing moves before the other organisation accepts.
    """
    rows = held(datasets)
    twin = Transfer.objects.filter(submission=submission).first() if submission else None
    if twin:
        return same_author(twin, by)
    for row in rows:
        require(by, Right.TRANSFER_DATASET, row)
    source = source_of(rows, to)
    check_free(rows)
    transfer = Transfer(source=source, target=to, asked_by=by, asked_at=moment(at))
    transfer.note, transfer.submission = said(transfer, note), submission
    people = answering(to, besides=by)
    transfer.save(force_insert=True)
    for row in rows:
        TransferPart.objects.create(transfer=transfer, dataset=row)
        changes = {"organization": [source.name, to.name]}
        record("transfer.proposed", about(row), by=by, at=at, reason=transfer.note, changes=changes)
    tell("transfer_proposed", transfer, people, by=by)
    return transfer


def answering(to: Organization, *, besides: User) -> list[User]:
    """Return those who may accept. Raises CatalogError when there is nobody."""
    if people := receivers(to, besides=besides):
        return people
    raise CatalogError(f"Personne n’administre « {to} » : nul ne pourrait accepter.", field="to")


@transaction.atomic
def accept_transfer(
    transfer: Transfer, *, by: User, answer: str = "", at: datetime | None = None
) -> Transfer:
    """Make them the other organisation's: addresses, versions and history stay; the rights given
    over them go, and what feeds them waits for its new owners.
    """
    transfer = awaiting(transfer)
    require(by, Right.DECIDE_TRANSFER, transfer)
    require_validated(transfer.target)
    answer = str(cleaned(transfer, "answer", answer))
    rows = held([part.dataset for part in transfer.parts.select_related("dataset")])
    moved = [row for row in rows if row.organization_id != transfer.source_id]
    if moved:
        raise WrongState(f"{named(moved)} : déjà ailleurs. Refusez ce transfert.")
    for row in rows:
        movable(row)
    for row in rows:
        give(row, transfer, by=by, at=at)
    close(transfer, TransferState.ACCEPTED, by=by, at=at, answer=answer)
    answered(transfer, by=by)
    return transfer


@transaction.atomic
def refuse_transfer(
    transfer: Transfer, *, by: User, reason: str, at: datetime | None = None
) -> Transfer:
    """Leave them where they are, with the reason, which whoever proposed it receives."""
    transfer = awaiting(transfer)
    require(by, Right.DECIDE_TRANSFER, transfer)
    if not reason.strip():
        raise CatalogError("Écrivez un motif : l’autre organisation le lira.", field="reason")
    answer = str(cleaned(transfer, "answer", reason, field="reason"))
    close(transfer, TransferState.REFUSED, by=by, at=at, answer=answer)
    answered(transfer, by=by)
    return transfer


@transaction.atomic
def cancel_transfer(transfer: Transfer, *, by: User, at: datetime | None = None) -> Transfer:
    """Give it up, before it is answered: any administrator of the source may."""
    transfer = locked(transfer)
    require(by, Right.CHANGE_ORGANIZATION, transfer.source)
    if transfer.state == TransferState.CANCELED:
        return transfer
    close(awaiting(transfer), TransferState.CANCELED, by=by, at=at)
    return locked(transfer)


def give(dataset: Dataset, transfer: Transfer, *, by: User, at: datetime | None) -> None:
    """Move one dataset, whose row is held. Its flows are paused once that is committed: their
    robots have no right left meanwhile.
    """
    dataset.organization = transfer.target
    DatasetUserPermission.objects.filter(content_object=dataset).delete()
    for review in dataset.reviews.waiting():
        close_review(review, ReviewState.WITHDRAWN, by=by, at=at)
    touch(dataset, at)
    changes = {"organization": [transfer.source.name, transfer.target.name]}
    record("dataset.transferred", about(dataset), by=by, at=at, changes=changes)
    index(dataset)
    enqueue("catalog.tasks.pause_flows", str(dataset.pk))


def answered(transfer: Transfer, *, by: User) -> None:
    """Tell whoever proposed it; when their account is closed, those who administer the source."""
    author = transfer.asked_by
    people = [author] if author and author.is_active else receivers(transfer.source)
    tell("transfer_answered", transfer, [one for one in people if one.pk != by.pk], by=by)


def locked(transfer: Transfer) -> Transfer:
    rows = Transfer.objects.for_page().select_for_update(of=("self",))
    return rows.get(pk=transfer.pk)


def awaiting(transfer: Transfer) -> Transfer:
    """Return the row, held. Raises AlreadyDecided when somebody answered first."""
    transfer = locked(transfer)
    if not transfer.is_waiting:
        raise AlreadyDecided(
            f"Ce transfert est déjà {transfer.get_state_display()}, par "
            f"{transfer.decided_by or 'un compte supprimé'}. Votre réponse n’a rien changé."
        )
    return transfer


def same_author(twin: Transfer, by: User) -> Transfer:
    if twin.asked_by_id != by.pk:
        raise Conflict("Ce formulaire a déjà servi. Ouvrez-en un nouveau.")
    return twin


def source_of(rows: Sequence[Dataset], to: Organization) -> Organization:
    """Return the one organisation that has them all."""
    sources = {row.organization_id for row in rows}
    if len(sources) > 1:
        raise CatalogError(
            "Ces jeux de données sont de plusieurs organisations : transférez-les séparément."
        )
    if to.pk in sources:
        raise CatalogError(f"Ils sont déjà de « {to} ».", field="to")
    if not to.is_validated:
        raise CatalogError(f"La DPNC n’a pas encore validé « {to} ».", field="to")
    return rows[0].organization


def check_free(rows: Sequence[Dataset]) -> None:
    for row in rows:
        movable(row)
    waiting = TransferPart.objects.waiting().filter(dataset__in=rows)
    asked = [part.dataset for part in waiting.select_related("dataset")]
    if asked:
        raise WrongState(f"{named(asked)} : déjà dans un transfert qui attend une réponse.")


def movable(dataset: Dataset) -> None:
    outside_bin(dataset)
    if dataset.state == DatasetState.SCHEDULED:
        raise WrongState(
            f"« {dataset.title} » est programmé : retirez-le d’abord de sa mise en ligne."
        )


def said(transfer: Transfer, note: str) -> str:
    if not note.strip():
        raise CatalogError("Dites pourquoi : l’autre organisation le lira.", field="note")
    return str(cleaned(transfer, "note", note))
