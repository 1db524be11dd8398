"""What the files hold, as visitors look at it: first rows, columns, and the formats on offer."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from catalog.actions.exporting import formats_of
from catalog.files.shapes import Column, Profile
from catalog.models import ColumnDescription, Resource

COLUMNS_SHOWN = 8
MOST_COLUMNS = 300
EXAMPLE = 40


@dataclass(frozen=True)
class ColumnLine:
    """One column of the dictionary. `filled`: percent of the rows that say something."""

    name: str
    meaning: str
    kind: str
    filled: int
    example: str


@dataclass(frozen=True)
class Look:
    """The table of one file. `names` and `rows`: its first cells; `more`: columns left out."""

    resource: Resource
    names: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    columns: list[ColumnLine]
    others: list[ColumnLine]
    more: int
    row_count: int | None
    column_count: int


def other_formats(resource: Resource) -> list[tuple[str, str]]:
    """Return (format, address) for each format the version on line is offered in."""
    version = resource.current_version
    if version is None:
        return []
    return [
        (name, reverse("permalink:resource-export", args=[resource.pk, name]))
        for name in formats_of(version)
    ]


def look_at(resources: Sequence[Resource]) -> Look | None:
    """Return what the first table among these holds; None when none was explored."""
    for resource in resources:
        contents = resource.current_version.contents if resource.current_version else None
        if contents is not None and contents.is_tabular:
            return look_of(resource, contents)
    return None


def look_of(resource: Resource, contents: Profile) -> Look:
    said = {row.name: row for row in resource.column_descriptions.all()}
    lines = [line(column, said.get(column.name)) for column in contents.columns[:MOST_COLUMNS]]
    width = len(contents.first_rows[0]) if contents.first_rows else 0
    return Look(
        resource=resource,
        names=tuple(column.name for column in contents.columns[:width]),
        rows=contents.first_rows,
        columns=lines[:COLUMNS_SHOWN],
        others=lines[COLUMNS_SHOWN:],
        more=len(contents.columns) - len(lines),
        row_count=contents.row_count,
        column_count=len(contents.columns),
    )


def line(column: Column, said: ColumnDescription | None) -> ColumnLine:
    return ColumnLine(
        name=column.name,
        meaning=meaning_of(said),
        kind=column.type.label,
        filled=round(100 * (1 - column.null_share)),
        example=column.examples[0][:EXAMPLE] if column.examples else "",
    )


def meaning_of(said: Any) -> str:
    """Return what the producer wrote: label, then description, then unit."""
    if said is None:
        return ""
    unit = f"en {said.unit}" if said.unit else ""
    return ". ".join(filter(None, [said.label, said.description, unit]))
