"""Reading what a version contains. In: bytes of the storage. Out: a profile, kept with its row, and
the table made from the file, kept among what can be made again.
"""

import hashlib
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.base import File

from catalog import storage
from catalog.exceptions import Damaged, StorageFailure
from catalog.files import profile
from catalog.files.shapes import Profile
from catalog.models import ResourceVersion


@contextmanager
def work_folder() -> Iterator[Path]:
    """Give a folder of the disk that uploads come through; it goes with what was left in it."""
    with tempfile.TemporaryDirectory(dir=settings.FILE_UPLOAD_TEMP_DIR, prefix="read-") as folder:
        yield Path(folder)


@contextmanager
def local_copy(version: ResourceVersion) -> Iterator[Path]:
    """Give the bytes of the version as a file of this machine."""
    with work_folder() as folder:
        yield fetched(version, folder / "file")


def fetched(version: ResourceVersion, path: Path) -> Path:
    return fetch(storage.files(), version.key, path, sha256=version.sha256)


def fetch(store: Any, key: str, path: Path, *, sha256: str) -> Path:
    """Write what is under that key there; with a hash, these bytes and no others.

    Raises StorageFailure when they do not come, Damaged when they are not those.
    """
    digest = hashlib.sha256()
    try:
        with path.open("wb") as file:
            for chunk in store.read_range(key):
                digest.update(chunk)
                file.write(chunk)
    except storage.UNREACHABLE as error:
        raise StorageFailure(
            "Le fichier n’a pas pu être relu : l’espace de stockage ne répond pas, ou le disque "
            "est plein. Rien n’a changé. Réessayez dans quelques minutes."
        ) from error
    if sha256 not in ("", digest.hexdigest()):
        raise Damaged(
            "L’espace de stockage a rendu d’autres octets que ceux qu’il avait reçus. Rien n’a "
            "changé. Réessayez dans quelques minutes ; si cela dure, prévenez l’équipe du site."
        )
    return path


def explore(version: ResourceVersion) -> Profile:
    """Return what the version contains, read once: it is immutable, and so is its profile.

    Two who read it at once keep the first answer; the table of the other is garbage.
    """
    if version.contents is not None:
        return version.contents
    found, key = read(version)
    unread = ResourceVersion.objects.unread().filter(pk=version.pk)
    unread.update(profile=found.as_json(), table_key=key)
    version.refresh_from_db(fields=["profile", "table_key"])
    return version.contents or found


def explore_again(version: ResourceVersion) -> None:
    """Read the file as if nobody had: what was derived from it is made anew."""
    found, key = read(version)
    same = ResourceVersion.objects.kept().filter(pk=version.pk)
    same.update(profile=found.as_json(), table_key=key)


def read(version: ResourceVersion) -> tuple[Profile, str]:
    """Return what the file contains, and the key of the table made from it ("": none)."""
    with work_folder() as folder:
        file = fetched(version, folder / "file")
        table = folder / "table.parquet"
        found = profile(file, filename=version.filename, table=table)
        return found, keep(table) if table.is_file() else ""


def keep(table: Path) -> str:
    """Write the table under a new key of the derived storage, which bears its hash; return it."""
    with table.open("rb") as file:
        name = storage.name_with(storage.sha256_of(file))
        file.seek(0)
        return str(storage.derived().save(f"{name}.parquet", File(file)))


def table_of(version: ResourceVersion, path: Path) -> Path | None:
    """Return the table of the version on this machine, or None when it has none. One that was
    damaged, or lost, is made again.
    """
    if not version.table_key:
        return None
    try:
        return fetch_table(version, path)
    except StorageFailure as failure:
        if not isinstance(failure, Damaged) and storage.derived().exists(version.table_key):
            raise
        explore_again(version)
        version.refresh_from_db(fields=["profile", "table_key"])
        return fetch_table(version, path)


def fetch_table(version: ResourceVersion, path: Path) -> Path:
    key = version.table_key
    return fetch(storage.derived(), key, path, sha256=storage.hash_in(key))
