"""Checking a version: read, compared with the one on line, then settled in one short transaction.

Every step is written before the next one starts: a check whose process is killed is finished by
whoever takes it up, and one that is made twice gives one answer.
"""

import uuid
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction

from catalog.actions.comparing import comparison_of
from catalog.actions.exploring import explore
from catalog.actions.resource_rows import held
from catalog.actions.settling import hold, publish_version, set_aside
from catalog.actions.telling import tell
from catalog.enums import Guard, Origin, VersionState
from catalog.files.shapes import Comparison, Finding, Severity
from catalog.models import Resource, ResourceVersion
from catalog.queue import fence


def check_version(version_id: uuid.UUID | str, *, at: datetime | None = None) -> ResourceVersion:
    """Bring the version to its state: current, held, or rejected when a later one went first.

    A version that is decided already is only read, if nobody has done it yet. The comparison is
    made again when another version came on line meanwhile: nothing is overwritten unseen. The last
    file that its sender left goes first: after hours without a worker, those before it are not
    even read when it goes on line.
    """
    version = begun(version_id)
    if newest := version.newest_of_sender():
        check_version(newest.pk, at=at)
    if not (version.is_rejected or passed_by(on_line(version), version)):
        explore(version)
    if version.is_current and version.comparison is None:
        look_over(version)
    while version.is_being_checked:
        base = on_line(version)
        late = passed_by(base, version)
        comparison = None if late else comparison_with(base, version)
        version = settle(version, base, comparison, at=at)
    return version


def look_over(version: ResourceVersion) -> None:
    """Say what a first file contains: it is on line already, and nothing relied on another."""
    if version.based_on_id or version.resource.guard == Guard.OFF:
        return
    comparison = comparison_of(version, None)
    with transaction.atomic():
        fence()
        first = ResourceVersion.objects.not_compared().filter(pk=version.pk)
        if first.update(comparison=comparison.as_json()) and comparison.is_blocking:
            version.refresh_from_db(fields=["comparison"])
            tell("version_warned", version)


def begun(version_id: uuid.UUID | str) -> ResourceVersion:
    rows = ResourceVersion.objects.with_dataset()
    version = rows.get(pk=version_id)
    if version.state == VersionState.RECEIVED:
        received = ResourceVersion.objects.being_checked().filter(pk=version.pk)
        received.update(state=VersionState.CHECKING)
        version.refresh_from_db(fields=["state"])
    return version


def on_line(version: ResourceVersion) -> ResourceVersion | None:
    return version.resource.versions.current().first()


def passed_by(base: ResourceVersion | None, version: ResourceVersion) -> bool:
    """Tell whether a later one went on line while this one waited."""
    return version.is_being_checked and base is not None and base.number > version.number


def comparison_with(base: ResourceVersion | None, version: ResourceVersion) -> Comparison | None:
    """Return None when there is nothing to compare with, or when the resource asks for nothing."""
    if base is None or version.resource.guard == Guard.OFF:
        return None
    return comparison_of(version, base)


@transaction.atomic
def settle(
    version: ResourceVersion,
    base: ResourceVersion | None,
    comparison: Comparison | None,
    *,
    at: datetime | None,
) -> ResourceVersion:
    """Decide with the rows in hand. The version comes back as it is being checked when `base` is
    on line no longer: it must be compared again.
    """
    fence()
    resource = held(version.resource)
    seen = version.based_on_id
    version = ResourceVersion.objects.held_with(resource).get(pk=version.pk)
    if not version.is_being_checked or resource.current_version_id != (base and base.pk):
        return version
    if base and passed_by(base, version):
        return set_aside(version, by=base.created_by, since=base, at=at)
    obstacles = obstacles_to(resource, base, seen)
    version.comparison = with_obstacles(comparison, obstacles)
    version.based_on = base
    if obstacles or is_to_be_held(resource, version, comparison):
        return hold(resource, version, at=at)
    return publish_version(resource, version, by=version.created_by, at=at, reason=version.note)


def is_to_be_held(
    resource: Resource, version: ResourceVersion, comparison: Comparison | None
) -> bool:
    """A blocking finding holds, unless one undoes, or the resource only asks to be warned."""
    if comparison is None or version.origin == Origin.RESTORE:
        return False
    return comparison.is_blocking and resource.guard == Guard.HOLD


def obstacles_to(
    resource: Resource, base: ResourceVersion | None, seen: uuid.UUID | None
) -> list[Finding]:
    """Return what happened since the file was received; whatever the guard, somebody looks."""
    found = []
    if base and seen and seen != base.pk:
        found.append(
            f"La version {base.number} a été mise en ligne par "
            f"{base.created_by or 'un compte supprimé'} pendant le contrôle de ce fichier, qui "
            "partait d’une version plus ancienne."
        )
    if resource.removed_at or resource.dataset.deleted_at:
        found.append("Le fichier ou son jeu de données a été retiré pendant le contrôle.")
    return [Finding("moved-meanwhile", Severity.BLOCKING, sentence) for sentence in found]


def with_obstacles(
    comparison: Comparison | None, obstacles: list[Finding]
) -> dict[str, Any] | None:
    """Return what is kept of the comparison, the obstacles first."""
    if comparison is None and not obstacles:
        return None
    whole = comparison or Comparison()
    return replace(whole, findings=(*obstacles, *whole.findings)).as_json()


def compare_again(version: ResourceVersion) -> bool:
    """Compare a held version with what is on line now; False when it was so already."""
    base = on_line(version)
    if not version.is_held or base is None or version.based_on_id == base.pk:
        return False
    comparison = comparison_of(version, base).as_json()
    held_still = ResourceVersion.objects.waiting().filter(pk=version.pk)
    return bool(held_still.update(comparison=comparison, based_on=base))
