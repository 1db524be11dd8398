"""Each kind of file is one class in a module of this package. No file is of two kinds."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, ClassVar

from catalog.importing.outcome import BadValue, Outcome, Refused
from catalog.importing.source import Source
from catalog.importing.tables import Broken, rows

Build = Callable[[Mapping[str, Any]], Outcome]


class Reader:
    """A kind has a slug and a label, as the report of an import calls it."""

    slug: ClassVar[str]
    label: ClassVar[str]

    @staticmethod
    def recognizes(source: Source) -> bool:
        raise NotImplementedError

    @staticmethod
    def read(source: Source) -> Iterator[Outcome]:
        raise NotImplementedError


def read_rows(source: Source, build: Build) -> Iterator[Outcome]:
    """Read a table, one row at a time."""
    for row in rows(source.path):
        if isinstance(row, Broken):
            yield Refused(source.path, row.line, row.reason, row.identifier)
        else:
            yield attempt(source, row.line, row.cells, build)


def read_objects(source: Source, objects: Iterable[Any], build: Build) -> Iterator[Outcome]:
    for rank, value in enumerate(objects, 1):
        if isinstance(value, Mapping):
            yield attempt(source, rank, value, build)
        else:
            yield Refused(source.path, rank, "Ce n’est pas un objet : rien n’y est nommé.")


def attempt(source: Source, line: int, values: Mapping[str, Any], build: Build) -> Outcome:
    try:
        return build(values)
    except BadValue as error:
        return Refused(source.path, line, str(error), name_of(values))


def name_of(values: Mapping[str, Any]) -> str:
    """Return what a row calls itself, for the one who will look for it."""
    for name in ("id", "id.dataset", "dataset.id", "title", "title.dataset", "name"):
        if isinstance(values.get(name), str) and values[name].strip():
            return str(values[name]).strip()
    return ""
