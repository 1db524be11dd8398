"""What the house does by itself to what it keeps: erase what is past, set right what is derived."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from catalog.actions.guards import moment
from catalog.actions.resource_rows import about, held
from catalog.enums import VersionState
from catalog.journal.record import record
from catalog.models import Resource, ResourceVersion
from catalog.models.version import ResourceVersionQuerySet

ROBOT = "Conservation des fichiers"


def beyond_retention(at: datetime | None = None) -> ResourceVersionQuerySet:
    """Return the versions that the rule of the house no longer asks to keep."""
    since = moment(at) - timedelta(days=settings.FILES_DAYS_KEPT)
    return ResourceVersion.objects.beyond(settings.FILES_VERSIONS_KEPT, since)


@transaction.atomic
def discard_version(version: ResourceVersion, *, at: datetime | None = None) -> bool:
    """Say that the file of the version is erased: its row, its hash and its note stay.

    The bytes go after the commit: a process killed in between leaves a key that nobody names.
    Return False for a version that should be kept after all.
    """
    resource = held(version.resource)
    if not beyond_retention(at).filter(pk=version.pk).exists():
        return False
    ResourceVersion.objects.filter(pk=version.pk).update(discarded_at=moment(at), table_key="")
    record("version.discarded", about(resource), by=ROBOT, at=at, changes={
        "version": [version.number, None],
        "sha256": [version.sha256, None],
    })  # fmt: skip
    return True


@transaction.atomic
def point_right(resource: Resource) -> None:
    """Make the states of the versions say what the pointer says: it is what readers are given.

    A resource that points nowhere takes the version that was on line.
    """
    resource = held(resource)
    on_line = resource.versions.current()
    pointed = resource.current_version or on_line.newest_first().first()
    if pointed is None:
        return
    on_line.exclude(pk=pointed.pk).update(state=VersionState.SUPERSEDED)
    resource.versions.filter(pk=pointed.pk).update(state=VersionState.CURRENT, discarded_at=None)
    if resource.current_version_id != pointed.pk:
        resource.current_version = pointed
        resource.save(update_fields=["current_version"])
