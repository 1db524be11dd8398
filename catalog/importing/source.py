import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from catalog.importing.tables import columns

HEAD_BYTES = 4096


class Unreadable(ValueError):
    """The file as a whole cannot be read; `str(error)` says why, in French."""


@dataclass(frozen=True)
class Source:
    """A file, and what tells its kind: the columns of a table, or the document of a JSON file."""

    path: Path
    columns: frozenset[str] = frozenset()
    document: Any = None

    @property
    def objects(self) -> list[Any]:
        """The list that the document is, holds under « data » as an API page, or is alone in."""
        if isinstance(self.document, dict) and isinstance(self.document.get("data"), list):
            return list(self.document["data"])
        return self.document if isinstance(self.document, list) else [self.document]


def open_source(path: Path) -> Source:
    """Raises Unreadable."""
    try:
        with path.open("rb") as file:
            head = file.read(HEAD_BYTES).removeprefix(b"\xef\xbb\xbf").strip()
        if not head:
            raise Unreadable("Le fichier est vide.")
        if head.startswith((b"{", b"[")):
            return Source(path, document=document(path))
        return Source(path, columns=frozenset(columns(path)))
    except OSError as error:
        raise Unreadable(f"Le fichier n’a pas pu être ouvert : {error.strerror}.") from error


def document(path: Path) -> Any:
    try:
        return json.loads(path.read_bytes().decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise Unreadable("Le fichier n’est pas en UTF-8 : enregistrez-le ainsi.") from error
    except (ValueError, RecursionError) as error:
        raise Unreadable(
            "Le fichier n’est pas du JSON complet : il a sans doute été coupé. Téléchargez-le de "
            "nouveau."
        ) from error
