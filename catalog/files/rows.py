"""Which rows changed, asked of the two typed tables. Runs in the sandbox. In: two Parquet files
and the columns they share. Out: counts and a few rows.

Each row is reduced to two numbers of 64 bits, of its key and of its cells, so that millions fit
in little memory; only the rows that are shown, and the cells that changed, are read again.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from catalog.files import engine
from catalog.files.engine import Connection
from catalog.files.formats.base import Refusal
from catalog.files.shapes import ChangedCells, Differences, RowSample

SAMPLES, SHOWN_COLUMNS, LONGEST = 8, 8, 200
MOST_COLUMNS = 1_000
SIDES = ("before", "after")
AT_ONCE = 50
"""Columns whose cells are compared in one pass."""
UNIQUE, FOUND_AGAIN = 0.98, 0.3
"""Share of distinct keys, and of the former keys that are there still, under which a key that
was only guessed tells nothing."""
CLEARLY = 0.01
"""What a key must find again beyond a likelier one to be preferred."""


@dataclass(frozen=True)
class Shared:
    """A column of both versions. `cast`: the type under which they compare, empty for the same."""

    before: str
    after: str
    cast: str = ""

    def cell(self, name: str) -> str:
        """Return the SQL of a cell as text, empty when there is nothing."""
        column = engine.name(name)
        cast = f"CAST({column} AS {self.cast})" if self.cast else column
        return f"coalesce(CAST({cast} AS VARCHAR), '')"


@dataclass(frozen=True)
class Tables:
    connection: Connection
    before: Path
    after: Path
    shared: tuple[Shared, ...]

    def rows(self, side: str, columns: Sequence[Shared]) -> str:
        """Return the SQL of the rows of one side: n, then c0, c1… as text."""
        path = engine.text(str(getattr(self, side)))
        cells = [
            f"{one.cell(getattr(one, side))} AS c{position}" for position, one in enumerate(columns)
        ]
        return (
            f"SELECT {', '.join(['file_row_number AS n', *cells])} "
            f"FROM read_parquet({path}, file_row_number = true)"
        )

    def one(self, query: str) -> tuple[int, ...]:
        told = self.connection.execute(query).fetchone() or ()
        return tuple(value or 0 for value in told)


def differences(
    before: str,
    after: str,
    shared: list[list[str]],
    keys: list[list[str]],
    declared: bool,  # noqa: FBT001 (arguments cross the process by name)
    hidden: list[str],
    work: Path,
) -> Differences:
    """Compare the rows by the first key that works, whole when none does.

    `keys`: to try, by names in the new version; `declared`: somebody said so, it is not judged;
    `hidden`: columns of which no value is shown.
    """
    if not shared or len(shared) > MOST_COLUMNS:
        raise Refusal("Ces tables n’ont pas assez de colonnes en commun, ou en ont trop.")
    paths = (Path(before), Path(after))
    columns = tuple(Shared(*one) for one in shared)
    tables = Tables(engine.connect(work, opens=paths), *paths, columns)
    key = chosen(tables, keys, declared=declared)
    number_keys(tables, key)
    same, changed, old_rows, new_rows = paired(tables, key)
    cells = tuple(changed_cells(tables, key)) if changed else ()
    shown = shown_columns(tables, key, cells, hidden)
    return Differences(
        same, new_rows - same - changed, old_rows - same - changed, changed,
        key=tuple(one.after for one in key),
        repeated=repeated(tables) if key else 0,
        cells=cells,
        sample_columns=tuple(one.after for one in shown),
        samples=tuple(samples(tables, shown, [one for one in key if one.after not in hidden])),
    )  # fmt: skip


def chosen(tables: Tables, keys: Sequence[Sequence[str]], *, declared: bool) -> tuple[Shared, ...]:
    """Return the key by which most of the former rows are found again, or none."""
    by_name = {one.after: one for one in tables.shared}
    choices = [tuple(by_name[name] for name in names) for names in keys]
    if declared:
        return choices[0]
    best: tuple[float, tuple[Shared, ...]] = (0.0, ())
    for choice in choices:
        if best[0] > 1 - CLEARLY:
            break
        again = found_again(tables, choice)
        if again > best[0] + CLEARLY:
            best = (again, choice)
    return best[1]


def found_again(tables: Tables, key: Sequence[Shared]) -> float:
    """Return which share of the former keys is there still, 0 for a key that is not one."""
    for side in SIDES:
        tables.connection.execute(
            f"CREATE OR REPLACE TEMP TABLE {side}_keys AS "
            f"SELECT {hashed(*range(len(key)))} AS k FROM ({tables.rows(side, key)})"
        )
    counted = "SELECT count(*), count(DISTINCT k) FROM {}_keys"
    old, new = (tables.one(counted.format(side)) for side in SIDES)
    if any(distinct < UNIQUE * rows for rows, distinct in (old, new)):
        return 0.0
    (again,) = tables.one("SELECT count(*) FROM before_keys SEMI JOIN after_keys USING (k)")
    share = again / max(1, min(old[0], new[0]))
    return share if share >= FOUND_AGAIN else 0.0


def number_keys(tables: Tables, key: Sequence[Shared]) -> None:
    """Reduce each row to n, its number in the file, k, its key, and h, its cells.

    k is null where the key is empty, and the same for all where there is none.
    """
    places = [tables.shared.index(one) for one in key]
    k = hashed(*places) if key else "0"
    h = f"coalesce({hashed(*range(len(tables.shared)))}, 0)"
    for side in SIDES:
        tables.connection.execute(
            f"CREATE OR REPLACE TEMP TABLE {side}_keys AS "
            f"SELECT n, {k} AS k, {h} AS h FROM ({tables.rows(side, tables.shared)})"
        )


def hashed(*places: int) -> str:
    """Return the SQL of the number that cells make together, null when all of them are empty."""
    cells = ", ".join(f"c{place}" for place in places)
    return f"CASE WHEN concat({cells}) <> '' THEN hash({cells}) END"


def paired(tables: Tables, key: Sequence[Shared]) -> tuple[int, int, int, int]:
    """Pair the rows: how many are the same, how many changed, how many each version has.

    Identical rows first, even where the key is repeated or missing; then those of the same key, in
    the order of the files.
    """
    pair_identical(tables)
    if key:
        pair_changed(tables)
    same, changed = tables.one(
        "SELECT count(*) FILTER (same), count(*) FILTER (NOT same) FROM paired"
    )
    old, new = (tables.one(f"SELECT count(*) FROM {side}_keys")[0] for side in SIDES)
    return same, changed, old, new


def pair_identical(tables: Tables) -> None:
    """Pair the rows that have the same cells, as many times as both versions have them."""
    for side in SIDES:
        rows, distinct = tables.one(f"SELECT count(*), count(DISTINCT h) FROM {side}_keys")
        turn = "row_number() OVER (PARTITION BY h ORDER BY n)" if distinct < rows else "1"
        tables.connection.execute(
            f"CREATE OR REPLACE TEMP VIEW {side}_rows AS SELECT n, h, {turn} AS turn "
            f"FROM {side}_keys"
        )
    tables.connection.execute(
        "CREATE OR REPLACE TEMP TABLE paired AS SELECT b.n AS old, a.n AS new, true AS same "
        "FROM before_rows b JOIN after_rows a USING (h, turn)"
    )


def pair_changed(tables: Tables) -> None:
    for side, number in zip(SIDES, ("old", "new"), strict=True):
        tables.connection.execute(
            f"CREATE OR REPLACE TEMP TABLE {side}_left AS SELECT n, k, "
            "row_number() OVER (PARTITION BY k ORDER BY n) AS turn "
            f"FROM {side}_keys ANTI JOIN paired ON n = {number} WHERE k IS NOT NULL"
        )
    tables.connection.execute(
        "INSERT INTO paired SELECT b.n, a.n, false "
        "FROM before_left b JOIN after_left a USING (k, turn)"
    )


def repeated(tables: Tables) -> int:
    """Return how many rows of the new version have the key of another, or none at all."""
    (rows,) = tables.one("SELECT count(*) - count(DISTINCT k) FROM after_keys")
    return rows


def changed_cells(tables: Tables, key: Sequence[Shared]) -> Iterator[ChangedCells]:
    """Count the cells that changed, by column, and those that only lost their leading zeros."""
    others = [one for one in tables.shared if one not in key]
    for start in range(0, len(others), AT_ONCE):
        columns = others[start : start + AT_ONCE]
        asked = ", ".join(
            f"count(*) FILTER (b.c{n} <> a.c{n}), count(*) FILTER (b.c{n} <> a.c{n} "
            f"AND b.c{n} LIKE '0%' AND ltrim(b.c{n}, '0') = a.c{n} AND a.c{n} <> '')"
            for n in range(len(columns))
        )
        told = tables.one(
            f"SELECT {asked} FROM paired JOIN ({tables.rows('before', columns)}) b "
            f"ON b.n = old JOIN ({tables.rows('after', columns)}) a ON a.n = new WHERE NOT same"
        )
        for place, one in enumerate(columns):
            if count := told[2 * place]:
                yield ChangedCells(one.after, count, told[2 * place + 1])


def shown_columns(
    tables: Tables, key: Sequence[Shared], cells: Sequence[ChangedCells], hidden: Sequence[str]
) -> list[Shared]:
    """Return the columns of the samples: the key, those that changed most, then the first ones."""
    counts = {one.column: one.count for one in cells}
    changed = sorted((one for one in tables.shared if one.after in counts),
                     key=lambda one: -counts[one.after])  # fmt: skip
    wanted = [*key, *changed[: SHOWN_COLUMNS - len(key) - 2], *tables.shared]
    kept = [one for one in dict.fromkeys(wanted) if one.after not in hidden][:SHOWN_COLUMNS]
    return [one for one in tables.shared if one in kept]


QUERIES = {
    "changed": "SELECT old, new FROM paired WHERE NOT same",
    "added": "SELECT NULL, n FROM after_keys ANTI JOIN paired ON n = new",
    "removed": "SELECT n, NULL FROM before_keys ANTI JOIN paired ON n = old",
}


def samples(tables: Tables, shown: Sequence[Shared], key: Sequence[Shared]) -> Iterator[RowSample]:
    """Yield a few rows of each sort, the first ones in the order of the file."""
    columns = [*shown, *key]
    for change, query in QUERIES.items():
        pairs = tables.connection.execute(f"{query} ORDER BY ALL LIMIT {SAMPLES}").fetchall()
        old = read(tables, "before", columns, [before for before, _ in pairs])
        new = read(tables, "after", columns, [after for _, after in pairs])
        for before, after in pairs:
            cells = (old.get(before, ()), new.get(after, ()))
            named = (cells[1] or cells[0])[len(shown) :]
            yield RowSample(change, " / ".join(named), *(one[: len(shown)] for one in cells))


def read(
    tables: Tables, side: str, columns: Sequence[Shared], numbers: Sequence[int | None]
) -> dict[int, tuple[str, ...]]:
    """Return the cells of the rows of these numbers."""
    wanted = ", ".join(str(number) for number in numbers if number is not None)
    if not wanted:
        return {}
    found = tables.connection.execute(
        f"SELECT * FROM ({tables.rows(side, columns)}) WHERE n IN ({wanted})"
    ).fetchall()
    return {number: tuple(map(shortened, cells)) for number, *cells in found}


def shortened(value: str) -> str:
    return value if len(value) <= LONGEST else f"{value[: LONGEST - 1]}…"
