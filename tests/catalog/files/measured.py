"""A profile made by a process of its own, to know what its child cost.

Usage: python -m tests.catalog.files.measured PATH [lifted]. Prints JSON.
"""

import json
import sys
import time
from pathlib import Path

from catalog.files import archives, exploration, sandbox, staging, warm
from catalog.files.formats import delimited, json as json_format
from catalog.files.profile import profile
from catalog.files.sandbox import Limits

LIFTED = Limits(memory=6 * 1024**3, cpu=60, wall=15)
HUGE = 10**12


def explore_without_checks(path: str, filename: str, work: Path, out: Path, *, keep: bool):
    """Run inside the sandbox: our own checks are removed, as if nobody had thought of them."""
    archives.MAX_TOTAL = archives.MAX_RATIO = archives.MAX_XML_RATIO = HUGE
    staging.MAX_COLUMNS = staging.MAX_ROWS = staging.MAX_CELLS = HUGE
    delimited.MAX_CELL = json_format.MAX_CELL = 10**9
    return exploration.explore(path, filename, work, out, keep=keep)


def lift() -> None:
    call = sandbox.call

    def lifted(function, **arguments):
        name = f"{explore_without_checks.__module__}:{explore_without_checks.__name__}"
        return call(name, limits=LIFTED, **arguments)

    explore_without_checks.__module__ = "tests.catalog.files.measured"
    sandbox.call = lifted


def main() -> None:
    if "lifted" in sys.argv:
        lift()
    peaks = []
    told = warm.ended

    def ended(ours):
        found = told(ours)
        peaks.append(found.peak)
        return found

    warm.ended = ended
    started = time.monotonic()
    found = profile(Path(sys.argv[1]), table=Path(sys.argv[1] + ".table"))
    peak = max(peaks) // 1024
    seconds = round(time.monotonic() - started, 2)
    told = {"refusal": found.refusal, "peak": peak, "seconds": seconds, "rows": found.row_count}
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main()
