"""A schema drawn from what a file is today. In: a profile, and the dictionary. Out: a schema that
this file respects whole; it only promises what the next files will likely keep.
"""

from collections.abc import Sequence
from dataclasses import replace

from catalog.files.dictionary import DescribedColumn
from catalog.files.findings.values import is_closed
from catalog.files.keys import NAMED, spaced
from catalog.files.kinds import COMMAS, NULL_MARKS
from catalog.files.schema import Field, TableSchema
from catalog.files.shapes import Column, ColumnType, Profile

ENOUGH_ROWS, ENOUGH_SEEN = 20, 10
"""Rows under which nothing is promised, and how often each value of a closed list was seen."""
MOST_ROWS = 500_000
"""Rows beyond which the share of empty cells, once rounded, may hide one."""
TYPES = {
    ColumnType.TEXT: "string",
    ColumnType.INTEGER: "integer",
    ColumnType.DECIMAL: "number",
    ColumnType.BOOLEAN: "boolean",
    ColumnType.DATE: "date",
    ColumnType.DATETIME: "datetime",
    ColumnType.GEOPOINT: "string",
    ColumnType.GEOMETRY: "string",
    ColumnType.JSON: "string",
}
"""A point is text: the norm writes longitude first, French files latitude first."""
YES = ("oui", "Oui", "OUI", "vrai", "Vrai", "VRAI", "true", "True", "TRUE", "yes", "Yes", "YES")
NO = ("non", "Non", "NON", "faux", "Faux", "FAUX", "false", "False", "FALSE", "no", "No", "NO")


def schema_from(
    profile: Profile, *, described: Sequence[DescribedColumn] = (), title: str = ""
) -> TableSchema:
    """Draw the schema of a table; a file that is none gives a schema without fields.

    Where « N/A » means that a cell is empty, it does so in every column, of text too.
    """
    words = {column.name: column for column in described}
    rows = profile.row_count or 0
    fields = tuple(field_from(column, rows, words.get(column.name)) for column in profile.columns)
    if not any(column.marked for column in profile.columns):
        return TableSchema(fields, title=title)
    optional = (replace(one, required=one.required and one.type != "string") for one in fields)
    return TableSchema(tuple(optional), ("", *NULL_MARKS), title=title)


def field_from(column: Column, rows: int, described: DescribedColumn | None) -> Field:
    told = described or DescribedColumn(column.name)
    numbers = column.type in (ColumnType.INTEGER, ColumnType.DECIMAL)
    booleans = column.type == ColumnType.BOOLEAN
    return Field(
        name=column.name,
        type=TYPES[column.type],
        format=format_of(column),
        title=told.label,
        description=told.explanation,
        example=column.examples[0] if column.examples else "",
        required=ENOUGH_ROWS <= rows <= MOST_ROWS and column.null_share == 0,
        unique=is_identifier(column, rows),
        enum=closed_list(column, rows),
        true_values=YES if booleans else Field.true_values,
        false_values=NO if booleans else Field.false_values,
        decimal_char="," if column.notation == COMMAS else ".",
        group_char=" " if numbers and column.notation else "",
    )


def format_of(column: Column) -> str:
    """Return the date's format; a moment may be written in several ways in one file."""
    if column.type == ColumnType.DATETIME:
        return "any"
    if column.type == ColumnType.DATE and column.notation != "%Y-%m-%d":
        return column.notation or "default"
    return "default"


def is_identifier(column: Column, rows: int) -> bool:
    unique = column.null_share == 0 and column.distinct == rows >= ENOUGH_ROWS
    return unique and NAMED.search(spaced(column.name)) is not None


def closed_list(column: Column, rows: int) -> tuple[str, ...]:
    """Return the values of a column that has few of them, all seen often."""
    if column.type != ColumnType.TEXT or column.distinct == 1 or not is_closed(column, rows):
        return ()
    if any(one.count < ENOUGH_SEEN or one.value.endswith("…") for one in column.frequent):
        return ()
    return tuple(sorted(one.value for one in column.frequent))


def dictionary_schema(columns: Sequence[DescribedColumn], *, title: str = "") -> TableSchema:
    """Return the column dictionary as a schema: names, types and words, without constraint."""
    return TableSchema(
        tuple(
            Field(
                column.name,
                TYPES[column.type] if column.type is not None else "any",
                "any" if column.type in (ColumnType.DATE, ColumnType.DATETIME) else "default",
                column.label,
                column.explanation,
            )
            for column in columns
        ),
        title=title,
    )
