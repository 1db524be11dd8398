"""Where published bytes live. A file is written once, under a key of UUIDs, and never altered."""

import hashlib
import os
import re
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

from boto3.s3.transfer import TransferConfig
from botocore.exceptions import BotoCoreError, ClientError
from django.core.files.base import File
from django.core.files.storage import FileSystemStorage, storages
from storages.backends.s3 import S3Storage

from catalog.exceptions import StorageFailure
from catalog.s3 import breaker_of, patience

CHUNK = 256 * 1024
MIB = 1024 * 1024
SIGNED_SECONDS = 300
PART = ".part-"
HASHED = re.compile(r"-([0-9a-f]{64})(?:\.|$)")
UNREACHABLE = (OSError, BotoCoreError, ClientError)
"""What a folder or a bucket raises when it does not answer, or is full."""


@dataclass(frozen=True)
class StoredFile:
    """What was written and read back: its key, its size in bytes, its SHA-256 in hexadecimal."""

    key: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Listed:
    """What a storage holds: under which key (or in which unfinished part), its bytes, its date."""

    key: str
    size: int
    modified_at: datetime


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
        with tempfile.NamedTemporaryFile(dir=target.parent, prefix=PART) as part:
            for chunk in content.chunks(CHUNK):
                part.write(chunk)
            part.flush()
            os.fsync(part.fileno())
            os.link(part.name, target)  # refuses to replace an existing file
        sync_folder(target.parent)
        return name

    def listing(self) -> Iterator[Listed]:
        """Yield every whole file, one folder after another."""
        return (found for path, found in self.walk() if not path.name.startswith(PART))

    def unfinished(self) -> Iterator[Listed]:
        """Yield what a process that was killed had begun to write."""
        return (found for path, found in self.walk() if path.name.startswith(PART))

    def drop_unfinished(self, part: Listed) -> None:
        self.delete(part.key)

    def walk(self) -> Iterator[tuple[Path, Listed]]:
        root = Path(self.location)
        for folder, _, names in os.walk(root):
            for path in sorted(Path(folder, name) for name in names):
                try:
                    facts = path.stat()
                except FileNotFoundError:  # written, or erased, while we were looking
                    continue
                date = datetime.fromtimestamp(facts.st_mtime, UTC)
                yield path, Listed(path.relative_to(root).as_posix(), facts.st_size, date)

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


class LocalPublicStorage(LocalFileStorage):
    """A folder of pictures, which a web server may read too: written in Django's own way."""

    _save = FileSystemStorage._save  # noqa: SLF001 (its parent's own)


# What one upload holds in memory is bounded by these, whatever the size of the file.
TRANSFER = TransferConfig(multipart_chunksize=8 * MIB, max_concurrency=3)
TRANSFER.max_in_memory_upload_chunks = 3


class S3FileStorage(S3Storage):
    """A private bucket: the site hands out signed addresses that live five minutes.

    `refuse_overwrite`: the bucket itself refuses to replace a key; off for the few that cannot.
    """

    def get_default_settings(self) -> dict[str, Any]:
        return super().get_default_settings() | {
            "addressing_style": "path",
            "client_config": patience(connections=20),
            "default_acl": None,
            "file_overwrite": False,
            "querystring_auth": True,
            "querystring_expire": SIGNED_SECONDS,
            "refuse_overwrite": True,
            "transfer_config": TRANSFER,
        }

    @property
    def connection(self) -> Any:
        known = getattr(self._connections, "connection", None)
        resource = super().connection
        if known is None:
            client = resource.meta.client
            breaker_of(str(client.meta.endpoint_url)).watch(client)
            for write in ("PutObject", "CompleteMultipartUpload") if self.refuse_overwrite else ():
                client.meta.events.register(f"provide-client-params.s3.{write}", unless_it_exists)
        return resource

    @property
    def client(self) -> Any:
        return self.connection.meta.client

    def read_range(self, key: str, start: int = 0, end: int | None = None) -> Iterator[bytes]:
        """Yield the bytes from `start` to `end` (excluded; None: the last)."""
        part = {"Range": f"bytes={start}-{'' if end is None else end - 1}"} if start or end else {}
        body = self.bucket.Object(self._normalize_name(key)).get(**part)["Body"]
        with closing(body):
            yield from body.iter_chunks(CHUNK)

    def signed_address(self, key: str, headers: dict[str, str]) -> str | None:
        """Return an address for one GET, which answers with these two headers."""
        parameters = {
            "ResponseContentDisposition": headers["Content-Disposition"],
            "ResponseContentType": headers["Content-Type"],
        }
        return self.url(key, parameters=parameters, expire=SIGNED_SECONDS)

    def listing(self) -> Iterator[Listed]:
        """Yield every whole object, one folder after another, a thousand a request."""
        found = self.bucket.objects.filter(Prefix=self.prefix)
        return (self.listed(one.key, one.size, one.last_modified) for one in found)

    def unfinished(self) -> Iterator[Listed]:
        """Yield the multipart uploads that nobody completed; their parts are paid for."""
        try:
            found = list(self.bucket.multipart_uploads.filter(Prefix=self.prefix))
        except ClientError as error:
            if error.response["Error"]["Code"] != "NoSuchUpload":  # how rclone says « none »
                raise
            return
        for one in found:
            yield self.listed(f"{one.object_key}#{one.id}", 0, one.initiated)

    def drop_unfinished(self, part: Listed) -> None:
        key, upload = part.key.rsplit("#", 1)
        name = self._normalize_name(key)
        self.client.abort_multipart_upload(Bucket=self.bucket_name, Key=name, UploadId=upload)

    @property
    def prefix(self) -> str:
        return f"{self.location.strip('/')}/"

    def listed(self, name: str, size: int, modified_at: datetime) -> Listed:
        return Listed(name.removeprefix(self.prefix), size, modified_at)


class PublicStorage(S3FileStorage):
    """The public bucket: what depends on no right, at addresses that last."""

    def get_default_settings(self) -> dict[str, Any]:
        return super().get_default_settings() | {"querystring_auth": False}


def unless_it_exists(params: dict[str, Any], **_: Any) -> dict[str, Any]:
    """Make a write conditional (RFC 9110 §13.1.2): the bucket answers 412 rather than replace."""
    return {**params, "IfNoneMatch": "*"}


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


def inbox() -> Any:
    """Where producers' machines drop what a flow will publish."""
    return storages["inbox"]


def public() -> Any:
    """What depends on no right: the pictures of pages."""
    return storages["default"]


def parts() -> Any:
    """Where the parts of a file wait until it is whole."""
    return storages["parts"]


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


def name_with(sha256: str) -> str:
    """Return a new name that says the hash of what it holds, for bytes of which no row says it."""
    name = uuid.uuid4().hex
    return f"{name[:2]}/{name}-{sha256}"


def sha256_of(file: Any) -> str:
    return hashlib.file_digest(file, "sha256").hexdigest()


def hash_in(key: str) -> str:
    """Return the hash that the key says, "" for one that says none."""
    return found[1] if (found := HASHED.search(key)) else ""


def read_back(key: str) -> StoredFile:
    """Return the key with the size and hash of what the storage holds under it."""
    digest, size = hashlib.sha256(), 0
    for chunk in files().read_range(key):
        digest.update(chunk)
        size += len(chunk)
    return StoredFile(key, size, digest.hexdigest())
