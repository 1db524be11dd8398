"""What each version of a dataset's files changed, in figures."""

from dataclasses import dataclass
from datetime import datetime

from catalog.files.shapes import Change, Comparison
from catalog.models import ResourceVersion
from catalog.templatetags.vitrine import NO_BREAK, counted, number

COLUMN_WORDS = ((Change.ADDED, "+"), (Change.LOST, "−"), (Change.RENAMED, "→"))


@dataclass(frozen=True)
class VersionChange:
    """A version, and « + 168 lignes, − 92, 403 modifiées, + 1 colonne »; empty when unknown."""

    version: ResourceVersion
    figures: str


def change_of(version: ResourceVersion, *, opened: datetime | None) -> VersionChange:
    """Compare with what the public could read: nothing before the dataset was `opened`."""
    told = opened and version.created_at > opened and version.based_on_id
    comparison = version.changes if told else None
    return VersionChange(version, figures_of(comparison) if comparison else "")


def figures_of(comparison: Comparison) -> str:
    return ", ".join([*rows_said(comparison), *columns_said(comparison)])


def rows_said(comparison: Comparison) -> list[str]:
    """Return rows by their fate where they were compared, else only how many more or less."""
    if comparison.rows_same is not None:
        fates = [("+", comparison.keys_added), ("−", comparison.keys_removed)]
        said = [signed(sign, count, "ligne", "lignes") for sign, count in fates if count]
        changed = comparison.keys_changed or 0
        return [*said, *([counted(changed, "modifiée", "modifiées")] if changed else [])]
    before, after = comparison.rows_before, comparison.rows_after
    if before is None or after is None or before == after:
        return []
    return [signed("+" if after > before else "−", abs(after - before), "ligne", "lignes")]


def columns_said(comparison: Comparison) -> list[str]:
    counts = [
        (sign, sum(one.change == change for one in comparison.columns))
        for change, sign in COLUMN_WORDS
    ]
    return [signed(sign, count, "colonne", "colonnes") for sign, count in counts if count]


def signed(sign: str, count: int, one: str, several: str) -> str:
    return f"{sign}{NO_BREAK}{number(count)} {several if count > 1 else one}"
