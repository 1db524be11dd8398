"""What the list of notifications shows of each."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from catalog.journal.notify import KINDS


@dataclass(frozen=True)
class Line:
    pk: UUID
    subject: str
    topic: str
    created_at: datetime
    is_unread: bool


def lines(notifications):
    """Return a line for each, in their order; a kind that exists no more is left out."""
    return [line(row) for row in notifications if row.kind in KINDS]


def line(notification):
    kind = KINDS[notification.kind]
    return Line(
        pk=notification.pk,
        subject=kind.subject(notification.context),
        topic=kind.topic.label,
        created_at=notification.created_at,
        is_unread=notification.read_at is None,
    )
