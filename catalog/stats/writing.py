"""From the counts of one process to the rows of all: each adds to what the others wrote."""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection, transaction

from catalog.stats.models import SUBJECTS, DailyCount, column_of


class Key(NamedTuple):
    """What is counted. `column`: the one of DailyCount that points to the subject."""

    column: str
    subject: UUID
    day: date
    kind: str


def write(counts: Mapping[Key, int]) -> None:
    """Add the counts to the rows of their days, all of them or none.

    The rows are always taken in the same order: two processes never wait for each other.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        for model in SUBJECTS:
            keys = sorted(key for key in counts if key.column == column_of(model))
            rows = [parameters(key, counts[key]) for key in keys]
            if rows:
                cursor.executemany(statement(model), rows)


def statement(model: Any) -> str:
    """Return the UPSERT. It reads the subject's own table: one that was purged adds no row."""
    counts, subjects, column = DailyCount._meta.db_table, model._meta.db_table, column_of(model)
    return (
        f"INSERT INTO {counts} ({column}_id, day, kind, count)"  # noqa: S608 — names of ours only
        f" SELECT id, %s, %s, %s FROM {subjects} WHERE id = %s"
        f" ON CONFLICT ({column}_id, kind, day) WHERE {column}_id IS NOT NULL"
        f" DO UPDATE SET count = {counts}.count + excluded.count"
    )


def parameters(key: Key, number: int) -> list[Any]:
    """Return the values, each written as the database at hand writes its type."""
    field_of = {field.name: field for field in DailyCount._meta.concrete_fields}
    values = {"day": key.day, "kind": key.kind, "count": number, key.column: key.subject}
    return [field_of[name].get_db_prep_save(value, connection) for name, value in values.items()]
