"""The other formats of a version: made on demand from its table, kept, and never the file as sent.

An export is named after the table it is made from, and a table is named anew each time its file is
read again: an export never outlives what it says.
"""

from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from django.core.cache import cache
from django.core.files.base import File

from catalog import storage
from catalog.actions.exploring import table_of, work_folder
from catalog.files.convert import convert
from catalog.files.identify import MIME
from catalog.files.shapes import ColumnType, Profile
from catalog.models import ResourceVersion
from catalog.queue import enqueue

FOLDER = "exports"
INLINE_ROWS = 50_000
"""A table of so many rows is converted while one waits; a longer one, in the background."""
MAKING_SECONDS = 600
ALWAYS = ("csv", "xlsx", "ods", "json", "jsonl", "parquet")
MOST_ROWS = {"xlsx": 1_048_575, "ods": 1_048_575}
"""What a spreadsheet program opens, its header apart."""
PLACES = (ColumnType.GEOMETRY, ColumnType.GEOPOINT)


@dataclass(frozen=True)
class Export:
    """One format that a version is offered in. `key` is in the derived storage."""

    version: ResourceVersion
    format: str

    @property
    def key(self) -> str:
        table = PurePosixPath(self.version.table_key)
        if self.format == "parquet":
            return str(table)
        return f"{FOLDER}/{table.stem}.{self.format}"

    @property
    def filename(self) -> str:
        return f"{PurePosixPath(self.version.filename).stem}.{self.format}"

    @property
    def mime(self) -> str:
        return MIME[self.format]

    @property
    def is_ready(self) -> bool:
        return bool(storage.derived().exists(self.key))


def formats_of(version: ResourceVersion) -> list[str]:
    """Return the formats a version is offered in besides its own, the most asked for first."""
    contents = version.contents
    if contents is None or not version.table_key:
        return []
    offered = [*ALWAYS, *(["geojson"] if has_places(contents) else [])]
    rows = contents.row_count or 0
    return [
        name for name in offered if name != version.format and rows <= MOST_ROWS.get(name, rows)
    ]


def has_places(contents: Profile) -> bool:
    return contents.bbox is not None or any(column.type in PLACES for column in contents.columns)


def asked(version: ResourceVersion, format: str) -> Export | None:
    """Return the export once it is there; None while it is being made, in the background."""
    export = Export(version, format)
    if export.is_ready:
        return export
    contents = version.contents
    if contents and (contents.row_count or 0) <= INLINE_ROWS:
        return made(export)
    if cache.add(f"export:{export.key}", "asked", MAKING_SECONDS):
        enqueue("catalog.tasks.make_export", str(version.pk), format)
    return None


def made(export: Export) -> Export:
    """Convert the table and keep the result. Two who do it at once keep the first.

    Raises SandboxRefusal when the conversion meets a limit, StorageFailure.
    """
    if not export.is_ready:
        with work_folder() as folder:
            table = table_of(export.version, folder / "table.parquet")
            if table and not export.is_ready:
                convert(table, export.format, folder / "export")
                keep(folder / "export", export.key)
    cache.delete(f"export:{export.key}")
    return export


def keep(path: Path, key: str) -> None:
    """Keep the first of those that were made at once: the storage refuses to replace it."""
    store = storage.derived()
    try:
        with path.open("rb") as file:
            kept = store.save(key, File(file))
    except storage.UNREACHABLE:
        if not store.exists(key):
            raise
        return
    if kept != key:
        store.delete(kept)
