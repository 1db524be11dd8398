"""Files and links of a dataset. A file is written first, then one short transaction shows it."""

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import IO, Any

from django.db import transaction
from django.db.models import Max

from catalog.accounts.models import User
from catalog.actions.dataset import locked, touch
from catalog.actions.guards import cleaned, moment, outside_bin, require, require_recoverable
from catalog.actions.reception import ReceivedFile, check_link, receive
from catalog.actions.resource_rows import announce, held, new_version, place, sent_before
from catalog.enums import ResourceKind, ResourceType, Right, VersionState
from catalog.exceptions import CatalogError, Conflict, WrongState
from catalog.journal.record import Subject, differences, record
from catalog.models import Dataset, Resource, ResourceVersion

DESCRIPTION = ("title", "description", "type", "url", "declared_format")


def add_file(
    dataset: Dataset,
    *,
    file: IO[bytes],
    filename: str,
    by: User,
    title: str = "",
    type: str = ResourceType.MAIN,
    description: str = "",
    submission: uuid.UUID | None = None,
    at: datetime | None = None,
) -> Resource:
    """Add a hosted file. The same `submission` gives the resource it gave the first time."""
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
    with transaction.atomic():
        dataset = locked(dataset)
        if submission and (twin := sent_before(Resource, submission, dataset=dataset)):
            return twin
        place(made, dataset, by=by, at=at)
        made.current_version = new_version(made, received, number=1, by=by, at=at)
        made.save(update_fields=["current_version"])
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


def replace_resource(
    resource: Resource,
    *,
    file: IO[bytes],
    filename: str,
    by: User,
    note: str = "",
    expected_version: int | None = None,
    submission: uuid.UUID | None = None,
    at: datetime | None = None,
) -> ResourceVersion:
    """Put a new file behind the same address; the old version serves until the commit, and is kept.

    Raises Conflict when the version on line is no longer `expected_version`.
    """
    require(by, Right.CHANGE_DATASET, resource.dataset)
    replaceable(resource)
    if submission and (twin := sent_before(ResourceVersion, submission, resource=resource)):
        return twin
    unmoved(resource, expected_version)
    received = receive(file, filename)
    with transaction.atomic():
        resource = held(resource)
        require(by, Right.CHANGE_DATASET, resource.dataset)
        if submission and (twin := sent_before(ResourceVersion, submission, resource=resource)):
            return twin
        replaceable(resource)
        unmoved(resource, expected_version)
        version = supersede(resource, received, by=by, note=note, submission=submission, at=at)
        announce(resource, "resource.replaced", by=by, at=at, reason=note, changes={
            "version": [version.number - 1, version.number],
            "sha256": [previous_hash(resource, version), version.sha256],
        })  # fmt: skip
    return version


def supersede(
    resource: Resource,
    received: ReceivedFile,
    *,
    by: User,
    note: str,
    submission: uuid.UUID | None,
    at: datetime | None,
) -> ResourceVersion:
    """Number the new version after the others, and move the pointer: readers see it at commit."""
    last = resource.versions.aggregate(last=Max("number"))["last"] or 0
    resource.versions.current().update(state=VersionState.SUPERSEDED)
    version = new_version(
        resource, received, number=last + 1, by=by, note=note, submission=submission, at=at
    )
    resource.current_version = version
    resource.modified_at = moment(at)
    resource.save(update_fields=["current_version", "modified_at"])
    return version


def previous_hash(resource: Resource, version: ResourceVersion) -> str:
    previous = resource.versions.filter(number=version.number - 1).first()
    return previous.sha256 if previous else ""


@transaction.atomic
def describe_resource(
    resource: Resource, *, by: User, at: datetime | None = None, **changes: Any
) -> Resource:
    """Change the fields that are named, and only those."""
    resource = held(resource)
    require(by, Right.CHANGE_DATASET, resource.dataset)
    outside_bin(resource.dataset)
    if "url" in changes and resource.is_remote:
        changes["url"] = check_link(changes["url"])
    if "title" in changes and not changes["title"].strip():
        raise CatalogError("Donnez un titre à cette ressource.", field="title")
    before = {name: getattr(resource, name) for name in changes}
    for name, value in changes.items():
        if name not in DESCRIPTION or (name == "url" and not resource.is_remote):
            raise TypeError(name)
        setattr(resource, name, cleaned(resource, name, value))
    if changed := differences(before, {name: getattr(resource, name) for name in changes}):
        resource.modified_at = moment(at)
        resource.save()
        announce(resource, "resource.described", by=by, at=at, changes=changed, new_data=False)
    return resource


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


def replaceable(resource: Resource) -> None:
    outside_bin(resource.dataset)
    if resource.is_remote:
        raise WrongState(
            f"« {resource.title} » est un lien : changez son adresse au lieu de le remplacer."
        )
    if resource.removed_at:
        raise WrongState(f"« {resource.title} » a été retirée. Rétablissez-la d’abord.")


def unmoved(resource: Resource, expected_version: int | None) -> None:
    current = resource.current_version
    if expected_version is not None and current and current.number != expected_version:
        raise Conflict(
            f"Quelqu’un a remplacé « {resource.title} » entre-temps : la version {current.number} "
            f"est en ligne depuis, vous partiez de la version {expected_version}. Regardez-la "
            "avant d’envoyer la vôtre."
        )
