"""Profiles of small tables written for a test: through the sandbox, as any file."""

import csv
from pathlib import Path

from catalog.files.profile import profile
from catalog.files.shapes import Profile


def profile_of(
    folder: Path, *rows: tuple[str, ...], name: str = "table.csv", table: Path | None = None
) -> Profile:
    """Profile a CSV; the first row is its header."""
    path = folder / name
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file, delimiter=";").writerows(rows)
    return profile(path, table=table)


def kinds_in(found: Profile) -> dict[str, set[str]]:
    """Return the kinds suspected, by column."""
    kinds: dict[str, set[str]] = {}
    for suspicion in found.suspicions:
        kinds.setdefault(suspicion.column, set()).add(suspicion.kind)
    return kinds
