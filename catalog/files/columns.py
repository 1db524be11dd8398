"""What each column holds, asked of the engine in few passes. In: a table of text. Out: columns."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice

from catalog.files.engine import Connection
from catalog.files.formats.base import Table
from catalog.files.kinds import NULLS, Kind, possible_kinds
from catalog.files.shapes import Column, Frequent

SAMPLED_ROWS = 2_000
BATCH, NARROW_BATCH = 1_000, 50
"""Columns looked at, and measured by the engine, at once: it plans wide questions slowly."""
MANY = 200_000
"""Distinct values above which a column has no frequent ones worth looking for."""
EXACT_ROWS = 5_000_000
"""Rows above which distinct values are estimated (about 2 % off)."""
LONGEST_COUNTED = 1_000
"""Bytes beyond which values are told apart, but not kept to be counted."""
FREQUENT, EXAMPLES, LONGEST = 10, 5, 200

Numbered = tuple[int, str]
"""The position of a column, and its name."""


@dataclass
class Study:
    """One column under study; `kinds`: still possible, narrowest first."""

    name: str
    position: int
    kinds: list[Kind]
    examples: list[str]
    filled: int = 0
    unread: int = 0
    longest: int = 0
    distinct: int = 0
    minimum: str | None = None
    maximum: str | None = None
    frequent: list[tuple[str, int]] = field(default_factory=list)

    @property
    def kind(self) -> Kind:
        return self.kinds[0]

    def column(self, row_count: int) -> Column:
        return Column(
            name=self.name,
            position=self.position,
            type=self.kind.type,
            null_share=round(1 - self.filled / row_count, 6) if row_count else 0.0,
            distinct=self.distinct,
            minimum=self.minimum,
            maximum=self.maximum,
            frequent=tuple(Frequent(shortened(value), count) for value, count in self.frequent),
            examples=tuple(map(shortened, self.examples)),
            notation=self.kind.notation,
            marked=self.kind.marks,
        )


def studied(connection: Connection, table: Table, row_count: int) -> list[Study]:
    """Study every column of the table, some columns at a time."""
    columns = list(enumerate(table.names))
    if row_count < SAMPLED_ROWS:
        return [study for part in parts(columns, BATCH) for study in whole(connection, table, part)]
    studies: list[Study] = []
    for part in parts(columns, NARROW_BATCH):
        batch = list(sampled(connection, table, part))
        settle(connection, table, batch)
        count_values(connection, table, batch, row_count)
        studies += batch
    return studies


def parts(columns: list[Numbered], size: int) -> Iterator[list[Numbered]]:
    for start in range(0, len(columns), size):
        yield columns[start : start + size]


def whole(connection: Connection, table: Table, columns: list[Numbered]) -> Iterator[Study]:
    """Study a short table from all its values at once, without another question."""
    for (position, name), cells in zip(
        columns, first_rows(connection, table, columns), strict=True
    ):
        counts = Counter(value for value in cells if value is not None)
        kind = possible_kinds(name, list(counts), table.declared(position))[0]
        study = Study(name, position, [kind], list(counts)[:EXAMPLES], distinct=len(counts))
        study.filled = sum(kind.read(value) is not None for value in cells)
        bounded = [kind.read(value) for value in counts] if kind.is_ordered else []
        bounded = [value for value in bounded if value is not None]
        if bounded:
            study.minimum, study.maximum = shown(min(bounded)), shown(max(bounded))
        ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
        study.frequent = [pair for pair in ordered[:FREQUENT] if pair[1] > 1]
        yield study


def first_rows(
    connection: Connection, table: Table, columns: list[Numbered]
) -> list[tuple[str | None, ...]]:
    """Return the cells of the first rows, column by column."""
    cells = ", ".join(table.cell(name) for _, name in columns)
    rows = connection.execute(f"SELECT {cells} FROM {table.sql} LIMIT {SAMPLED_ROWS}").fetchall()
    return list(zip(*rows, strict=True)) or [()] * len(columns)


def sampled(connection: Connection, table: Table, columns: list[Numbered]) -> Iterator[Study]:
    """Guess the kinds from the first rows; a column that is empty there is looked for further."""
    for (position, name), cells in zip(
        columns, first_rows(connection, table, columns), strict=True
    ):
        values = list(dict.fromkeys(value for value in cells if value is not None))
        values = values or further(connection, table, name)
        kinds = possible_kinds(name, values, table.declared(position))
        yield Study(name, position, kinds, values[:EXAMPLES])


def settle(connection: Connection, table: Table, studies: list[Study]) -> None:
    """Keep, for each column, the narrowest kind that reads all its values."""
    while studies:
        measure(connection, table, studies)
        studies = [study for study in studies if study.unread]
        for study in studies:
            study.kinds.pop(0)


def further(connection: Connection, table: Table, name: str) -> list[str]:
    rows = connection.execute(
        f"SELECT DISTINCT v FROM (SELECT {table.cell(name)} AS v FROM {table.sql}) "
        f"WHERE v IS NOT NULL LIMIT {SAMPLED_ROWS}"
    ).fetchall()
    return [value for (value,) in rows]


def measure(connection: Connection, table: Table, studies: Sequence[Study]) -> None:
    """Count, bound and check the columns in one pass; `unread`: the values its kind refuses."""
    cells = ", ".join(f"{table.cell(study.name)} AS v{study.position}" for study in studies)
    parsed = ", ".join(
        f"{study.kind.sql(f'v{study.position}')} AS p{study.position}, v{study.position}"
        for study in studies
    )
    asked = ", ".join(expression for study in studies for expression in measures(study))
    told = connection.execute(
        f"SELECT {asked} FROM (SELECT {parsed} FROM (SELECT {cells} FROM {table.sql}))"
    ).fetchone()
    answers = iter(told or ())
    for study in studies:
        study.filled, study.distinct, study.unread, study.longest, *bounds = islice(answers, 6)
        study.minimum, study.maximum = map(shown, bounds)


def measures(study: Study) -> tuple[str, ...]:
    """Six expressions; a mark of absence (« N/A ») is neither filled nor unread."""
    value, parsed = f"v{study.position}", f"p{study.position}"
    marks = f" - count(*) FILTER ({value} IN ({NULLS}))" if study.kind.marks else ""
    bounds = (f"min({parsed})", f"max({parsed})") if study.kind.is_ordered else ("NULL", "NULL")
    return (
        f"count({parsed})",
        f"approx_count_distinct({value})",
        f"count({value}) - count({parsed}){marks}",
        f"coalesce(max(strlen({value})), 0)",
        *bounds,
    )


def count_values(
    connection: Connection, table: Table, studies: Sequence[Study], row_count: int
) -> None:
    """Find the frequent values and the exact number of distinct ones, at the least cost."""
    for study in studies:
        if study.longest <= LONGEST_COUNTED and study.distinct <= MANY:
            count_many(connection, table, study)
        elif row_count <= EXACT_ROWS:
            count_distinct(connection, table, study)


def count_many(connection: Connection, table: Table, study: Study) -> None:
    rows = connection.execute(
        f"SELECT v, n, count(*) OVER () FROM (SELECT v, count(*) AS n FROM "
        f"(SELECT {table.cell(study.name)} AS v FROM {table.sql}) WHERE v IS NOT NULL GROUP BY v) "
        f"ORDER BY n DESC, v LIMIT {FREQUENT}"
    ).fetchall()
    study.distinct = rows[0][2] if rows else 0
    study.frequent = [(value, count) for value, count, _ in rows if count > 1]


def count_distinct(connection: Connection, table: Table, study: Study) -> None:
    """Count hashes of 64 bits: among 5 million values two are taken for one once in a million."""
    told = connection.execute(
        f"SELECT count(DISTINCT hash({table.cell(study.name)})) FROM {table.sql} "
        f"WHERE {table.cell(study.name)} IS NOT NULL"
    ).fetchone()
    study.distinct = told[0] if told else 0


def shown(bound: object) -> str | None:
    """Return « 2026-11-21 », « 2026-11-21T10:00:00 », « 12.5 » or « 12 »."""
    if bound is None:
        return None
    if isinstance(bound, date):
        return bound.isoformat()
    return str(bound).removesuffix(".0")


def shortened(value: str) -> str:
    return value if len(value) <= LONGEST else f"{value[: LONGEST - 1]}…"
