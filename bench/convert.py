"""Conversions beside the plain engine, and Polars: the same table, the same formats.

Usage: python -m bench.convert. The share is the plain engine's seconds over ours.
"""

import sys

from bench.contenders import Cost, cost, million, others

TO_TABLE = """
import sys
from pathlib import Path
from catalog.files import profile
found = profile(Path(sys.argv[1]), table=Path(sys.argv[2]))
assert found.is_tabular, found.refusal
"""
CONVERT = """
import sys
from pathlib import Path
from catalog.files import convert
convert(Path(sys.argv[1]), sys.argv[3], Path(sys.argv[2]))
"""
PLAIN_TABLE = """
import sys, duckdb
duckdb.connect(config={"threads": 2}).execute(
    f"COPY (FROM read_csv('{sys.argv[1]}', delim=';')) TO '{sys.argv[2]}' "
    "(FORMAT parquet, COMPRESSION zstd)"
)
"""
PLAIN_SUMMARY = f"""{PLAIN_TABLE}
table = f"read_parquet('{{sys.argv[2]}}')"
duckdb.connect(config={{"threads": 2}}).execute(f"SUMMARIZE FROM {{table}}").fetchall()
"""
PLAIN = """
import sys, duckdb
duckdb.connect(config={"threads": 2}).execute(
    f"COPY (FROM '{sys.argv[1]}') TO '{sys.argv[2]}' ({sys.argv[3]})"
)
"""
POLARS = """
import sys, polars
table = polars.read_parquet(sys.argv[1])
table.write_csv(sys.argv[2]) if sys.argv[3] == "csv" else table.write_ndjson(sys.argv[2])
"""
OPTIONS = {
    "csv": "FORMAT csv, HEADER true",
    "json": "FORMAT json, ARRAY true",
    "jsonl": "FORMAT json",
}


def main() -> None:
    source = million(encoding="utf-8")
    table, out = source.with_suffix(".parquet"), source.with_suffix(".out")
    cost("CSV to Parquet, plain DuckDB", sys.executable, PLAIN_TABLE, source, out)
    plain = cost("the same and SUMMARIZE", sys.executable, PLAIN_SUMMARY, source, out)
    ours = cost("CSV to Parquet and profile, ours", sys.executable, TO_TABLE, source, table)
    share(plain, ours)
    for format_, options in OPTIONS.items():
        plain = cost(f"{format_}, plain DuckDB", sys.executable, PLAIN, table, out, options)
        if format_ != "json":
            cost(f"{format_}, Polars", others(), POLARS, table, out, format_)
        ours = cost(f"{format_}, ours", sys.executable, CONVERT, table, out, format_)
        share(plain, ours)


def share(plain: Cost, ours: Cost) -> None:
    clock, work = plain.seconds / ours.seconds, plain.work / ours.work
    sys.stdout.write(f"{'':34} {clock:.0%} of the plain engine's throughput, {work:.0%} by CPU\n")


if __name__ == "__main__":
    main()
