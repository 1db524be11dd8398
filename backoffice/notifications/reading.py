"""What the list of notifications shows of each."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from catalog.journal.notify import KINDS

FIRST_OF_ONE, MOST_OF_ONE = 3, 20
"""Lines of one subject: those that are seen at once, and those that its fold holds."""


@dataclass(frozen=True)
class Line:
    pk: UUID
    subject: str
    topic: str
    created_at: datetime
    is_unread: bool


@dataclass(frozen=True)
class Group:
    """What one was told of one thing: the latest lines, and how many more there are."""

    pk: UUID
    title: str
    """Of the dataset; empty for a line that is about nothing else."""
    first: list[Line]
    others: list[Line]
    older: int
    unread: int


def groups(rows, subjects):
    """Return a group for each of these subjects of `rows`, in their order."""
    found = {}
    for row in rows.latest_about([subject["subject"] for subject in subjects], MOST_OF_ONE):
        found.setdefault(row.subject, []).append(row)
    return [group(subject, found[subject["subject"]]) for subject in subjects]


def group(subject, rows):
    told = [line(row) for row in rows]
    return Group(
        pk=subject["subject"],
        title=rows[0].dataset.title if rows[0].dataset and len(rows) > 1 else "",
        first=told[:FIRST_OF_ONE],
        others=told[FIRST_OF_ONE:],
        older=subject["count"] - len(told),
        unread=subject["unread"],
    )


def line(notification):
    kind = KINDS[notification.kind]
    return Line(
        pk=notification.pk,
        subject=kind.subject(notification.context),
        topic=kind.topic.label,
        created_at=notification.created_at,
        is_unread=notification.read_at is None,
    )
