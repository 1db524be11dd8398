"""A format: how to tell it from its bytes, and how to read it. Opened inside the sandbox only."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from pathlib import Path

from catalog.files.shapes import ColumnType, Finding, Part

MEGABYTE = 1024 * 1024
MAX_COLUMNS = 20_000
MAX_ROWS = 20_000_000
MAX_CELLS = 500_000_000
MAX_CELL = 2 * MEGABYTE
"""In characters; also the longest line or record."""
HEAD_BYTES = MEGABYTE


class Refusal(Exception):
    """Why a file is not explored: a whole sentence in French, shown to people."""


@dataclass(frozen=True)
class Sample:
    """What is known before anything is opened; `head`: the first HEAD_BYTES bytes."""

    path: Path
    head: bytes
    filename: str
    size: int


@dataclass(frozen=True)
class Table:
    """Rows for DuckDB: `sql` is what it reads FROM, in the file's order, every column as text.

    `names`: unique whatever their case, in the file's order. `types`: of each column, where the
    file itself declares them; None, and missing, is worked out from the values. `opens`: the
    files that `sql` needs. `trimmed`: no cell has a space at either end, and none is empty.
    """

    sql: str
    names: tuple[str, ...]
    opens: tuple[Path, ...]
    types: tuple[ColumnType | None, ...] = ()
    trimmed: bool = False

    def cell(self, name: str) -> str:
        """Return the SQL of a cell without the spaces around it, null when nothing is left."""
        quoted = '"' + name.replace('"', '""') + '"'
        return quoted if self.trimmed else f"nullif(trim({quoted}), '')"

    def declared(self, position: int) -> ColumnType | None:
        return self.types[position] if self.types else None


@dataclass(frozen=True)
class Reading:
    """What one format says of one file. Without a `table` there are no columns to profile.

    `refusal`: why there is no table, in French, where there should have been one; None for a
    format that never has one.
    """

    format: str
    mime: str
    encoding: str | None = None
    delimiter: str | None = None
    header_row: int | None = None
    parts: tuple[Part, ...] = ()
    part: str | None = None
    table: Table | None = None
    bbox: tuple[float, float, float, float] | None = None
    geometry_kinds: tuple[str, ...] = ()
    observations: tuple[Finding, ...] = ()
    page_count: int | None = None
    title: str = ""
    pixels: tuple[int, int] | None = None
    refusal: str | None = None


class Format(ABC):
    """One way of writing data. `names`: the short names it goes by (« csv », « tsv »)."""

    names: tuple[str, ...]

    @abstractmethod
    def recognises(self, sample: Sample) -> bool:
        """Tell, from the bytes, whether the file is of this format; the name settles ties only."""

    @abstractmethod
    def read(self, sample: Sample, work: Path) -> Reading:
        """Read the file; `work` is a folder of its own, removed afterwards. May raise Refusal."""
