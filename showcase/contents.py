"""What the first table of a dataset contains: its first rows, and what each column means."""

from dataclasses import dataclass
from typing import Any

from catalog.files.findings.wording import TYPES
from catalog.files.shapes import Column
from catalog.models import ColumnDescription, Dataset, Resource, ResourceVersion

COLUMNS = 10
ROWS = 5
ROW_COLUMNS = 8


@dataclass(frozen=True)
class ColumnSaid:
    """`filled`: the share of its cells that hold something, in %."""

    name: str
    meaning: str
    type: str
    filled: int
    example: str


@dataclass(frozen=True)
class Contents:
    """`names` and `rows` are a few; `columns` the first ones, and `others` those that follow."""

    resource: Resource
    version: ResourceVersion
    row_count: int | None
    names: tuple[str, ...]
    rows: list[tuple[str, ...]]
    columns: list[ColumnSaid]
    others: list[ColumnSaid]
    is_described: bool


def contents_of(dataset: Dataset, *, reader: Any) -> Contents | None:
    versions = ResourceVersion.objects.readable_by(reader).of_dataset(dataset).current()
    version = versions.with_table().in_order_of_files().first()
    profile = version.contents if version else None
    if version is None or profile is None:
        return None
    described = {row.name: row for row in version.resource.column_descriptions.all()}
    said = [column_said(one, described.get(one.name)) for one in profile.columns]
    sample = version.sample
    return Contents(
        resource=version.resource,
        version=version,
        row_count=profile.row_count,
        names=sample.names[:ROW_COLUMNS] if sample else (),
        rows=[row[:ROW_COLUMNS] for row in sample.rows[:ROWS]] if sample else [],
        columns=said[:COLUMNS],
        others=said[COLUMNS:],
        is_described=bool(described),
    )


def column_said(column: Column, described: ColumnDescription | None) -> ColumnSaid:
    return ColumnSaid(
        name=column.name,
        meaning=meaning_of(described) if described else "",
        type=TYPES.get(column.type, ""),
        filled=round(100 * (1 - column.null_share)),
        example=column.examples[0][:60] if column.examples else "",
    )


def meaning_of(described: ColumnDescription) -> str:
    unit = f"en {described.unit}" if described.unit else ""
    title = ", ".join(filter(None, [described.label, unit]))
    return ". ".join(filter(None, [title, described.description]))
