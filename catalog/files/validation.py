"""`validate(path, schema)`: whether a file respects a schema. In: the file as sent. Out: a report.

The cells are checked as they are written, in the sandbox: the typed table has already forgotten
that a date was written « 21/11/2026 ».
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from heapq import nsmallest
from pathlib import Path
from typing import Any

from catalog.files import engine, sandbox
from catalog.files.constraints import DIRECTIVES, failure
from catalog.files.engine import Connection
from catalog.files.exploration import sample_of
from catalog.files.failures import cell_failure, missing_column, repeated_key, unread_pattern
from catalog.files.findings.wording import listed, named
from catalog.files.formats import format_of
from catalog.files.formats.base import Refusal, Table
from catalog.files.sandbox import LIMITS
from catalog.files.schema import Field, TableSchema
from catalog.files.shapes import SchemaFailure, SchemaReport

SECONDS = 60
FIRST = 100
"""Failures that are told one by one; all of them are counted."""


def validate(
    path: Path, schema: TableSchema, *, filename: str = "", hidden: Sequence[str] = ()
) -> SchemaReport:
    """Check every cell of the file; no value of the columns `hidden` is told.

    Raises SandboxRefusal when the file is no table, or passes a limit.
    """
    told = sandbox.call(
        "catalog.files.validation:check",
        reads=[path],
        limits=sandbox.seconds(LIMITS, SECONDS),
        path=path,
        filename=filename,
        schema=schema.as_json(),
        hidden=list(hidden),
    )
    return SchemaReport.from_json(told)


def check(
    path: str, filename: str, schema: dict[str, Any], hidden: list[str], work: Path
) -> SchemaReport:
    """Run inside the sandbox. Rows are numbered as a spreadsheet does, the header being one."""
    sample = sample_of(Path(path), filename)
    format_ = format_of(sample)
    reading = format_.read(sample, work) if format_ is not None else None
    if reading is None or reading.table is None:
        raise Refusal("Ce fichier ne contient pas de tableau : le schéma n’a rien à vérifier.")
    first_row = 1 if reading.header_row is None else reading.header_row + 2
    connection = engine.connect(work, opens=reading.table.opens)
    wanted = TableSchema.from_json(schema)
    return Checking(connection, reading.table, wanted, first_row, frozenset(hidden)).report()


@dataclass(frozen=True)
class Checking:
    """One table against one schema. `first_row`: the number of the first row of values."""

    connection: Connection
    table: Table
    schema: TableSchema
    first_row: int
    hidden: frozenset[str]

    def report(self) -> SchemaReport:
        names = set(self.table.names)
        absent = [field for field in self.schema.fields if field.name not in names]
        failures = [missing_column(field) for field in absent if self.is_required(field)]
        notes, total = list(self.notes(absent)), len(failures)
        for field in (field for field in self.schema.fields if field.name in names):
            count, found = self.checked(field, notes)
            total += count
            failures = nsmallest(FIRST, [*failures, *found], key=self.place)
        if self.schema.primary_key and names >= set(self.schema.primary_key):
            count, found = self.repeated_keys()
            total += count
            failures = nsmallest(FIRST, [*failures, *found], key=self.place)
        return SchemaReport(total, tuple(failures), tuple(notes))

    def place(self, failure: SchemaFailure) -> tuple[int, int]:
        position = {name: place for place, name in enumerate(self.table.names)}
        return failure.row or 0, position.get(failure.column, 0)

    def is_required(self, field: Field) -> bool:
        return field.required or field.name in self.schema.primary_key

    def notes(self, absent: Sequence[Field]) -> Iterator[str]:
        """Yield what differs, or is not checked, without breaking the schema."""
        known = {field.name for field in self.schema.fields}
        optional = [field.name for field in absent if not self.is_required(field)]
        if optional:
            yield f"Colonnes facultatives absentes : {listed(optional)}."
        if extra := [name for name in self.table.names if name not in known]:
            yield f"Colonnes que le schéma ne décrit pas : {listed(extra)}."
        for field in self.schema.fields:
            if "%" in field.format and not DIRECTIVES.fullmatch(field.format):
                yield f"Le format de la colonne {named(field.name)} n’est pas vérifié."

    def checked(self, field: Field, notes: list[str]) -> tuple[int, list[SchemaFailure]]:
        """Return how many cells of the column fail, and the first ones."""
        readable = self.readable(replace(field, required=self.is_required(field)), notes)
        declared = self.table.declared(self.table.names.index(field.name))
        why = failure(readable, declared)
        if field.unique:
            why = f"coalesce({why}, CASE WHEN v IS NOT NULL AND turn > 1 THEN 'unique' END)"
        source = f"SELECT n, v, {why} AS why FROM ({self.cells(field)})"
        (count,) = self.asked(f"SELECT count(why) FROM ({source})")[0]
        if not count:
            return 0, []
        rows = self.asked(
            f"SELECT n, v, why FROM ({source}) WHERE why IS NOT NULL ORDER BY n LIMIT {FIRST}"
        )
        quiet = field.name in self.hidden
        return count, [
            cell_failure(readable, code, value, self.first_row + number - 1, hidden=quiet)
            for number, value, code in rows
        ]

    def cells(self, field: Field) -> str:
        """Return the SQL of the cells of a column: n, v, and the turn of v where it matters."""
        numbered = (
            f"SELECT row_number() OVER () AS n, {self.value(field.name)} AS v FROM {self.table.sql}"
        )
        if not field.unique:
            return numbered
        turn = "row_number() OVER (PARTITION BY v ORDER BY n)"
        return f"SELECT n, v, {turn} AS turn FROM ({numbered})"

    def value(self, name: str) -> str:
        """Return the SQL of a cell, null when it is missing."""
        missing = ", ".join(engine.text(mark) for mark in self.schema.missing_values if mark)
        cell = self.table.cell(name)
        return f"CASE WHEN {cell} NOT IN ({missing}) THEN {cell} END" if missing else cell

    def readable(self, field: Field, notes: list[str]) -> Field:
        """Return the field without a pattern that the engine cannot read, which is said."""
        import duckdb

        try:
            self.asked(f"SELECT regexp_full_match('', {engine.text(field.pattern)})")
        except duckdb.Error:
            notes.append(unread_pattern(field))
            return replace(field, pattern="")
        return field

    def repeated_keys(self) -> tuple[int, list[SchemaFailure]]:
        names = self.schema.primary_key
        values = ", ".join(f"{self.value(name)} AS k{place}" for place, name in enumerate(names))
        keys = ", ".join(f"k{place}" for place in range(len(names)))
        source = (
            f"SELECT n, {keys}, row_number() OVER (PARTITION BY {keys} ORDER BY n) AS turn FROM "
            f"(SELECT row_number() OVER () AS n, {values} FROM {self.table.sql}) "
            f"WHERE concat({keys}) <> ''"
        )
        (count,) = self.asked(f"SELECT count(*) FROM ({source}) WHERE turn > 1")[0]
        rows = self.asked(
            f"SELECT n, {keys} FROM ({source}) WHERE turn > 1 ORDER BY n LIMIT {FIRST}"
        )
        quiet = bool(self.hidden & set(names))
        return count, [
            repeated_key(names, [] if quiet else list(map(str, key)), self.first_row + number - 1)
            for number, *key in rows
        ]

    def asked(self, query: str) -> list[tuple[Any, ...]]:
        return self.connection.execute(query).fetchall()
