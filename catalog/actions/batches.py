"""One gesture over several datasets: all of them or none, one journal entry each, undone as one."""

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.text import slugify

from catalog.accounts.models import User
from catalog.actions.dataset import archive_dataset, describe_dataset, locked, publish_dataset
from catalog.actions.guards import moment, require
from catalog.enums import BatchKind, DatasetState, Right
from catalog.exceptions import CatalogError, Conflict, WrongState
from catalog.models import Batch, BatchPart, Dataset
from catalog.search.analyzer import fold

MOST_DATASETS = 100
MOST_NAMED = 3


@dataclass(frozen=True)
class Terms:
    """What is done to each; `kind` says which of the other fields are read."""

    kind: str
    words: tuple[str, ...] = ()
    theme: str = ""
    contact_name: str = ""
    contact_email: str = ""
    license: str = ""
    license_reason: str = ""
    frequency: str = ""
    reason: str = ""

    @property
    def right(self) -> Right:
        archiving = self.kind == BatchKind.ARCHIVE
        return Right.PUBLISH_DATASET if archiving else Right.CHANGE_DATASET


@dataclass(frozen=True)
class Planned:
    """What one dataset would become; `refusal` says what prevents the whole."""

    dataset: Dataset
    before: dict[str, Any]
    after: dict[str, Any]
    refusal: str = ""

    @property
    def changes(self) -> bool:
        return self.before != self.after


def planned(dataset: Dataset, terms: Terms) -> Planned:
    after = WANTED[terms.kind](dataset, terms)
    return Planned(dataset, values_of(dataset, after), after, prevented(dataset, terms))


@transaction.atomic
def change_datasets(
    datasets: Sequence[Dataset],
    terms: Terms,
    *,
    by: User,
    submission: uuid.UUID | None = None,
    at: datetime | None = None,
) -> Batch:
    """Do it to all of them. Nothing is done when one may not be; the same `submission` gives the
    batch that it gave first.
    """
    rows = held(datasets)
    twin = Batch.objects.filter(submission=submission).first() if submission else None
    if twin:
        return same_maker(twin, by)
    for row in rows:
        require(by, terms.right, row)
    plans = [planned(row, terms) for row in rows]
    check(plans, terms)
    batch = Batch.objects.create(
        kind=terms.kind, made_by=by, made_at=moment(at), submission=submission
    )
    for plan in plans:
        if plan.changes:
            done = carried_out(plan, terms, by=by, at=at)
            after = values_of(done, plan.after)
            BatchPart.objects.create(batch=batch, dataset=done, before=plan.before, after=after)
    return batch


@transaction.atomic
def undo_batch(batch: Batch, *, by: User, at: datetime | None = None) -> Batch:
    """Put back all that it changed, or nothing: raises Conflict when one of them changed since."""
    batch = Batch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
    if batch.made_by_id != by.pk:
        raise PermissionDenied("Seule la personne qui a fait ce lot l’annule.")
    if batch.undone_at:
        return batch
    parts = list(batch.parts.select_related("dataset"))
    rows = {row.pk: row for row in held([part.dataset for part in parts])}
    for part in parts:
        require(by, Terms(batch.kind).right, rows[part.dataset_id])
    moved = [part for part in parts if values_of(rows[part.dataset_id], part.after) != part.after]
    if moved:
        raise Conflict(
            f"{named([part.dataset for part in moved])} : changé depuis. Rien n’a été annulé ; "
            "corrigez chaque jeu de données sur sa page."
        )
    for part in parts:
        put_back(rows[part.dataset_id], part, by=by, at=at)
    batch.undone_at = moment(at)
    batch.save(update_fields=["undone_at"])
    return batch


def held(datasets: Sequence[Dataset]) -> list[Dataset]:
    """Return them as they are now, held, always in the same order."""
    if not datasets:
        raise CatalogError("Choisissez au moins un jeu de données.")
    if len(datasets) > MOST_DATASETS:
        raise CatalogError(
            f"{len(datasets)} jeux de données à la fois, pour {MOST_DATASETS} au plus. Faites-le "
            "en plusieurs fois."
        )
    return [locked(row) for row in sorted(datasets, key=lambda row: row.pk)]


def same_maker(twin: Batch, by: User) -> Batch:
    if twin.made_by_id != by.pk:
        raise Conflict("Ce formulaire a déjà servi. Ouvrez-en un nouveau.")
    return twin


def check(plans: Sequence[Planned], terms: Terms) -> None:
    refused = [plan for plan in plans if plan.refusal]
    if refused:
        raise WrongState(f"{refused[0].refusal} Rien n’a été changé.")
    if terms.kind == BatchKind.ARCHIVE and not terms.reason.strip():
        raise CatalogError("Dites pourquoi vous les archivez.", field="reason")
    if not any(plan.changes for plan in plans):
        raise CatalogError("Ces jeux de données sont déjà ainsi : rien ne changerait.")


def carried_out(plan: Planned, terms: Terms, *, by: User, at: datetime | None) -> Dataset:
    if terms.kind == BatchKind.ARCHIVE:
        return archive_dataset(plan.dataset, by=by, reason=terms.reason, at=at)
    return describe_dataset(plan.dataset, by=by, at=at, **plan.after)


def put_back(dataset: Dataset, part: BatchPart, *, by: User, at: datetime | None) -> None:
    if "state" in part.before:
        publish_dataset(dataset, by=by, at=at)
    else:
        describe_dataset(dataset, by=by, at=at, **part.before)


def prevented(dataset: Dataset, terms: Terms) -> str:
    """Say why this dataset is not to be changed so, or nothing."""
    archiving = terms.kind == BatchKind.ARCHIVE
    unfit = dataset.state != DatasetState.PUBLISHED if archiving else dataset.deleted_at
    expected = "publié" if archiving else "hors de la corbeille"
    if not unfit:
        return ""
    state = dataset.get_state_display()
    return f"« {dataset.title} » est {state} : il faut qu’il soit {expected}."


def values_of(dataset: Dataset, names: dict[str, Any]) -> dict[str, Any]:
    """Return what these fields hold, as `describe_dataset` takes it and as JSON keeps it."""
    return {name: value_of(dataset, name) for name in names}


def value_of(dataset: Dataset, name: str) -> Any:
    if name == "keywords":
        return sorted(dataset.keywords.values_list("name", flat=True))
    if name == "themes":
        return sorted(dataset.themes.values_list("slug", flat=True))
    if name == "contacts":
        return list(dataset.contacts.values("name", "email", "form", "role"))
    return getattr(dataset, name)


def with_words(dataset: Dataset, terms: Terms) -> dict[str, Any]:
    kept: list[str] = value_of(dataset, "keywords")
    known = {slug_of(word) for word in kept}
    added = {slug_of(word): " ".join(word.split()) for word in terms.words}
    added.pop("", None)
    return {"keywords": sorted([*kept, *(added[slug] for slug in added if slug not in known)])}


def without_words(dataset: Dataset, terms: Terms) -> dict[str, Any]:
    removed = {slug_of(word) for word in terms.words}
    kept = value_of(dataset, "keywords")
    return {"keywords": [word for word in kept if slug_of(word) not in removed]}


def slug_of(word: str) -> str:
    return slugify(fold(word))[:96]


def with_contact(dataset: Dataset, terms: Terms) -> dict[str, Any]:
    contact = {"name": terms.contact_name, "email": terms.contact_email, "form": ""}
    return {"contacts": [contact | {"role": "contact"}]}


WANTED: dict[str, Callable[[Dataset, Terms], dict[str, Any]]] = {
    BatchKind.ADD_KEYWORDS: with_words,
    BatchKind.REMOVE_KEYWORDS: without_words,
    BatchKind.THEME: lambda dataset, terms: {"themes": [terms.theme]},
    BatchKind.CONTACT: with_contact,
    BatchKind.LICENSE: lambda dataset, terms: {
        "license": terms.license,
        "license_reason": terms.license_reason,
    },
    BatchKind.FREQUENCY: lambda dataset, terms: {"frequency": terms.frequency},
    BatchKind.ARCHIVE: lambda dataset, terms: {"state": str(DatasetState.ARCHIVED)},
}


def named(datasets: Sequence[Dataset]) -> str:
    """Return the first titles, and how many others there are."""
    titles = ", ".join(f"« {dataset.title} »" for dataset in datasets[:MOST_NAMED])
    others = len(datasets) - MOST_NAMED
    return f"{titles} et {others} autres" if others > 0 else titles
