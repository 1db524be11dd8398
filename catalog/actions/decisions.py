"""What a person decides about a version that waits: put it on line all the same, or reject it."""

from datetime import datetime

from django.db import transaction

from catalog.accounts.models import User
from catalog.actions.checking import compare_again
from catalog.actions.guards import cleaned, moment, outside_bin, require
from catalog.actions.resource_rows import about, held
from catalog.actions.settling import publish_version
from catalog.actions.telling import tell_author
from catalog.enums import LegalBasis, Right, VersionState
from catalog.exceptions import AlreadyDecided, CatalogError, Conflict, WrongState
from catalog.files.shapes import Comparison, Suspicion, Topic
from catalog.journal.record import record
from catalog.models import Resource, ResourceVersion


def confirm_version(
    version: ResourceVersion,
    *,
    by: User,
    reason: str,
    note: str = "",
    legal_basis: str = "",
    at: datetime | None = None,
) -> ResourceVersion:
    """Put a held version on line, knowing what it breaks. Confirming asks for the right that
    replacing asks for: whoever may send a file may also say that it is the right one.

    `legal_basis` is required when the file seems to hold personal data that the one on line does
    not. Raises Conflict, once the comparison is made again, when another version came on line.
    """
    require(by, Right.CHANGE_DATASET, version.resource.dataset)
    if compare_again(version):
        raise Conflict(
            "Une autre version a été mise en ligne entre-temps : la comparaison vient d’être "
            "refaite. Relisez-la avant de décider."
        )
    with transaction.atomic():
        resource, version = awaiting(version)
        if not version.is_held:
            return decided_already(version, VersionState.CURRENT, by)
        require(by, Right.CHANGE_DATASET, resource.dataset)
        if resource.removed_at:
            raise WrongState(f"« {resource.title} » a été retirée. Rétablissez-la d’abord.")
        version.legal_basis = checked_basis(version, legal_basis)
        version.note = cleaned(version, "note", note) or version.note
        decide(version, by=by, reason=required(reason), at=at)
        publish_version(resource, version, by=by, at=at, reason=version.reason)
        tell_author("version_decided", version, by=by)
    return version


def reject_version(
    version: ResourceVersion, *, by: User, reason: str = "", at: datetime | None = None
) -> ResourceVersion:
    """Leave the old version on line for good; the file is kept as long as what is in the bin."""
    with transaction.atomic():
        resource, version = awaiting(version)
        require(by, Right.CHANGE_DATASET, resource.dataset)
        if not version.is_held:
            return decided_already(version, VersionState.REJECTED, by)
        version.state = VersionState.REJECTED
        decide(version, by=by, reason=reason, at=at)
        version.save()
        changes = {"version": [version.number, None]}
        record(
            "version.rejected",
            about(resource),
            by=by,
            at=at,
            reason=version.reason,
            changes=changes,
        )
        tell_author("version_decided", version, by=by)
    return version


@transaction.atomic
def annotate_version(
    version: ResourceVersion, *, by: User, note: str, at: datetime | None = None
) -> ResourceVersion:
    """Say afterwards what is new, for those who reuse the file."""
    resource, version = awaiting(version)
    require(by, Right.CHANGE_DATASET, resource.dataset)
    before, version.note = version.note, cleaned(version, "note", note)
    if before != version.note:
        version.save(update_fields=["note"])
        changes = {"note": [before, version.note]}
        record("version.annotated", about(resource), by=by, at=at, changes=changes)
    return version


def awaiting(version: ResourceVersion) -> tuple[Resource, ResourceVersion]:
    """Return both rows as they are now, held until the transaction ends."""
    resource = held(version.resource)
    outside_bin(resource.dataset)
    version = ResourceVersion.objects.held_with(resource).get(pk=version.pk)
    version.resource = resource
    return resource, version


def decided_already(version: ResourceVersion, wanted: str, by: User) -> ResourceVersion:
    """Accept the same answer twice from the same person. Raises AlreadyDecided or WrongState."""
    if version.is_being_checked:
        raise WrongState(
            f"La version {version.number} est encore en cours de contrôle. Revenez dans un instant."
        )
    if version.state == wanted and version.decided_by_id == by.pk:
        return version
    who = version.decided_by or "Une version plus récente"
    raise AlreadyDecided(
        f"{who} a déjà décidé : la version {version.number} est {version.get_state_display()}."
    )


def decide(version: ResourceVersion, *, by: User, reason: str, at: datetime | None) -> None:
    version.decided_by = by
    version.decided_at = moment(at)
    version.reason = cleaned(version, "reason", reason)


def required(reason: str) -> str:
    if not reason.strip():
        raise CatalogError(
            "Dites ce qui change : ceux qui réutilisent le fichier le liront.", field="reason"
        )
    return reason


def checked_basis(version: ResourceVersion, legal_basis: str) -> str:
    if legal_basis and legal_basis not in LegalBasis.values:
        raise CatalogError("Cette base légale n’existe pas.", field="legal_basis")
    if new_suspicions(version) and not legal_basis:
        raise CatalogError(
            "Ce fichier semble contenir des données personnelles : dites ce qui permet de les "
            "publier, ou retirez-les.",
            field="legal_basis",
        )
    return legal_basis


def new_suspicions(version: ResourceVersion) -> list[Suspicion]:
    """Return the personal data suspected in the version, and not in the one it would replace."""
    return suspicions_in(version, version.changes)


def suspicions_in(version: ResourceVersion, changes: Comparison | None) -> list[Suspicion]:
    """Return those that the comparison found to be new: a column only renamed is not."""
    suspected = version.contents.suspicions if version.contents else ()
    found = changes.findings if changes else ()
    new = {finding.column for finding in found if finding.topic == Topic.PRIVACY}
    return [one for one in suspected if one.column in new]
