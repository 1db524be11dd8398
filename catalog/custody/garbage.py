"""Erasing what nothing names any more: little at a time, never in a request, never what is named.

What may go: the files of versions beyond retention; keys that no row names, logos too, after some
days; exports, after a month; what was begun and never finished, after a day. Nothing else: a key is
looked up in the rows again at the moment it is erased.
"""

import logging
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import QuerySet

from catalog import storage
from catalog.accounts.models import Organization
from catalog.actions import exporting, logo
from catalog.actions.custody import beyond_retention, discard_version
from catalog.actions.guards import moment
from catalog.actions.uploads import discard_upload
from catalog.models import ResourceVersion
from catalog.models.upload import Upload, UploadPart
from catalog.storage import Listed

logger = logging.getLogger(__name__)
EXPORT_DAYS = 30
PART_HOURS = 24
"""An upload may be resumed until then."""
AT_ONCE = 500
SMALL = 100
ONE_IN = 100
"""More orphans than that share is not waste: it is a base restored too old, or the wrong bucket."""


class TooMany(Exception):
    """There is so much to erase that somebody should look first."""


@dataclass(frozen=True)
class Bounds:
    """`hours`: age from which a key without a row goes; `most`: how many things a run erases."""

    hours: int = 7 * 24
    most: int = 1000


@dataclass(frozen=True)
class Waste:
    """One thing to erase. `erase` looks again, and returns False when it should stay."""

    kind: str
    name: str
    size: int
    erase: Callable[[], bool]


@dataclass(frozen=True)
class Shelf:
    """A storage whose keys are named by rows: `column` of `rows`. What was erased names nothing.

    `folder`: the one of its folders that is ours, "" for the whole of it.
    """

    kind: str
    store: Any
    rows: QuerySet[Any]
    column: str
    hours: int
    folder: str = ""

    def holds(self, one: Listed) -> bool:
        return one.key.startswith(self.folder) and not is_export(one)

    def alone(self, listed: list[Listed]) -> list[Listed]:
        """Return those that no row names."""
        keys = [one.key for one in listed]
        named = set(
            self.rows.filter(**{f"{self.column}__in": keys}).values_list(self.column, flat=True)
        )
        return [one for one in listed if one.key not in named]

    def old_and_alone(self, listed: list[Listed], at: datetime) -> list[Listed]:
        limit = at - timedelta(hours=self.hours)
        return self.alone([one for one in listed if one.modified_at < limit])

    def erase(self, one: Listed) -> bool:
        """Look again, at the last moment, then erase."""
        return bool(self.alone([one])) and erased(self.store, one.key)


def shelves(bounds: Bounds) -> list[Shelf]:
    kept, parts = ResourceVersion.objects.kept(), UploadPart.objects.all()
    files, tables, pieces = storage.files(), storage.derived(), storage.parts()
    logos = Organization.objects.exclude(logo="")
    return [
        Shelf("fichier sans version", files, kept, "key", bounds.hours),
        Shelf("table sans version", tables, kept, "table_key", bounds.hours),
        Shelf("partie sans envoi", pieces, parts, "key", PART_HOURS),
        Shelf("logo remplacé", storage.public(), logos, "logo", bounds.hours, f"{logo.FOLDER}/"),
    ]


def collect(
    *,
    dry_run: bool,
    bounds: Bounds | None = None,
    even_many: bool = False,
    at: datetime | None = None,
) -> Iterator[Waste]:
    """Erase, and yield what went; `dry_run` erases nothing and yields what would go.

    Raises TooMany, before anything is erased, unless `even_many`.
    """
    bounds, at = bounds or Bounds(), moment(at)
    if not even_many:
        refuse_a_massacre(bounds, at)
    for waste in islice(all_of_it(bounds, at), bounds.most):
        if dry_run or waste.erase():
            yield waste


def all_of_it(bounds: Bounds, at: datetime) -> Iterator[Waste]:
    yield from old_versions(bounds, at)
    yield from stale_uploads(at)
    for shelf in shelves(bounds):
        yield from orphans(shelf, at)
    yield from old_exports(at)
    yield from unfinished(at)
    yield from forgotten_uploads(at)


def refuse_a_massacre(bounds: Bounds, at: datetime) -> None:
    """Raise TooMany when a strange share of the files is named by no row."""
    held = alone = 0
    shelf = shelves(bounds)[0]
    for listed in some_at_a_time(shelf.store):
        held += len(listed)
        alone += len(shelf.old_and_alone(listed, at))
    if alone > max(SMALL, held // ONE_IN):
        raise TooMany(
            f"{alone} fichiers sur {held} ne sont nommés par aucune version : c’est trop pour être "
            "des restes. La base est-elle la bonne, et à jour ? Rien n’a été effacé. Si c’est "
            "voulu, ajoutez --even-many."
        )


def old_versions(bounds: Bounds, at: datetime) -> Iterator[Waste]:
    found = beyond_retention(at).select_related("resource__dataset").order_by("created_at", "pk")
    for version in found[: bounds.most]:
        name = f"{version.resource.title}, version {version.number}"
        yield Waste("ancienne version", name, version.size, partial(discard, version, at))


def discard(version: ResourceVersion, at: datetime) -> bool:
    """Say it in the base first: killed in between, what is left is a key without a version."""
    if not discard_version(version, at=at):
        return False
    return erased(storage.files(), version.key)


def stale_uploads(at: datetime) -> Iterator[Waste]:
    for upload in Upload.objects.stale(at).order_by("touched_at"):
        yield Waste(
            "envoi expiré", upload.filename, upload.size or 0, partial(forgotten, upload, at)
        )


def forgotten(upload: Upload, at: datetime) -> bool:
    """Look again: its sender may have come back."""
    found = Upload.objects.stale(at).filter(pk=upload.pk).first()
    if found:
        discard_upload(found)
    return found is not None


def orphans(shelf: Shelf, at: datetime) -> Iterator[Waste]:
    for listed in some_at_a_time(shelf.store):
        for one in shelf.old_and_alone([one for one in listed if shelf.holds(one)], at):
            yield Waste(shelf.kind, one.key, one.size, partial(shelf.erase, one))


def some_at_a_time(store: Any) -> Iterator[list[Listed]]:
    listing = store.listing()
    while step := list(islice(listing, AT_ONCE)):
        yield step


def is_export(one: Listed) -> bool:
    return one.key.startswith(f"{exporting.FOLDER}/")


def old_exports(at: datetime) -> Iterator[Waste]:
    """An export is made again for whoever asks."""
    for one in storage.derived().listing():
        if is_export(one) and one.modified_at < at - timedelta(days=EXPORT_DAYS):
            drop = partial(erased, storage.derived(), one.key)
            yield Waste("export", one.key, one.size, drop)


def unfinished(at: datetime) -> Iterator[Waste]:
    for store in (storage.files(), storage.derived(), storage.parts()):
        for part in list(store.unfinished()):
            if part.modified_at < at - timedelta(hours=PART_HOURS):
                yield Waste("envoi interrompu", part.key, part.size, dropper(store, part))


def dropper(store: Any, part: Listed) -> Callable[[], bool]:
    def drop() -> bool:
        store.drop_unfinished(part)
        return True

    return drop


def forgotten_uploads(at: datetime) -> Iterator[Waste]:
    """What a killed process had received, or was reading, on the disk of this machine."""
    for path in sorted(Path(settings.FILE_UPLOAD_TEMP_DIR).iterdir()):
        age = at - datetime.fromtimestamp(path.stat().st_mtime, UTC)
        if age > timedelta(hours=PART_HOURS):
            size = path.stat().st_size
            yield Waste("envoi interrompu", path.name, size, partial(removed, path))


def removed(path: Path) -> bool:
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)
    return True


def erased(store: Any, key: str) -> bool:
    """Erase the key; what the storage refuses is left to the next run."""
    try:
        store.delete(key)
    except storage.UNREACHABLE as error:
        logger.warning("Key not erased", extra={"key": key, "reason": str(error)})
        return False
    return True
