"""The door of the room: what is in this file?"""

from collections.abc import Iterator
from pathlib import Path

from catalog.importing import readers
from catalog.importing.outcome import Outcome, Refused
from catalog.importing.readers import Reader
from catalog.importing.source import Source, Unreadable, open_source
from catalog.registry import members

READERS = members(readers, Reader, ("label",))


def read(path: Path) -> Iterator[Outcome]:
    """Read a catalogue, one dataset or organisation at a time; a bad one gives a refusal.

    Raises nothing for what the file holds: one that is no catalogue is a single refusal.
    """
    try:
        source = open_source(path)
        reader = reader_of(source)
    except Unreadable as error:
        yield Refused(path, 1, str(error))
        return
    yield from reader.read(source)


def kind_of(path: Path) -> str:
    """Return what the file is, in French, for a report; empty when it is not a catalogue."""
    try:
        return reader_of(open_source(path)).label
    except Unreadable:
        return ""


def reader_of(source: Source) -> type[Reader]:
    """Raises Unreadable when the file is none of the kinds we read."""
    for reader in READERS.values():
        if reader.recognizes(source):
            return reader
    raise Unreadable(
        "Ce fichier n’est pas un catalogue connu : ni export CSV de data.gouv.fr ou d’un bouquet, "
        "ni réponse ou copie en JSON. Ses colonnes ont-elles leur nom d’origine ?"
    )
