"""Where published bytes live. A file is written once, under a key of UUIDs, and never altered."""

import hashlib
import os
import tempfile
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from botocore.exceptions import BotoCoreError, ClientError
from django.core.files.base import File
from django.core.files.storage import FileSystemStorage, storages
from storages.backends.s3 import S3Storage

from catalog.exceptions import StorageFailure

CHUNK = 256 * 1024
SIGNED_SECONDS = 300
UNREACHABLE = (OSError, BotoCoreError, ClientError)
"""What a folder or a bucket raises when it does not answer, or is full."""


@dataclass(frozen=True)
class StoredFile:
    """What was written and read back: its key, its size in bytes, its SHA-256 in hexadecimal."""

    key: str
    size: int
    sha256: str


class HashingFile(File):
    """A file that is hashed while it is read, so that what is written is what is described."""

    def __init__(self, file: IO[bytes]) -> None:
        super().__init__(file, name="")
        self.start_again()

    def start_again(self) -> None:
        self.digest = hashlib.sha256()
        self.count = 0

    def read(self, size: int = -1) -> bytes:
        data = self.file.read(size)
        self.digest.update(data)
        self.count += len(data)
        return data

    def seek(self, offset: int, whence: int = 0) -> int:
        if (offset, whence) == (0, 0):
            self.start_again()
        return self.file.seek(offset, whence)


class LocalFileStorage(FileSystemStorage):
    """A folder: whole files only (temporary file, fsync, link), never overwritten."""

    def _save(self, name: str, content: File) -> str:
        target = Path(self.path(name))
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=target.parent, prefix=".part-") as part:
            for chunk in content.chunks(CHUNK):
                part.write(chunk)
            part.flush()
            os.fsync(part.fileno())
            os.link(part.name, target)  # refuses to replace an existing file
        sync_folder(target.parent)
        return name

    def read_range(self, key: str, start: int = 0, end: int | None = None) -> Iterator[bytes]:
        """Yield the bytes from `start` to `end` (excluded; None: the last)."""
        with Path(self.path(key)).open("rb") as file:
            file.seek(start)
            left = None if end is None else end - start
            while chunk := file.read(CHUNK if left is None else min(CHUNK, left)):
                left = None if left is None else left - len(chunk)
                yield chunk

    def signed_address(self, key: str, headers: dict[str, str]) -> str | None:
        """A folder has no address of its own: the site sends the bytes itself."""


class S3FileStorage(S3Storage):
    """A private bucket: the site hands out signed addresses that live five minutes."""

    def read_range(self, key: str, start: int = 0, end: int | None = None) -> Iterator[bytes]:
        """Yield the bytes from `start` to `end` (excluded; None: the last)."""
        wanted = f"bytes={start}-{'' if end is None else end - 1}"
        body = self.bucket.Object(self._normalize_name(key)).get(Range=wanted)["Body"]
        yield from body.iter_chunks(CHUNK)

    def signed_address(self, key: str, headers: dict[str, str]) -> str | None:
        """Return an address for one GET, which answers with these two headers."""
        parameters = {
            "ResponseContentDisposition": headers["Content-Disposition"],
            "ResponseContentType": headers["Content-Type"],
        }
        return self.url(key, parameters=parameters, expire=SIGNED_SECONDS)


def sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def files() -> Any:
    return storages["files"]


def derived() -> Any:
    """Where tables and exports made from the files live: all of it can be made again."""
    return storages["derived"]


def write(source: IO[bytes]) -> StoredFile:
    """Write the stream under a new key, hash it on the way, and read it back.

    Raises StorageFailure when it could not be written whole; nothing refers to the key by then.
    """
    name = uuid.uuid4().hex
    hashing = HashingFile(source)
    try:
        key = files().save(f"{name[:2]}/{name}", hashing)
        stored = StoredFile(key, hashing.count, hashing.digest.hexdigest())
        intact = read_back(key) == stored
    except UNREACHABLE as error:
        raise StorageFailure(
            "Le fichier n’a pas pu être enregistré : l’espace de stockage ne répond pas ou est "
            "plein. Rien n’a changé. Réessayez dans quelques minutes."
        ) from error
    if not intact:
        raise StorageFailure(
            "Le fichier enregistré diffère de celui reçu. Rien n’a changé. Envoyez-le de nouveau."
        )
    return stored


def read_back(key: str) -> StoredFile:
    """Return the key with the size and hash of what the storage holds under it."""
    digest, size = hashlib.sha256(), 0
    for chunk in files().read_range(key):
        digest.update(chunk)
        size += len(chunk)
    return StoredFile(key, size, digest.hexdigest())
