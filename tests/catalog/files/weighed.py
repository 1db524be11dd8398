"""The comparison of rows, run in the sandbox, with the most memory that its process held."""

import re
from pathlib import Path

from catalog.files.rows import differences


def weigh(before: str, after: str, shared: list, keys: list, work: Path) -> dict[str, object]:
    found = differences(before, after, shared, keys, False, [], work)  # noqa: FBT003 (by position)
    held = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())
    return {"found": found.as_json(), "peak": int(held[1]) * 1024 if held else 0}
