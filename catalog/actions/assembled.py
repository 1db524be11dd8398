"""A file read from its parts, one after the other, in constant memory."""

import hashlib
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from catalog import storage
from catalog.exceptions import StorageFailure

BUFFER = 1024 * 1024
LOST = (
    "Une partie de ce fichier n’a pas pu être relue : l’espace de stockage ne répond pas, ou ne "
    "l’a pas rendue entière. Rien n’a changé, les parties sont gardées. Réessayez dans quelques "
    "minutes."
)


@dataclass(frozen=True)
class StoredPart:
    """Where some bytes of the file are, and how many."""

    key: str
    size: int


def joined(parts: Sequence[StoredPart]) -> io.BufferedReader:
    return io.BufferedReader(JoinedParts(parts), BUFFER)


def checked(part: StoredPart, position: int) -> Iterator[bytes]:
    """Yield the bytes of the part from there. Raises StorageFailure at its end when some lack, or,
    read from its start, when they are not those that were sent.
    """
    digest, left = hashlib.sha256(), part.size - position
    try:
        for chunk in storage.parts().read_range(part.key, position, part.size):
            digest.update(chunk)
            left -= len(chunk)
            yield chunk
    except storage.UNREACHABLE as error:
        raise StorageFailure(LOST) from error
    known = storage.hash_in(part.key)
    if left or (known and not position and digest.hexdigest() != known):
        raise StorageFailure(LOST)


class JoinedParts(io.RawIOBase):
    """Reads like one file; a seek opens again from the part that holds the position."""

    def __init__(self, parts: Sequence[StoredPart]) -> None:
        self.parts = parts
        self.size = sum(part.size for part in parts)
        self.seek(0)

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self.position

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        start = {io.SEEK_SET: 0, io.SEEK_CUR: getattr(self, "position", 0), io.SEEK_END: self.size}
        self.position = max(start[whence] + offset, 0)
        self.waiting = b""
        self.chunks = self.from_position(self.position)
        return self.position

    def from_position(self, position: int) -> Iterator[bytes]:
        for part in self.parts:
            if position < part.size:
                yield from checked(part, position)
            position = max(position - part.size, 0)

    def readinto(self, buffer: Any) -> int:
        if not self.waiting:
            self.waiting = next(self.chunks, b"")
        given = self.waiting[: len(buffer)]
        buffer[: len(given)] = given
        self.waiting = self.waiting[len(given) :]
        self.position += len(given)
        return len(given)
