"""What becomes of a version, with the row of its resource in hand: on line, held, or set aside."""

from datetime import datetime

from catalog.accounts.models import User
from catalog.actions.guards import moment
from catalog.actions.resource_rows import about, announce
from catalog.actions.telling import tell
from catalog.enums import Guard, Origin, VersionState
from catalog.journal.record import record
from catalog.models import Resource, ResourceVersion


def publish_version(
    resource: Resource,
    version: ResourceVersion,
    *,
    by: User | None,
    at: datetime | None,
    reason: str = "",
) -> ResourceVersion:
    """Move the pointer: readers see the new file at the commit, and the old one is kept.

    Older files that still waited have been passed by: they wait no more.
    """
    previous = resource.current_version
    resource.versions.current().update(state=VersionState.SUPERSEDED)
    version.state = VersionState.CURRENT
    version.save()
    resource.current_version = version
    resource.modified_at = moment(at)
    resource.save(update_fields=["current_version", "modified_at"])
    verb = "version.restored" if version.origin == Origin.RESTORE else "resource.replaced"
    announce(resource, verb, by=by, at=at, reason=reason, changes={
        "version": [previous and previous.number, version.number],
        "sha256": [previous.sha256 if previous else "", version.sha256],
        **({"legal_basis": ["", version.legal_basis]} if version.legal_basis else {}),
    })  # fmt: skip
    for passed in resource.versions.waiting().before(version):
        set_aside(passed, by=by, since=version, at=at)
    if is_warned_of(resource, version):
        tell("version_warned", version)
    return version


def is_warned_of(resource: Resource, version: ResourceVersion) -> bool:
    changes = version.changes
    return bool(
        resource.guard == Guard.WARN
        and changes
        and changes.is_blocking
        and version.decided_by_id is None
    )


def hold(resource: Resource, version: ResourceVersion, *, at: datetime | None) -> ResourceVersion:
    """Leave the old version on line, and tell those who look after the file."""
    version.state = VersionState.HELD
    version.save()
    current = resource.current_version
    changes = {"version": [current and current.number, version.number]}
    record("version.held", about(resource), by=version.created_by, at=at, changes=changes)
    tell("version_held", version)
    return version


def set_aside(
    version: ResourceVersion, *, by: User | None, since: ResourceVersion, at: datetime | None
) -> ResourceVersion:
    """Reject a version that a later one has passed by. Its file is kept with the others."""
    version.state = VersionState.REJECTED
    version.decided_at = moment(at)
    version.reason = f"La version {since.number} a été mise en ligne depuis."
    version.save()
    subject = about(version.resource)
    changes = {"version": [version.number, since.number]}
    record("version.set_aside", subject, by=by, at=at, reason=version.reason, changes=changes)
    return version
