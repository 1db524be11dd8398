"""The logo of an organisation: never the bytes received, a picture drawn again from them."""

import tempfile
import uuid
from datetime import datetime
from pathlib import Path
from typing import IO

from django.core.files.base import ContentFile
from django.db import transaction

from catalog import storage
from catalog.accounts.models import Organization, User
from catalog.actions.guards import require
from catalog.actions.organization_life import about, held
from catalog.enums import Right
from catalog.exceptions import InvalidFile, StorageFailure
from catalog.files.sandbox import Limits, SandboxRefusal, call
from catalog.journal.record import record

FOLDER = "logos"
LARGEST = 5 * 1024**2
LIMITS = Limits(memory=1024**3, cpu=20, wall=20, file=16 * 1024**2)


def set_logo(
    organization: Organization, *, file: IO[bytes], by: User, at: datetime | None = None
) -> Organization:
    """Draw the picture again in the sandbox, then show it. Raises InvalidFile, beside the field."""
    require(by, Right.CHANGE_ORGANIZATION, organization)
    content = file.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise InvalidFile("Ce fichier dépasse 5 Mo : réduisez l’image.", field="logo")
    drawn = drawn_again(content)
    try:
        key = storage.public().save(f"{FOLDER}/{uuid.uuid4().hex}.png", ContentFile(drawn))
    except storage.UNREACHABLE as error:
        raise StorageFailure(
            "Le logo n’a pas pu être enregistré : l’espace de stockage ne répond pas. Rien n’a "
            "changé. Réessayez dans quelques minutes."
        ) from error
    with transaction.atomic():
        organization = held(organization)
        require(by, Right.CHANGE_ORGANIZATION, organization)
        organization.logo = key
        organization.save(update_fields=["logo"])
        record("organization.logo_set", about(organization), by=by, at=at)
    return organization


@transaction.atomic
def remove_logo(
    organization: Organization, *, by: User, at: datetime | None = None
) -> Organization:
    organization = held(organization)
    require(by, Right.CHANGE_ORGANIZATION, organization)
    if organization.logo_address:
        organization.logo, organization.logo_url = "", ""
        organization.save(update_fields=["logo", "logo_url"])
        record("organization.logo_set", about(organization), by=by, at=at)
    return organization


def drawn_again(content: bytes) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "source"), Path(folder, "target")
        source.write_bytes(content)
        try:
            call(
                "catalog.files.picture:draw_again",
                reads=[source],
                writes=target,
                limits=LIMITS,
                path=source,
            )
        except SandboxRefusal as refusal:
            raise InvalidFile(str(refusal), field="logo") from refusal
        return target.read_bytes()
