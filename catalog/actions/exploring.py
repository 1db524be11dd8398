"""Reading what a version contains. In: bytes of the storage. Out: a profile, kept with its row, and
the table made from the file, kept among what can be made again.
"""

import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.base import File

from catalog import storage
from catalog.files import profile
from catalog.files.shapes import Profile
from catalog.models import ResourceVersion


@contextmanager
def work_folder() -> Iterator[Path]:
    """Give a folder of the disk that uploads come through; it goes with what was left in it."""
    with tempfile.TemporaryDirectory(dir=settings.FILE_UPLOAD_TEMP_DIR, prefix="read-") as folder:
        yield Path(folder)


@contextmanager
def local_copy(store: Any, key: str) -> Iterator[Path]:
    """Give the bytes under that key as a file of this machine."""
    with work_folder() as folder:
        yield fetch(store, key, folder / "file")


def fetch(store: Any, key: str, path: Path) -> Path:
    with path.open("wb") as file:
        for chunk in store.read_range(key):
            file.write(chunk)
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
        file = fetch(storage.files(), version.key, folder / "file")
        table = folder / "table.parquet"
        found = profile(file, filename=version.filename, table=table)
        return found, keep(table) if table.is_file() else ""


def keep(table: Path) -> str:
    """Write the table under a new key of the derived storage, and return the key."""
    name = uuid.uuid4().hex
    with table.open("rb") as file:
        return str(storage.derived().save(f"{name[:2]}/{name}.parquet", File(file)))
