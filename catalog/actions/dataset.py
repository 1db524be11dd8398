"""The life of a dataset: draft, published, archived, bin and back."""

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from catalog.accounts.models import Organization, User
from catalog.actions.access import give_right
from catalog.actions.addresses import save_under_own_slug
from catalog.actions.description import (
    FIELDS,
    asks_why,
    defaults_of,
    fill,
    parts,
    relate,
    snapshot,
)
from catalog.actions.guards import (
    cleaned,
    moment,
    outside_bin,
    require,
    require_recoverable,
    require_state,
    require_validated,
)
from catalog.actions.publication import check_soon
from catalog.actions.reviews import settle_review
from catalog.enums import DatasetState, Right
from catalog.exceptions import CatalogError, Conflict, Incomplete
from catalog.journal.record import Subject, differences, record
from catalog.models import Dataset
from catalog.models.dataset import PRIVATE_STATES
from catalog.search.index import index


@dataclass(frozen=True)
class Missing:
    """What still prevents publication: a field of the form, and the sentence to show."""

    field: str
    sentence: str


def about(dataset: Dataset) -> Subject:
    return Subject(dataset.title, organization=dataset.organization, dataset=dataset)


@transaction.atomic
def create_dataset(
    organization: Organization,
    *,
    by: User,
    title: str,
    submission: uuid.UUID | None = None,
    at: datetime | None = None,
    **description: Any,
) -> Dataset:
    """Create a draft; whoever is not an editor is named for it, so that they can go on.

    What the description does not say starts as the organisation's defaults. The same `submission`
    from the same person gives the draft it gave the first time.
    """
    held = Organization.objects.select_for_update(of=("self",), no_key=True)
    organization = held.get(pk=organization.pk)
    require(by, Right.CREATE_DATASET, organization)
    if submission and (twin := Dataset.objects.filter(submission=submission).first()):
        return same_sender(twin, by)
    now = moment(at)
    dataset = Dataset(
        organization=organization,
        created_by=by,
        submission=submission,
        created_at=now,
        modified_at=now,
    )
    plain, related = parts(defaults_of(organization) | {"title": title} | description)
    fill(dataset, plain)
    save_under_own_slug(dataset)
    relate(dataset, related)
    if not by.has_perm(Right.CHANGE_DATASET, dataset):
        give_right(dataset, "change_dataset", to=by)
    record("dataset.created", about(dataset), by=by, at=now)
    index(dataset)
    return dataset


def same_sender(twin: Dataset, by: User) -> Dataset:
    """Return the dataset that this person's form already made. Raises Conflict for anybody else."""
    if twin.created_by_id != by.pk:
        raise Conflict("Ce formulaire a déjà servi. Ouvrez-en un nouveau.")
    return twin


@transaction.atomic
def describe_dataset(
    dataset: Dataset,
    *,
    by: User,
    expected_revision: int | None = None,
    at: datetime | None = None,
    **changes: Any,
) -> Dataset:
    """Change the fields that are named, and only those.

    Raises Conflict when somebody saved something else since `expected_revision` was read; the same
    form sent twice finds nothing to change the second time.
    """
    dataset = locked(dataset)
    require(by, Right.CHANGE_DATASET, dataset)
    outside_bin(dataset)
    plain, related = parts(changes)
    before, title = snapshot(dataset), dataset.title
    fill(dataset, plain)
    if dataset.title != title:
        save_under_own_slug(dataset)
    relate(dataset, related)
    changed = differences(before, snapshot(dataset))
    if changed and expected_revision not in (None, dataset.revision):
        raise Conflict(
            f"Quelqu’un a modifié « {title} » pendant que vous écriviez. Votre texte est resté "
            "dans le formulaire : comparez-le à ce qui est enregistré, puis enregistrez de nouveau."
        )
    if changed:
        touch(dataset, at)
        record("dataset.described", about(dataset), by=by, at=at, changes=changed)
        index(dataset)
    return dataset


def what_is_missing(dataset: Dataset, *, has_resources: bool | None = None) -> list[Missing]:
    """Return what publication still asks for, in the order of the form.

    Whoever already knows whether there are resources spares a query by saying so.
    """
    if has_resources is None:
        has_resources = dataset.resources.in_place().exists()
    asked = [
        ("title", bool(dataset.title.strip()), "Donnez un titre au jeu de données."),
        ("description", bool(dataset.description.strip()),
         "Décrivez le jeu de données : ce qu’il contient, d’où il vient, à quoi il sert."),
        ("license_reason", not asks_why(dataset),
         "Dites pourquoi cette licence : la loi n’en laisse que deux au libre choix des "
         "administrations, la Licence Ouverte et l’ODbL."),
        ("frequency", bool(dataset.frequency), "Choisissez une fréquence de mise à jour."),
        ("resources", has_resources, "Ajoutez au moins un fichier ou un lien."),
    ]  # fmt: skip
    return [Missing(field, sentence) for field, present, sentence in asked if not present]


def require_complete(dataset: Dataset) -> None:
    """Raise Incomplete with the list of what publication still asks for."""
    if missing := what_is_missing(dataset):
        raise Incomplete(
            f"« {dataset.title} » n’est pas encore publiable.",
            missing=[lack.sentence for lack in missing],
        )


@transaction.atomic
def publish_dataset(
    dataset: Dataset,
    *,
    by: User,
    reason: str = "",
    expected_revision: int | None = None,
    at: datetime | None = None,
) -> Dataset:
    """Make a draft or an archived dataset public, and findable in the same commit; one that was
    scheduled does not wait for its hour.

    Raises Incomplete with the list of what is missing, and Conflict when it is no longer what was
    read at `expected_revision`.
    """
    dataset = locked(dataset)
    require(by, Right.PUBLISH_DATASET, dataset)
    if expected_revision not in (None, dataset.revision):
        raise Conflict(
            f"« {dataset.title} » a changé depuis que vous l’avez lu. Relisez-le, puis publiez-le."
        )
    require_state(dataset, *PRIVATE_STATES, DatasetState.ARCHIVED)
    require_validated(dataset.organization)
    require_complete(dataset)
    now = moment(at)
    dataset.published_at = dataset.published_at or now
    dataset.data_updated_at = dataset.data_updated_at or now
    dataset.archived_at, dataset.archive_reason = None, ""
    settle_review(dataset, by=by, at=now)
    return move(
        dataset, DatasetState.PUBLISHED, verb="dataset.published", by=by, at=now, reason=reason
    )


@transaction.atomic
def archive_dataset(
    dataset: Dataset, *, by: User, reason: str, at: datetime | None = None
) -> Dataset:
    """Take a published dataset out of lists and search; its page and files stay readable."""
    dataset = locked(dataset)
    require(by, Right.PUBLISH_DATASET, dataset)
    require_state(dataset, DatasetState.PUBLISHED)
    if not reason.strip():
        raise CatalogError("Dites pourquoi vous archivez ce jeu de données.", field="reason")
    dataset.archived_at = moment(at)
    dataset.archive_reason = cleaned(dataset, "archive_reason", reason, field="reason")
    return move(
        dataset, DatasetState.ARCHIVED, verb="dataset.archived", by=by, at=at, reason=reason
    )


@transaction.atomic
def delete_dataset(
    dataset: Dataset, *, by: User, reason: str = "", at: datetime | None = None
) -> Dataset:
    """Put the dataset in the bin: its addresses answer 410 if it was public, its files are kept."""
    dataset = locked(dataset)
    require(by, Right.DELETE_DATASET, dataset)
    outside_bin(dataset)
    dataset.state_before_bin = dataset.state
    dataset.deleted_at = moment(at)
    return move(dataset, DatasetState.DELETED, verb="dataset.deleted", by=by, at=at, reason=reason)


@transaction.atomic
def restore_dataset(dataset: Dataset, *, by: User, at: datetime | None = None) -> Dataset:
    """Take the dataset out of the bin, to the state it had."""
    dataset = locked(dataset)
    require(by, Right.DELETE_DATASET, dataset)
    require_state(dataset, DatasetState.DELETED)
    require_recoverable(dataset.title, since=dataset.deleted_at, at=at)
    state, dataset.state_before_bin, dataset.deleted_at = dataset.state_before_bin, "", None
    return move(dataset, state, verb="dataset.restored", by=by, at=at)


def move(
    dataset: Dataset,
    state: str,
    *,
    verb: str,
    by: User | str,
    at: datetime | None,
    reason: str = "",
) -> Dataset:
    """Change the state, write the journal and the index. `by`: a person, or a robot's name."""
    before, dataset.state = dataset.state, state
    touch(dataset, at)
    record(verb, about(dataset), by=by, at=at, reason=reason, changes={"state": [before, state]})
    index(dataset)
    check_soon(dataset)
    return dataset


def locked(dataset: Dataset) -> Dataset:
    """Return the row as it is now, held until the end of the transaction.

    Its organisation is read afterwards: joined, it would be as it was before the wait.
    """
    return Dataset.objects.select_for_update(of=("self",)).get(pk=dataset.pk)


def touch(dataset: Dataset, at: datetime | None) -> None:
    dataset.modified_at = moment(at)
    dataset.revision += 1
    dataset.save()


def copy_dataset(
    dataset: Dataset, *, by: User, title: str = "", submission: uuid.UUID | None = None
) -> Dataset:
    """Start a draft with the description of another dataset; files and history are not copied."""
    require(by, Right.VIEW_DATASET, dataset)
    plain = {name: getattr(dataset, name) for name in FIELDS if name not in ("title", "extras")}
    return create_dataset(
        dataset.organization,
        by=by,
        title=title or f"Copie de « {dataset.title} »"[:350],
        submission=submission,
        keywords=list(dataset.keywords.values_list("name", flat=True)),
        themes=list(dataset.themes.values_list("slug", flat=True)),
        territories=list(dataset.territories.values_list("pk", flat=True)),
        producers=[
            {"role": row.role, "name": row.name, "organization": row.organization}
            for row in dataset.producers.select_related("organization")
        ],
        contacts=list(dataset.contacts.values("name", "email", "form", "role")),
        **plain,
    )
