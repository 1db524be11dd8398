"""A stand-in until the comparison lands: columns and rows lost."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from catalog.files.shapes import Change, ColumnChange, Comparison, Finding, Profile, Severity


@dataclass(frozen=True)
class Context:
    tolerance: float = 0.3
    key_columns: tuple[str, ...] = ()
    coverage: tuple[date | None, date | None] = (None, None)
    filename_before: str = ""
    filename_after: str = ""
    sha256_before: str = ""
    sha256_after: str = ""
    table_before: Path | None = None
    table_after: Path | None = None


def compare(old: Profile, new: Profile, *, context: Context) -> Comparison:
    before, after = ([column.name for column in one.columns] for one in (old, new))
    lost = [name for name in before if name not in after]
    findings = [
        Finding("column-lost", Severity.BLOCKING, f"La colonne « {name} » a disparu.", name)
        for name in lost
    ]
    if old.row_count and (new.row_count or 0) < old.row_count * (1 - context.tolerance):
        message = f"{old.row_count} lignes avant, {new.row_count} après."
        findings.append(Finding("rows-lost", Severity.BLOCKING, message))
    changes = [
        ColumnChange(
            Change.KEPT if name in after else Change.LOST, name, name if name in after else None
        )
        for name in before
    ] + [ColumnChange(Change.ADDED, None, name) for name in after if name not in before]
    return Comparison(tuple(findings), tuple(changes), old.row_count, new.row_count)
