"""Files and links of a dataset. A file is written first, then one short transaction shows it."""

import json
import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import IO, Any

from django.db import transaction

from catalog.accounts.models import User
from catalog.actions.dataset import locked, touch
from catalog.actions.guards import cleaned, moment, outside_bin, require, require_recoverable
from catalog.actions.imports_memory import storable
from catalog.actions.reception import ReceivedFile, check_link, receive
from catalog.actions.resource_rows import announce, held, new_version, place, sent_before
from catalog.enums import Origin, ResourceKind, ResourceType, Right
from catalog.exceptions import CatalogError, Conflict
from catalog.journal.record import Subject, differences, record
from catalog.models import Dataset, Resource
from catalog.queue import enqueue

DESCRIPTION = ("title", "description", "type", "extras")
OF_A_LINK = ("url", "declared_format", "declared_mime", "declared_size", "declared_checksum")
"""What a hosted file says by itself."""
LARGEST_EXTRAS = 100_000


def add_file(  # noqa: PLR0913 — what a form says of a file, and by which way it came
    dataset: Dataset,
    *,
    file: IO[bytes],
    filename: str,
    by: User,
    title: str = "",
    type: str = ResourceType.MAIN,
    description: str = "",
    submission: uuid.UUID | None = None,
    origin: str = Origin.SCREEN,
    at: datetime | None = None,
) -> Resource:
    """Add a hosted file. The same `submission` gives the resource it gave the first time.

    Nobody relies on a first version: it serves at once, and what it contains is read afterwards.
    """
    require(by, Right.CHANGE_DATASET, dataset)
    outside_bin(dataset)
    if submission and (twin := sent_before(Resource, submission, dataset=dataset)):
        return twin
    received = receive(file, filename)
    made = Resource(
        kind=ResourceKind.FILE,
        type=ResourceType(type),
        title=title.strip() or received.filename,
        description=description.strip(),
        submission=submission,
    )
    return enter_file(made, received, dataset=dataset, by=by, origin=origin, at=at)


@transaction.atomic
def enter_file(
    made: Resource,
    received: ReceivedFile,
    *,
    dataset: Dataset,
    by: User,
    origin: str,
    at: datetime | None = None,
) -> Resource:
    """Place a resource whose first file is written already, or return what its form gave."""
    dataset = locked(dataset)
    if made.submission and (twin := sent_before(Resource, made.submission, dataset=dataset)):
        return twin
    place(made, dataset, by=by, at=at)
    made.current_version = new_version(made, received, number=1, by=by, origin=origin, at=at)
    made.save(update_fields=["current_version"])
    # Read first: what is then offered in other formats is verified with the rest.
    enqueue("catalog.tasks.check_version", str(made.current_version.pk))
    announce(made, "resource.added", by=by, at=at)
    return made


@transaction.atomic
def add_link(
    dataset: Dataset,
    *,
    url: str,
    title: str,
    by: User,
    type: str = ResourceType.MAIN,
    format: str = "",
    description: str = "",
    submission: uuid.UUID | None = None,
    at: datetime | None = None,
) -> Resource:
    """Add a remote link. Raises InvalidLink for an address that the public could not open."""
    dataset = locked(dataset)
    require(by, Right.CHANGE_DATASET, dataset)
    if submission and (twin := sent_before(Resource, submission, dataset=dataset)):
        return twin
    resource = Resource(
        kind=ResourceKind.REMOTE,
        type=ResourceType(type),
        title=title.strip(),
        description=description.strip(),
        url=check_link(url),
        declared_format=format.strip().lower()[:20],
        submission=submission,
    )
    place(resource, dataset, by=by, at=at)
    announce(resource, "resource.added", by=by, at=at)
    return resource


@transaction.atomic
def describe_resource(
    resource: Resource, *, by: User, at: datetime | None = None, **changes: Any
) -> Resource:
    """Change the fields that are named, and only those."""
    resource = held(resource)
    require(by, Right.CHANGE_DATASET, resource.dataset)
    outside_bin(resource.dataset)
    known = (*DESCRIPTION, *OF_A_LINK) if resource.is_remote else (*DESCRIPTION, "declared_format")
    before = {name: getattr(resource, name) for name in changes}
    for name, value in changes.items():
        if name not in known:
            raise TypeError(name)
        setattr(resource, name, said(resource, name, value))
    if changed := differences(before, {name: getattr(resource, name) for name in changes}):
        resource.modified_at = moment(at)
        resource.save()
        announce(resource, "resource.described", by=by, at=at, changes=changed, new_data=False)
    return resource


def said(resource: Resource, name: str, value: Any) -> Any:
    """Return the value as that field keeps it. Raises CatalogError."""
    if name == "url":
        return check_link(value)
    if name == "title" and not value.strip():
        raise CatalogError("Donnez un titre à cette ressource.", field="title")
    if name == "extras":
        return extras(value)
    return value if value is None else cleaned(resource, name, value)


def extras(value: Any) -> Any:
    """Return the complements as both databases keep them. Raises CatalogError."""
    try:
        value = storable(value)
        size = len(json.dumps(value))
    except RecursionError as error:
        message = "Les compléments sont trop imbriqués. Aplatissez-les."
        raise CatalogError(message, field="extras") from error
    if size > LARGEST_EXTRAS:
        limit = f"{LARGEST_EXTRAS // 1000} Ko"
        raise CatalogError(f"Les compléments dépassent {limit}. Retirez-en.", field="extras")
    return value


@transaction.atomic
def reorder_resources(
    dataset: Dataset, *, by: User, order: Sequence[uuid.UUID], at: datetime | None = None
) -> None:
    """Give the resources this order. Raises Conflict unless `order` names each of them once."""
    dataset = locked(dataset)
    require(by, Right.CHANGE_DATASET, dataset)
    outside_bin(dataset)
    resources = {resource.pk: resource for resource in dataset.resources.in_place().for_page()}
    if sorted(order) != sorted(resources):
        raise Conflict("La liste des ressources a changé entre-temps. Rechargez la page.")
    before = [str(key) for key in resources]
    for position, key in enumerate(order):
        resources[key].position = position
    Resource.objects.bulk_update(resources.values(), ["position"])
    if before != (after := [str(key) for key in order]):
        touch(dataset, at)
        subject = Subject(dataset.title, organization=dataset.organization, dataset=dataset)
        record("resource.reordered", subject, by=by, at=at, changes={"order": [before, after]})


@transaction.atomic
def remove_resource(resource: Resource, *, by: User, at: datetime | None = None) -> Resource:
    """Take the resource out of the dataset: its permalink answers 410, its versions are kept."""
    resource = held(resource)
    require(by, Right.CHANGE_DATASET, resource.dataset)
    outside_bin(resource.dataset)
    if resource.removed_at:
        return resource
    resource.removed_at = moment(at)
    resource.save(update_fields=["removed_at"])
    announce(resource, "resource.removed", by=by, at=at, new_data=False)
    return resource


@transaction.atomic
def restore_resource(resource: Resource, *, by: User, at: datetime | None = None) -> Resource:
    """Put a removed resource back where it was."""
    resource = held(resource)
    require(by, Right.CHANGE_DATASET, resource.dataset)
    outside_bin(resource.dataset)
    if resource.removed_at is None:
        return resource
    require_recoverable(resource.title, since=resource.removed_at, at=at)
    resource.removed_at = None
    resource.save(update_fields=["removed_at"])
    announce(resource, "resource.restored", by=by, at=at, new_data=False)
    return resource
