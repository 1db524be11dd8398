"""The door to an inbox. In: what a flow looks for. Out: what is seen, and bytes of one version.

Nothing is ever written there but what a flow declares: putting away, or deleting, the very file
that was copied.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import IO, Protocol

from catalog.exceptions import CatalogError
from catalog.flows.shapes import Listing, Seen


class InboxUnreachable(CatalogError):
    """It does not answer, or refuses our key: nobody knows what is in it."""

    code = "inbox_unreachable"


class Changed(CatalogError):
    """The file is not, or no longer, the version that was seen."""

    code = "changed"


@dataclass(frozen=True)
class Copied:
    """What was read: bytes, and their hashes in hexadecimal; MD5 is what S3 says of a file."""

    size: int
    sha256: str
    md5: str


class Reader(Protocol):
    """An inbox that is read. Each method raises InboxUnreachable when it does not answer."""

    def look(self, prefix: str, *, after: str = "", limit: int) -> Listing:
        """Return what begins with the prefix, in an order that never changes, after that key."""

    def copy(self, seen: Seen, target: IO[bytes]) -> Copied:
        """Write the bytes of that version. Raises Changed: what was written is then nothing."""

    def put_away(self, seen: Seen, name: str) -> None:
        """Move that version, and no other, to that name beside it. Raises Changed."""

    def delete(self, seen: Seen) -> None:
        """Delete that version, and no other. Raises Changed."""


def poured(chunks: Iterable[bytes], target: IO[bytes]) -> Copied:
    """Write the chunks, hashed on the way."""
    digest, md5, size = hashlib.sha256(), hashlib.md5(usedforsecurity=False), 0
    for chunk in chunks:
        target.write(chunk)
        digest.update(chunk)
        md5.update(chunk)
        size += len(chunk)
    target.flush()
    return Copied(size, digest.hexdigest(), md5.hexdigest())


def changed(seen: Seen) -> Changed:
    return Changed(
        f"« {seen.key} » a été remplacé ou retiré avant d’être lu en entier. Ce qui le remplace "
        "est pris au passage suivant."
    )
