"""What the verbs over resources share: the rows they hold, number and write."""

import uuid
from datetime import datetime
from typing import Any, TypeVar

from django.db.models import Max, Model

from catalog.accounts.models import User
from catalog.actions.dataset import locked, touch
from catalog.actions.guards import cleaned, moment, outside_bin, require
from catalog.actions.publication import check_soon
from catalog.actions.reception import ReceivedFile
from catalog.enums import Right
from catalog.exceptions import CatalogError, Conflict
from catalog.journal.record import Subject, record
from catalog.models import Dataset, Resource, ResourceVersion
from catalog.search.index import index

Sent = TypeVar("Sent", Resource, ResourceVersion)


def about(resource: Resource) -> Subject:
    dataset = resource.dataset
    return Subject(
        f"{resource.title} — {dataset.title}",
        organization=dataset.organization,
        dataset=dataset,
        resource=resource,
    )


def sent_before(model: type[Sent], submission: uuid.UUID, **parent: Model) -> Sent | None:
    """Return what this form already made, or None.

    Raises Conflict when it was made for another thing.
    """
    twin = model._default_manager.filter(submission=submission).first()
    if twin is None:
        return None
    same_parent = all(getattr(twin, f"{name}_id") == thing.pk for name, thing in parent.items())
    if not same_parent:
        raise Conflict("Ce formulaire a déjà servi. Ouvrez-en un nouveau.")
    return twin


def held(resource: Resource) -> Resource:
    """Return the resource as it is now, held with its dataset until the transaction ends."""
    dataset = locked(resource.dataset)
    rows = Resource.objects.select_for_update(of=("self",)).select_related("current_version")
    resource = rows.get(pk=resource.pk)
    resource.dataset = dataset
    return resource


def place(resource: Resource, dataset: Dataset, *, by: User, at: datetime | None) -> None:
    """Save the new resource at the end of its dataset, whose row is held by the verb."""
    require(by, Right.CHANGE_DATASET, dataset)
    outside_bin(dataset)
    if not resource.title:
        raise CatalogError("Donnez un titre à cette ressource.", field="title")
    for name in ("title", "description"):
        setattr(resource, name, cleaned(resource, name, getattr(resource, name)))
    last = dataset.resources.aggregate(last=Max("position"))["last"]
    resource.dataset = dataset
    resource.position = 0 if last is None else last + 1
    resource.created_at = resource.modified_at = moment(at)
    resource.save(force_insert=True)


def new_version(
    resource: Resource,
    received: ReceivedFile,
    *,
    number: int,
    by: User,
    at: datetime | None = None,
    **fields: Any,
) -> ResourceVersion:
    """Write the row; `fields` are the model's own: origin, state, note, submission, based_on."""
    note = cleaned(ResourceVersion(), "note", fields.pop("note", ""))
    return ResourceVersion.objects.create(
        resource=resource,
        number=number,
        key=received.stored.key,
        size=received.stored.size,
        sha256=received.stored.sha256,
        filename=received.filename,
        format=received.type.format,
        mime=received.type.mime,
        note=note,
        created_by=by,
        created_at=moment(at),
        **fields,
    )


def announce(
    resource: Resource,
    verb: str,
    *,
    by: User | None,
    at: datetime | None,
    reason: str = "",
    changes: dict[str, list[Any]] | None = None,
    new_data: bool = True,
) -> None:
    """Write the journal, the dataset's dates and the index."""
    dataset = resource.dataset
    if new_data:
        dataset.data_updated_at = moment(at)
    touch(dataset, at)
    record(verb, about(resource), by=by, at=at, reason=reason, changes=changes)
    index(dataset)
    if new_data or verb == "resource.restored":
        check_soon(dataset, resource)
