"""`profile` beside csv-detective: same files, same columns, every row.

Usage: python -m bench.profile [FILE…]. Without a file: a million rows, and the ministry's files.
"""

import os
import sys
from pathlib import Path

from bench.contenders import ROOT, cost, million, others

REAL = ("festivals-global-festivals.csv", "frequentation-des-musees-de-france.csv")
OURS = """
import sys
from pathlib import Path
from catalog.files import profile
found = profile(Path(sys.argv[1]), table=Path(sys.argv[1] + ".parquet"))
assert found.is_tabular, found.refusal
"""
CSV_DETECTIVE = """
import sys
from csv_detective import routine
found = routine(sys.argv[1], num_rows=-1, output_profile=True, save_results=False)
assert found["columns"]
"""


def main() -> None:
    for path in map(Path, sys.argv[1:] or [million(), *real()]):
        sys.stdout.write(f"\n{path.name}\n")
        theirs = cost("csv-detective", others(), CSV_DETECTIVE, path)
        ours = cost("vitrine (with its Parquet)", sys.executable, OURS, copied(path))
        sys.stdout.write(f"{'':34} {ours.beside(theirs)}\n")


def real() -> list[Path]:
    folder = ROOT / os.environ.get("VITRINE_SHARED", "../shared") / "data" / "tabular"
    return [path for name in REAL if (path := folder / name).exists()]


def copied(path: Path) -> Path:
    """Return a copy beside which a table can be written."""
    copy = million(10).parent / path.name
    if not copy.exists():
        copy.write_bytes(path.read_bytes())
    return copy


if __name__ == "__main__":
    main()
