"""Which lost column has the values of which added one. Runs in the sandbox.

Of each column, the thousand smallest of its values' hashes are kept: two columns that have the
same values keep the same ones, whatever their length (a « bottom-k » sketch).
"""

from collections.abc import Sequence
from pathlib import Path

from catalog.files import engine
from catalog.files.engine import Connection

SKETCH = 1_000
AS_MANY = 0.3
"""When one column has so few of the other's values, being among them proves nothing."""


def likeness(
    before: str, after: str, lost: list[str], added: list[str], work: Path
) -> list[tuple[str, str, float]]:
    """Return, for each pair of names, the share of distinct values that both have."""
    paths = (Path(before), Path(after))
    connection = engine.connect(work, opens=paths)
    first = {name: sketch(connection, paths[0], name) for name in lost}
    second = {name: sketch(connection, paths[1], name) for name in added}
    return [(old, new, shared(first[old], second[new])) for old in lost for new in added]


def sketch(connection: Connection, path: Path, column: str) -> list[int]:
    rows = connection.execute(
        f"SELECT DISTINCT hash(v) AS h FROM (SELECT CAST({engine.name(column)} AS VARCHAR) AS v "
        f"FROM read_parquet({engine.text(str(path))})) WHERE v IS NOT NULL ORDER BY h "
        f"LIMIT {SKETCH}"
    ).fetchall()
    return [hash_ for (hash_,) in rows]


def shared(first: Sequence[int], second: Sequence[int]) -> float:
    """Estimate the share of the values of one that are in the other, from their sketches."""
    if not first or not second:
        return 0.0
    full = [one[-1] for one in (first, second) if len(one) == SKETCH]
    last = min(full, default=max(first[-1], second[-1]))
    one, other = ({value for value in sketch if value <= last} for sketch in (first, second))
    sizes = sorted((len(one), len(other)))
    if sizes[0] < AS_MANY * sizes[1]:
        return len(one & other) / len(one | other)
    return len(one & other) / max(1, sizes[0])
