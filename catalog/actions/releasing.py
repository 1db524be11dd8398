"""Planning what goes on line, and when: until its hour, everything can be moved or given up.

Whoever changes a release holds its row first, then the datasets in the order of their ids.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from catalog.accounts.models import User
from catalog.actions.dataset import about as about_dataset, locked, move, require_complete
from catalog.actions.decisions import awaiting, checked_basis, required
from catalog.actions.guards import cleaned, moment, require, require_state, require_validated
from catalog.actions.release_news import tell_of_change
from catalog.actions.resource_rows import about as about_resource
from catalog.enums import DatasetState, PartOutcome, ReleaseState, Right
from catalog.exceptions import CatalogError, Conflict, WrongState
from catalog.journal.record import Subject, record
from catalog.models import Dataset, Release, ReleasePart, ResourceVersion
from catalog.templatetags.vitrine import moment as written


@dataclass(frozen=True)
class Confirmation:
    """A held file to put on line, with what confirming it asks for."""

    version: ResourceVersion
    reason: str
    legal_basis: str = ""


@transaction.atomic
def plan_release(
    *,
    name: str,
    due_at: datetime,
    datasets: Sequence[Dataset] = (),
    confirmations: Sequence[Confirmation] = (),
    by: User,
    submission: uuid.UUID | None = None,
    at: datetime | None = None,
) -> Release:
    """Plan drafts and held files together; the same `submission` gives the release it gave first.

    Nothing is planned when one of them cannot be. Raises Incomplete for what is not publishable.
    """
    held = in_order(datasets, confirmations)
    twin = Release.objects.filter(submission=submission).first() if submission else None
    if twin:
        return same_author(twin, by)
    now = moment(at)
    release = Release(created_by=by, created_at=now, submission=submission)
    release.name = named(release, name)
    release.due_at = in_future(due_at, now)
    release.save(force_insert=True)
    for dataset in held:
        take_dataset(release, dataset, by=by, at=now)
    for confirmation in confirmations:
        take_version(release, confirmation, by=by, at=now)
    if not release.parts.exists():
        raise CatalogError("Choisissez au moins un jeu de données.", field="datasets")
    return release


@transaction.atomic
def add_to_release(
    release: Release,
    *,
    datasets: Sequence[Dataset] = (),
    confirmations: Sequence[Confirmation] = (),
    by: User,
    at: datetime | None = None,
) -> Release:
    """Have other things go on line with it. Its author answers for them too when the hour comes:
    their right is asked for as well as the one of whoever adds.
    """
    release = untouched(release)
    require(by, Right.CHANGE_RELEASE, release)
    for dataset in in_order(datasets, confirmations):
        require_author(release, Right.PUBLISH_DATASET, dataset)
        take_dataset(release, dataset, by=by, at=at)
    for confirmation in confirmations:
        dataset = confirmation.version.resource.dataset
        require_author(release, Right.CHANGE_DATASET, dataset)
        take_version(release, confirmation, by=by, at=at)
    return release


@transaction.atomic
def move_release(
    release: Release,
    *,
    by: User,
    due_at: datetime | None = None,
    name: str | None = None,
    at: datetime | None = None,
) -> Release:
    """Change the hour or the name, until the last minute."""
    release = untouched(release)
    require(by, Right.CHANGE_RELEASE, release)
    before = release.due_at
    if due_at is not None and due_at != before:
        release.due_at = in_future(due_at, moment(at))
    if name is not None:
        release.name = named(release, name)
    release.save(update_fields=["due_at", "name"])
    if release.due_at != before:
        changes = {"due_at": [written(before), written(release.due_at)]}
        for part in release.parts.for_page():
            record("release.moved", subject_of(part), by=by, at=at, changes=changes)
        tell_of_change(release, by=by, before=before)
    return release


@transaction.atomic
def cancel_release(
    release: Release, *, by: User, reason: str = "", at: datetime | None = None
) -> Release:
    """Give it up: its datasets are drafts again, its files wait to be confirmed."""
    release = locked_release(release)
    if release.state == ReleaseState.CANCELED:
        return release
    release = untouched(release)
    require(by, Right.CHANGE_RELEASE, release)
    release.reason = cleaned(release, "reason", reason)
    for part in release.parts.waiting().for_page().order_by("dataset", "pk"):
        give_up(part, by=by, at=at, reason=release.reason)
        part.outcome, part.settled_at = PartOutcome.CANCELED, moment(at)
        part.save()
    release.state, release.settled_at = ReleaseState.CANCELED, moment(at)
    release.save()
    tell_of_change(release, by=by, before=release.due_at)
    return release


@transaction.atomic
def remove_part(part: ReleasePart, *, by: User, at: datetime | None = None) -> Release:
    """Let one thing out of it. The last one is not removed: the release is canceled."""
    release = untouched(part.release)
    found = release.parts.waiting().for_page().filter(pk=part.pk).first()
    if found is None:
        return release
    require(by, Right.CHANGE_PART, found)
    if release.parts.count() == 1:
        raise CatalogError(
            f"C’est tout ce que contient « {release.name} » : annulez plutôt la mise en ligne."
        )
    give_up(found, by=by, at=at)
    found.delete()
    return release


def take_dataset(release: Release, dataset: Dataset, *, by: User, at: datetime | None) -> None:
    """Schedule a draft, whose row is held."""
    require(by, Right.PUBLISH_DATASET, dataset)
    if dataset.state == DatasetState.SCHEDULED:
        raise WrongState(
            f"« {dataset.title} » est déjà programmé : retirez-le d’abord de l’autre mise en ligne."
        )
    require_state(dataset, DatasetState.DRAFT)
    require_validated(dataset.organization)
    require_complete(dataset)
    ReleasePart.objects.create(release=release, dataset=dataset)
    move(dataset, DatasetState.SCHEDULED, verb="dataset.scheduled", by=by, at=at,
         reason=announced(release))  # fmt: skip


def take_version(
    release: Release, confirmation: Confirmation, *, by: User, at: datetime | None
) -> None:
    """Plan the confirmation of a held file: what it asks for is asked now."""
    resource, version = awaiting(confirmation.version)
    require(by, Right.CHANGE_DATASET, resource.dataset)
    if not version.is_held:
        raise WrongState(
            f"La version {version.number} de « {resource.title} » est "
            f"{version.get_state_display()} : elle n’attend plus de décision."
        )
    if ReleasePart.objects.waiting().of_version(version).exists():
        raise WrongState(
            f"La version {version.number} de « {resource.title} » est déjà programmée."
        )
    ReleasePart.objects.create(
        release=release,
        dataset=resource.dataset,
        version=version,
        reason=cleaned(version, "note", required(confirmation.reason), field="reason"),
        legal_basis=checked_basis(version, confirmation.legal_basis),
    )
    changes = {"version": [None, version.number]}
    record("version.scheduled", about_resource(resource), by=by, at=at,
           reason=announced(release), changes=changes)  # fmt: skip


def give_up(part: ReleasePart, *, by: User | str, at: datetime | None, reason: str = "") -> None:
    """Bring what was planned back to where it was; from the bin, a dataset will come back a draft.

    The row of the release is held.
    """
    if part.version:
        subject = about_resource(part.version.resource)
        record("version.unscheduled", subject, by=by, at=at, reason=reason)
        return
    dataset = locked(part.dataset)
    if dataset.state == DatasetState.SCHEDULED:
        verb = "dataset.unscheduled"
        move(dataset, DatasetState.DRAFT, verb=verb, by=by, at=at, reason=reason)
    elif dataset.state_before_bin == DatasetState.SCHEDULED:
        dataset.state_before_bin = DatasetState.DRAFT
        dataset.save(update_fields=["state_before_bin"])


def in_order(datasets: Sequence[Dataset], confirmations: Sequence[Confirmation]) -> list[Dataset]:
    """Return the datasets as they are now, held with those of the files: always in the same order,
    so that nobody waits for somebody who waits for them.
    """
    asked = {dataset.pk for dataset in datasets}
    others = (confirmation.version.resource.dataset for confirmation in confirmations)
    every = {dataset.pk: dataset for dataset in (*datasets, *others)}
    held = [locked(every[key]) for key in sorted(every)]
    return [dataset for dataset in held if dataset.pk in asked]


def locked_release(release: Release) -> Release:
    """Return the row as it is now, held until the end of the transaction."""
    return Release.objects.select_for_update(of=("self",)).get(pk=release.pk)


def untouched(release: Release) -> Release:
    """Return the row, held. Raises WrongState once something of it went on line or was refused."""
    release = locked_release(release)
    if not release.is_planned or release.parts.settled().exists():
        raise WrongState(
            f"« {release.name} » n’est plus à venir : sa mise en ligne a commencé, ou a été "
            "annulée. Rechargez la page pour voir où elle en est."
        )
    return release


def same_author(twin: Release, by: User) -> Release:
    if twin.created_by_id != by.pk:
        raise Conflict("Ce formulaire a déjà servi. Ouvrez-en un nouveau.")
    return twin


def named(release: Release, name: str) -> str:
    if not name.strip():
        raise CatalogError("Donnez un nom à cette mise en ligne.", field="name")
    return str(cleaned(release, "name", name))


def in_future(due_at: datetime, now: datetime) -> datetime:
    if due_at <= now:
        raise CatalogError(
            f"Le {written(due_at)} est passé : choisissez une date et une heure à venir.",
            field="day",
        )
    return due_at


def require_author(release: Release, right: str, dataset: Dataset) -> None:
    author = release.created_by
    if author is None or not author.has_perm(right, dataset):
        raise CatalogError(
            f"« {release.name} » part au nom de {author or 'un compte supprimé'}, qui n’a pas de "
            f"droit sur « {dataset.title} » : programmez-le à part.",
            field="release",
        )


def subject_of(part: ReleasePart) -> Subject:
    if part.version:
        return about_resource(part.version.resource)
    return about_dataset(part.dataset)


def announced(release: Release) -> str:
    return f"{release.name}, le {written(release.due_at)}"
