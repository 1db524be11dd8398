"""What each version changed, in figures, from its comparison with the one before."""

from dataclasses import dataclass
from datetime import datetime

from catalog.files.shapes import Change, Comparison
from catalog.models import ResourceVersion
from catalog.templatetags.vitrine import counted


@dataclass(frozen=True)
class Changed:
    """`facts`: short phrases, « 168 lignes ajoutées »; empty when nothing was compared."""

    version: ResourceVersion
    facts: list[str]


def changed(version: ResourceVersion, *, opened: datetime | None) -> Changed:
    """Count what changed since what the public could read: nothing, before the dataset `opened`."""
    told = opened is not None and version.created_at > opened and version.based_on_id is not None
    comparison = version.changes if told else None
    return Changed(version, facts_of(comparison) if comparison else [])


def facts_of(comparison: Comparison) -> list[str]:
    found = [
        said(comparison.keys_added, "ligne ajoutée", "lignes ajoutées"),
        said(comparison.keys_removed, "ligne retirée", "lignes retirées"),
        said(comparison.keys_changed, "ligne modifiée", "lignes modifiées"),
        said(count_of(comparison, Change.ADDED), "colonne ajoutée", "colonnes ajoutées"),
        said(count_of(comparison, Change.LOST), "colonne retirée", "colonnes retirées"),
        said(count_of(comparison, Change.RENAMED), "colonne renommée", "colonnes renommées"),
    ]
    return [phrase for phrase in found if phrase]


def count_of(comparison: Comparison, change: Change) -> int:
    return sum(1 for column in comparison.columns if column.change == change)


def said(count: int | None, one: str, several: str) -> str:
    return counted(count, one, several) if count else ""
