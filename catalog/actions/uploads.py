"""Files that come in several parts: each is written apart, then they are read as one file.

What is received this way is checked by the verbs that add and replace, as what comes at once.
"""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import IO

from django.conf import settings
from django.core.files.base import File
from django.db import transaction
from django.template.defaultfilters import filesizeformat

from catalog import storage
from catalog.accounts.models import User
from catalog.actions.assembled import StoredPart, joined
from catalog.actions.guards import moment, outside_bin, require
from catalog.enums import Right
from catalog.exceptions import InvalidPart, StorageFailure, TooLarge, UploadLimit
from catalog.files.identify import display_name
from catalog.models import Dataset, Resource, Upload, UploadPart

logger = logging.getLogger(__name__)
Target = Dataset | Resource
MOST_PARTS = 10_000


@dataclass(frozen=True)
class Piece:
    """Where a part goes: its rank from 0, its first byte, how many parts there are in all.

    `size`: the bytes it should have; `total_size`: those of the whole file; None: not announced.
    """

    index: int
    offset: int
    total: int
    size: int | None = None
    total_size: int | None = None


def receive_part(
    target: Target,
    *,
    key: str,
    filename: str,
    piece: Piece,
    file: IO[bytes],
    by: User,
    at: datetime | None = None,
) -> Upload:
    """Keep one part of a file meant for the dataset, or meant to replace the resource's.

    Sent twice, the last one is kept. Raises InvalidPart, TooLarge or UploadLimit.
    """
    dataset = dataset_of(target)
    require(by, Right.CHANGE_DATASET, dataset)
    outside_bin(dataset)
    size = checked_size(file, piece)
    upload = opened(target, key, display_name(filename), piece, by=by, at=at)
    written = write_part(file)
    try:
        replaced = keep(upload, UploadPart(index=piece.index, offset=piece.offset, size=size,
                                           key=written), at=at)  # fmt: skip
    except BaseException:
        erase([written])
        raise
    erase(replaced)
    return upload


def find_upload(target: Target, *, key: str, by: User) -> Upload | None:
    """Return this person's own, for this very thing, unless it expired."""
    known = Upload.objects.of(by).called(key, target=target.pk)
    return known.exclude(pk__in=Upload.objects.stale()).first()


def whole_file(upload: Upload) -> IO[bytes]:
    """Return the file that the parts make. Raises InvalidPart when they do not make one."""
    parts = list(upload.parts.all())
    missing = sorted(set(range(upload.total_parts)) - {part.index for part in parts})
    if missing:
        some = ", ".join(str(index) for index in missing[:5])
        raise InvalidPart(
            f"Il manque {len(missing)} partie{'s' if len(missing) > 1 else ''} de "
            f"« {upload.filename} » : {some}{'…' if len(missing) > 5 else ''}. Envoyez-les."
        )
    position = 0
    for part in parts:
        if part.offset != position:
            raise InvalidPart(
                f"La partie {part.index} de « {upload.filename} » dit commencer à l’octet "
                f"{part.offset}, les précédentes finissent à {position}. Envoyez-la de nouveau."
            )
        position += part.size
    if upload.size is not None and position != upload.size:
        raise InvalidPart(
            f"« {upload.filename} » devait peser {upload.size} octets, ses parties en font "
            f"{position}. Envoyez-le de nouveau."
        )
    return joined([StoredPart(part.key, part.size) for part in parts])


def discard_upload(upload: Upload) -> None:
    """Forget the parts: the file they made is kept, or nobody wants it any more."""
    keys = list(upload.parts.values_list("key", flat=True))
    upload.delete()
    erase(keys)


def forget_stale_uploads(*, of: User | None = None, at: datetime | None = None) -> int:
    """Erase what nobody came back to finish; return how many there were."""
    stale = Upload.objects.stale(at)
    found = list(stale.of(of) if of else stale)
    for upload in found:
        discard_upload(upload)
    return len(found)


def dataset_of(target: Target) -> Dataset:
    return target.dataset if isinstance(target, Resource) else target


def checked_size(file: IO[bytes], piece: Piece) -> int:
    size = file.seek(0, 2)
    file.seek(0)
    if size == 0:
        raise InvalidPart(f"La partie {piece.index} est vide.")
    if piece.size is not None and size != piece.size:
        raise InvalidPart(
            f"La partie {piece.index} pèse {size} octets au lieu de {piece.size} : elle a été "
            "coupée. Envoyez-la de nouveau."
        )
    if not (0 <= piece.index < piece.total <= MOST_PARTS):
        raise InvalidPart(
            f"La partie {piece.index} sur {piece.total} n’existe pas : elles se comptent à partir "
            f"de 0, et sont {MOST_PARTS} au plus."
        )
    end = max(piece.total_size or 0, piece.offset + size)
    if end > settings.FILES_MAX_BYTES:
        raise TooLarge(
            f"Ce fichier pèse {filesizeformat(end)} : la limite est de "
            f"{filesizeformat(settings.FILES_MAX_BYTES)}. Découpez-le ou compressez-le."
        )
    if piece.total_size is not None and piece.offset + size > piece.total_size:
        raise InvalidPart(f"La partie {piece.index} dépasse la fin du fichier.")
    return size


def opened(
    target: Target,
    key: str,
    filename: str,
    piece: Piece,
    *,
    by: User,
    at: datetime | None,
) -> Upload:
    """Return the upload of that name, or a new one if the person's limits leave room for it."""
    known = find_upload(target, key=key, by=by)
    if known is None:
        forget_stale_uploads(of=by, at=at)
        known = begun(target, key, filename, piece, by=by, at=at)
    if (known.total_parts, known.size) != (piece.total, piece.total_size):
        raise InvalidPart(
            f"Cet envoi a commencé avec {known.total_parts} parties et {known.size} octets : "
            "il ne peut pas en changer. Recommencez-le sous un autre nom."
        )
    return known


@transaction.atomic
def begun(
    target: Target,
    key: str,
    filename: str,
    piece: Piece,
    *,
    by: User,
    at: datetime | None,
) -> Upload:
    """Hold the person's row: two parts that arrive first together begin one upload."""
    by = User.objects.select_for_update(of=("self",), no_key=True).get(pk=by.pk)
    own = Upload.objects.of(by)
    if known := own.called(key, target=target.pk).first():
        return known
    if own.count() >= settings.UPLOADS_OPEN:
        raise UploadLimit(
            f"Vous avez déjà {settings.UPLOADS_OPEN} envois en cours. Terminez-les, ou laissez-les "
            f"expirer : ils sont oubliés au bout de {settings.UPLOADS_HOURS} heures."
        )
    if own.total_bytes() + (piece.total_size or 0) > settings.UPLOADS_BYTES:
        raise UploadLimit(
            f"Vos envois en cours dépasseraient {filesizeformat(settings.UPLOADS_BYTES)}. "
            "Terminez-les avant d’en commencer un autre."
        )
    now = moment(at)
    return own.create(
        user=by,
        target=target.pk,
        key=key,
        filename=filename,
        size=piece.total_size,
        total_parts=piece.total,
        created_at=now,
        touched_at=now,
    )


def write_part(file: IO[bytes]) -> str:
    """Return a key that bears the hash of the part: it is read again later, with the others."""
    name = storage.name_with(storage.sha256_of(file))
    file.seek(0)
    try:
        return str(storage.parts().save(name, File(file, name=name)))
    except storage.UNREACHABLE as error:
        raise StorageFailure(
            "Cette partie n’a pas pu être enregistrée : l’espace de stockage ne répond pas ou est "
            "plein. Celles déjà reçues sont gardées. Réessayez dans quelques minutes."
        ) from error


@transaction.atomic
def keep(upload: Upload, part: UploadPart, *, at: datetime | None) -> list[str]:
    """Write the part's row; return the keys of those it takes the place of."""
    held = Upload.objects.select_for_update(of=("self",)).filter(pk=upload.pk).first()
    if held is None:
        raise InvalidPart(f"L’envoi de « {upload.filename} » a été abandonné. Recommencez-le.")
    same_place = held.parts.filter(index=part.index)
    replaced = list(same_place.values_list("key", flat=True))
    same_place.delete()
    if Upload.objects.of(held.user).total_bytes() + (0 if held.size else part.size) > (
        settings.UPLOADS_BYTES
    ):
        raise UploadLimit(
            f"Vos envois en cours dépassent {filesizeformat(settings.UPLOADS_BYTES)}. "
            "Terminez-les avant de continuer celui-ci."
        )
    part.upload = held
    part.save(force_insert=True)
    held.touched_at = moment(at)
    held.save(update_fields=["touched_at"])
    return replaced


def erase(keys: Iterable[str]) -> None:
    """What cannot be erased now is only in the way: nothing that succeeded fails for it."""
    for key in keys:
        try:
            storage.parts().delete(key)
        except storage.UNREACHABLE:
            logger.exception("Part not erased", extra={"key": key})
