"""How a verb says what it did. Nothing is written here outside the verb's own transaction."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from catalog.journal.models import Activity

Change = list[Any]


@dataclass(frozen=True)
class Subject:
    """What an entry is about; `label` stays readable when the thing is gone."""

    label: str
    organization: Any = None
    dataset: Any = None
    resource: Any = None


def record(
    verb: str,
    subject: Subject,
    *,
    by: Any,
    at: datetime | None = None,
    reason: str = "",
    changes: Mapping[str, Change] | None = None,
) -> Activity:
    """Write one entry; `changes` maps each field to its [before, after] values.

    `by` is a person, or the name of a robot.
    """
    return Activity.objects.create(
        verb=verb,
        actor=None if isinstance(by, str) else by,
        robot=by if isinstance(by, str) else "",
        organization=subject.organization,
        dataset=subject.dataset,
        resource=subject.resource,
        about=subject.label[:400],
        reason=reason,
        changes=dict(changes or {}),
        at=at or timezone.now(),
    )


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, Change]:
    """Return the fields of `after` whose value is not the one of `before`."""
    return {name: [before[name], value] for name, value in after.items() if before[name] != value}
