"""Counting: what a view calls, once it knows what it answers."""

from datetime import datetime
from uuid import UUID

from catalog.accounts.models import Organization
from catalog.models import Dataset, Resource
from catalog.stats.audience import Visit, is_counted
from catalog.stats.buffer import buffer
from catalog.stats.models import column_of, today
from catalog.stats.writing import Key

Subject = Dataset | Organization | Resource


def count(kind: str, subject: Subject, visit: Visit, *, at: datetime | None = None) -> None:
    """Count one view of a page or download of a file, for the subject and for what it belongs to.

    Never fails and never queries when the resource comes with its dataset. A visit to what is not
    public does not count: the numbers of an organisation say nothing of its drafts.
    """
    if not is_counted(kind, visit) or not is_public(subject):
        return
    day = today(at)
    buffer.add(Key(column, pk, day, kind) for column, pk in counted_with(subject))


def is_public(subject: Subject) -> bool:
    if isinstance(subject, Organization):
        return True
    return (subject.dataset if isinstance(subject, Resource) else subject).is_public


def counted_with(subject: Subject) -> list[tuple[str, UUID]]:
    """Return the column and key of the subject, its dataset and its organisation."""
    if isinstance(subject, Organization):
        return [(column_of(subject), subject.pk)]
    dataset = subject.dataset if isinstance(subject, Resource) else subject
    own = {column_of(one): one.pk for one in (subject, dataset)}
    return [*own.items(), (column_of(Organization), dataset.organization_id)]
