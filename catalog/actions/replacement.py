"""Putting a new file behind the same address: it is written, numbered, then checked."""

import hashlib
import logging
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import IO, Any

from django.conf import settings
from django.db import transaction
from django.db.models import Max

from catalog import storage
from catalog.accounts.models import User
from catalog.actions.checking import check_version
from catalog.actions.exploring import local_copy
from catalog.actions.guards import outside_bin, require
from catalog.actions.reception import ReceivedFile, receive
from catalog.actions.resource_rows import held, new_version, sent_before
from catalog.enums import Origin, Right, VersionState
from catalog.exceptions import Conflict, StorageFailure, WrongState
from catalog.files.identify import FileType
from catalog.models import Resource, ResourceVersion
from catalog.queue import enqueue

logger = logging.getLogger(__name__)
FORGOTTEN = timedelta(minutes=5)
"""A check made while one waits, or by the task of a flow, is over by then, or its process died."""
CHUNK = 1024 * 1024


@dataclass(frozen=True)
class Sending:
    """How a file came: by whom, by which way, and from which version its sender started."""

    by: User
    origin: str = Origin.SCREEN
    note: str = ""
    expected_version: int | None = None
    submission: uuid.UUID | None = None
    at: datetime | None = None


def replace_resource(
    resource: Resource,
    *,
    file: IO[bytes],
    filename: str,
    by: User,
    note: str = "",
    expected_version: int | None = None,
    submission: uuid.UUID | None = None,
    origin: str = Origin.SCREEN,
    at: datetime | None = None,
) -> ResourceVersion:
    """Send a new file behind the same address, and say what became of it by its state.

    `current`: on line; the old version served until that commit, and is kept. `held`: it would
    break those who reuse the file, and waits for `confirm_version`. `received` or `checking`: it is
    large, the check goes on in the background. Bytes that are on line already, or that wait
    already, make no version: theirs is returned.
    Raises Conflict when the version on line is no longer `expected_version`, or when the file of
    somebody who started from it too is being checked.
    """
    sending = Sending(by, origin, note, expected_version, submission, at)
    require(by, Right.CHANGE_DATASET, resource.dataset)
    replaceable(resource)
    if known := already_known(resource, sending, fingerprint(resource, file)):
        return known
    unmoved(resource, expected_version)
    received = receive(file, filename)
    return checked_while_one_waits(enter(resource, received, sending), at=at)


def restore_version(
    version: ResourceVersion,
    *,
    by: User,
    note: str = "",
    expected_version: int | None = None,
    submission: uuid.UUID | None = None,
    at: datetime | None = None,
) -> ResourceVersion:
    """Put an older version back on line, as a new version made of the same bytes.

    A version is immutable and its key is its own: the bytes are copied under a new one, hashed on
    the way, so that what comes back is what was sent the first time. It is compared, for the
    history, but never held: it was on line, and this is how one undoes.
    Raises WrongState for a version that was never on line, Conflict as `replace_resource` does.
    """
    sending = Sending(by, Origin.RESTORE, note, expected_version, submission, at)
    resource = version.resource
    require(by, Right.CHANGE_DATASET, resource.dataset)
    replaceable(resource)
    if known := already_known(resource, sending, version.sha256):
        return known
    if version.state != VersionState.SUPERSEDED:
        raise WrongState(
            f"La version {version.number} n’a jamais été en ligne : envoyez son fichier, il sera "
            "comparé à celui qui l’est."
        )
    if version.discarded_at:
        raise WrongState(
            f"Le fichier de la version {version.number} a été effacé : il était trop ancien pour "
            "être gardé. Envoyez-le de nouveau si vous l’avez."
        )
    unmoved(resource, expected_version)
    made = enter(resource, copied(version), sending, like=version)
    return checked_while_one_waits(made, at=at)


def copied(version: ResourceVersion) -> ReceivedFile:
    """Write the bytes of the version again. Raises StorageFailure when they have changed."""
    with local_copy(version) as path, path.open("rb") as file:
        stored = storage.write(file)
    if stored.sha256 != version.sha256:
        raise StorageFailure(
            f"Le fichier de la version {version.number} n’est plus celui qui avait été reçu. Rien "
            "n’a changé. Prévenez l’équipe du site."
        )
    return ReceivedFile(version.filename, FileType(version.format, version.mime), stored)


def enter(
    resource: Resource,
    received: ReceivedFile,
    sending: Sending,
    *,
    like: ResourceVersion | None = None,
) -> ResourceVersion:
    """Number the file after the others; its check exists if, and only if, its row does.

    `like`: a version of the same bytes, which were read already.
    """
    with transaction.atomic():
        resource = held(resource)
        require(sending.by, Right.CHANGE_DATASET, resource.dataset)
        replaceable(resource)
        if known := already_known(resource, sending, received.stored.sha256):
            return known
        unmoved(resource, sending.expected_version)
        unhurried(resource, sending.expected_version)
        started_from = resource.current_version if sending.expected_version is not None else None
        version = new_version(
            resource,
            received,
            number=next_number(resource),
            by=sending.by,
            at=sending.at,
            state=VersionState.RECEIVED,
            origin=sending.origin,
            note=sending.note,
            submission=sending.submission,
            based_on=started_from,
            **read_already(like),
        )
        waited_for = is_quick(version) or sending.origin == Origin.FLOW
        after = FORGOTTEN if waited_for else None
        enqueue("catalog.tasks.check_version", str(version.pk), after=after)
    return version


def read_already(like: ResourceVersion | None) -> dict[str, Any]:
    return {"profile": like.profile, "table_key": like.table_key} if like else {}


def checked_while_one_waits(version: ResourceVersion, *, at: datetime | None) -> ResourceVersion:
    """Check a small file at once. What fails is left to the task that was asked for."""
    if not (version.is_being_checked and is_quick(version)):
        return version
    try:
        return check_version(version.pk, at=at)
    except (StorageFailure, *storage.UNREACHABLE):
        logger.exception("Version left to be checked later", extra={"version": str(version.pk)})
        version.refresh_from_db()
        return version


def is_quick(version: ResourceVersion) -> bool:
    return version.size <= settings.FILES_INLINE_BYTES


def next_number(resource: Resource) -> int:
    """Return the number after the last, whatever became of it: a number serves once."""
    return (resource.versions.aggregate(last=Max("number"))["last"] or 0) + 1


def fingerprint(resource: Resource, file: IO[bytes]) -> str:
    """Return the hash of the file when its size is one we have: others need not be read twice."""
    size = file.seek(0, 2)
    file.seek(0)
    if not resource.versions.standing().of_size(size).exists():
        return ""
    digest = hashlib.sha256()
    while chunk := file.read(CHUNK):
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()


def already_known(resource: Resource, sending: Sending, sha256: str) -> ResourceVersion | None:
    """Return what this form made, or the version of these bytes, on line or waiting."""
    if sending.submission:
        twin = sent_before(ResourceVersion, sending.submission, resource=resource)
        if twin:
            return twin
    if not sha256:
        return None
    return resource.versions.standing().of_bytes(sha256).newest_first().first()


def replaceable(resource: Resource) -> None:
    outside_bin(resource.dataset)
    if resource.is_remote:
        raise WrongState(
            f"« {resource.title} » est un lien : changez son adresse au lieu de le remplacer."
        )
    if resource.removed_at:
        raise WrongState(f"« {resource.title} » a été retirée. Rétablissez-la d’abord.")


def unmoved(resource: Resource, expected_version: int | None) -> None:
    """Ask the database, not the row at hand: it may have been read a while ago."""
    current = resource.versions.current().first()
    if expected_version is not None and current and current.number != expected_version:
        raise Conflict(
            f"Quelqu’un a remplacé « {resource.title} » entre-temps : la version {current.number} "
            f"est en ligne depuis, vous partiez de la version {expected_version}. Regardez-la "
            "avant d’envoyer la vôtre."
        )


def unhurried(resource: Resource, expected_version: int | None) -> None:
    """Of two who started from the same version, the first to be received goes first."""
    if expected_version is None:
        return
    other = resource.versions.being_checked().newest_first().first()
    if other:
        raise Conflict(
            f"{other.created_by or 'Quelqu’un'} vient d’envoyer « {other.filename} » pour "
            f"remplacer « {resource.title} » : ce fichier, version {other.number}, est en cours de "
            "contrôle. Regardez ce qu’il devient avant d’envoyer le vôtre."
        )
