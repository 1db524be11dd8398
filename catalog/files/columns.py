"""What each column holds, asked of the engine in few passes. In: a table of text. Out: columns."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice

from catalog.files.engine import Connection, name as quoted
from catalog.files.formats.base import Table
from catalog.files.kinds import NULLS, Kind, possible_kinds
from catalog.files.shapes import Column, Frequent

SAMPLED_ROWS = 2_000
BATCH = 100
"""Columns asked about at once."""
FEW = 500
"""Distinct values under which all of them are counted in the pass that counts everything else."""
MANY = 200_000
"""Distinct values above which a column has no frequent ones worth looking for."""
EXACT_ROWS = 5_000_000
"""Rows above which distinct values are estimated (about 2 % off)."""
LONGEST_COUNTED = 1_000
"""Bytes beyond which values are told apart, but not kept to be counted."""
FREQUENT, EXAMPLES, LONGEST = 10, 5, 200
BLANK = " \t\r\n\u00a0\u202f"
"""A cell of these only is empty."""


@dataclass
class Study:
    """One column under study; `kinds` still possible, narrowest first."""

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

    @property
    def value(self) -> str:
        return trimmed(self.name)

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
        )


def trimmed(column: str) -> str:
    """Return the SQL of a cell without the blanks around it, null when nothing is left."""
    blanks = " || ".join(f"chr({ord(char)})" for char in BLANK)
    return f"nullif(trim({quoted(column)}, {blanks}), '')"


def studied(connection: Connection, table: Table, row_count: int) -> list[Study]:
    """Study every column of the table, some columns at a time."""
    studies: list[Study] = []
    for start in range(0, len(table.names), BATCH):
        names = list(enumerate(table.names))[start : start + BATCH]
        batch = list(sampled(connection, table, names))
        measured = batch
        while measured:
            measure(connection, table, measured)
            measured = [study for study in measured if study.unread]
            for study in measured:
                study.kinds.pop(0)
        count_values(connection, table, batch, row_count)
        studies += batch
    return studies


def sampled(
    connection: Connection, table: Table, names: Sequence[tuple[int, str]]
) -> Iterator[Study]:
    """Guess the kinds from the first rows; a column that is empty there is looked for further."""
    cells = ", ".join(trimmed(name) for _, name in names)
    rows = connection.execute(f"SELECT {cells} FROM {table.sql} LIMIT {SAMPLED_ROWS}").fetchall()
    columns = list(zip(*rows, strict=True)) or [()] * len(names)
    for (position, name), column in zip(names, columns, strict=True):
        values = list(dict.fromkeys(value for value in column if value is not None))
        if not values and len(rows) == SAMPLED_ROWS:
            values = further(connection, table, name)
        kinds = possible_kinds(name, values, table.declared(position))
        yield Study(name, position, kinds, values[:EXAMPLES])


def further(connection: Connection, table: Table, name: str) -> list[str]:
    rows = connection.execute(
        f"SELECT DISTINCT v FROM (SELECT {trimmed(name)} AS v FROM {table.sql}) "
        f"WHERE v IS NOT NULL LIMIT {SAMPLED_ROWS}"
    ).fetchall()
    return [value for (value,) in rows]


def measure(connection: Connection, table: Table, studies: Sequence[Study]) -> None:
    """Count, bound and check the columns in one pass; `unread`: the values its kind refuses."""
    cells = ", ".join(f"{study.value} AS v{study.position}" for study in studies)
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
    short = [study for study in studies if study.longest <= LONGEST_COUNTED]
    few = [study for study in short if study.distinct <= FEW]
    if few:
        count_few(connection, table, few)
    for study in studies:
        if study in few:
            continue
        if study in short and study.distinct <= MANY:
            count_many(connection, table, study)
        elif row_count <= EXACT_ROWS:
            count_distinct(connection, table, study)


def count_few(connection: Connection, table: Table, studies: Sequence[Study]) -> None:
    asked = ", ".join(f"histogram({study.value})" for study in studies)
    told = connection.execute(f"SELECT {asked} FROM {table.sql}").fetchone() or ()
    for study, counts in zip(studies, told, strict=True):
        study.distinct = len(counts or {})
        ordered = sorted((counts or {}).items(), key=lambda pair: (-pair[1], pair[0]))
        study.frequent = [pair for pair in ordered[:FREQUENT] if pair[1] > 1]


def count_many(connection: Connection, table: Table, study: Study) -> None:
    rows = connection.execute(
        f"SELECT v, n, count(*) OVER () FROM (SELECT {study.value} AS v, count(*) AS n "
        f"FROM {table.sql} GROUP BY v HAVING v IS NOT NULL) ORDER BY n DESC, v LIMIT {FREQUENT}"
    ).fetchall()
    study.distinct = rows[0][2] if rows else 0
    study.frequent = [(value, count) for value, count, _ in rows if count > 1]


def count_distinct(connection: Connection, table: Table, study: Study) -> None:
    """Count hashes of 64 bits: among 5 million values two are taken for one once in a million."""
    told = connection.execute(
        f"SELECT count(DISTINCT hash(v)) FROM (SELECT {study.value} AS v FROM {table.sql}) "
        "WHERE v IS NOT NULL"
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
