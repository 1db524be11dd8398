"""The invariants of the house, all of them, in the order of what would hurt most."""

import time
from collections.abc import Iterator
from datetime import datetime

from catalog.actions.guards import moment
from catalog.custody.breaches import Breach
from catalog.custody.rows import (
    breaches_of_checks,
    breaches_of_numbers,
    breaches_of_pointers,
    breaches_of_tasks,
)
from catalog.custody.searched import breaches_of_counters, breaches_of_index, breaches_of_words
from catalog.custody.stored import breaches_of_files, breaches_of_tables

CHECKS = (
    breaches_of_pointers,
    breaches_of_files,
    breaches_of_numbers,
    breaches_of_tables,
    breaches_of_checks,
    breaches_of_tasks,
    breaches_of_index,
    breaches_of_words,
    breaches_of_counters,
)


def breaches(
    *, share: int = 1, at: datetime | None = None, deadline: float = float("inf")
) -> Iterator[Breach]:
    """Yield what is not as promised. The bytes of one version in `share` are read and hashed.

    `deadline`: on the clock of `time.monotonic`; past it, nothing more is begun.
    """
    for check in CHECKS:
        if time.monotonic() < deadline:
            yield from check(share=share, at=moment(at), deadline=deadline)
