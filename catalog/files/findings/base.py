"""What a kind of finding looks at, and what it answers."""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import ClassVar

from catalog.files.shapes import (
    Change,
    Column,
    ColumnChange,
    Differences,
    Finding,
    Presence,
    Profile,
    SchemaReport,
    Severity,
    Topic,
)

TOLERANCE = 30
"""Share of the rows, in %, that a replacement may lose without being held."""


@dataclass(frozen=True)
class Context:
    """What the comparison is told beside the two profiles; « before » is the version on line.

    `key`: the columns that tell rows apart, where somebody declared them; `starts` and `ends`:
    the temporal coverage that the description states; the tables are the typed Parquet ones.
    """

    tolerance: int = TOLERANCE
    key: tuple[str, ...] = ()
    starts: date | None = None
    ends: date | None = None
    filename_before: str = ""
    filename: str = ""
    sha256_before: str = ""
    sha256: str = ""
    table_before: Path | None = None
    table: Path | None = None
    schema: SchemaReport | None = None

    @property
    def is_unchanged(self) -> bool:
        return bool(self.sha256) and self.sha256 == self.sha256_before


@dataclass(frozen=True)
class Pair:
    """The version on line and the one that arrives. `old`: None when nothing is on line yet.

    `unread`: why the rows of the two tables were not compared, in French.
    """

    old: Profile | None
    new: Profile
    context: Context
    columns: tuple[ColumnChange, ...] = ()
    differences: Differences | None = None
    territories: tuple[Presence, ...] = ()
    unread: str = ""

    @property
    def rows_before(self) -> int:
        """Return the rows on line, 0 where they are unknown."""
        return self.old.row_count or 0 if self.old is not None and self.old.is_tabular else 0

    @property
    def is_comparable(self) -> bool:
        """Tell whether both are tables with rows: otherwise their columns say nothing."""
        return bool(self.rows_before and self.new.is_tabular and self.new.row_count)

    @cached_property
    def both(self) -> tuple[tuple[Column, Column], ...]:
        """The columns that are in both versions, as they were and as they would be."""
        if self.old is None or not self.is_comparable:
            return ()
        before = {column.name: column for column in self.old.columns}
        after = {column.name: column for column in self.new.columns}
        return tuple(
            (before[change.before], after[change.after])
            for change in self.columns
            if change.before is not None and change.after is not None
        )

    def changed(self, change: Change) -> list[ColumnChange]:
        return [one for one in self.columns if one.change == change]

    def filled(self, column: Column) -> int:
        """Return how many cells of a column of the new version hold something."""
        return round((1 - column.null_share) * (self.new.row_count or 0))


class Kind(ABC):
    """One thing that a comparison may find. `code` is stable: the API gives it.

    Blocking is what breaks those who reuse; while nothing is on line nothing can break, and the
    same finding is a warning, unless `from_the_first`.
    """

    code: ClassVar[str]
    severity: ClassVar[Severity]
    topic: ClassVar[Topic]
    from_the_first: ClassVar[bool] = False

    @abstractmethod
    def found(self, pair: Pair) -> Iterator[Finding]:
        """Yield what is found; nothing when all is well, or when it cannot be told."""

    def finding(
        self, message: str, *, column: str | None = None, severity: Severity | None = None
    ) -> Finding:
        return Finding(self.code, severity or self.severity, message, column, self.topic)
