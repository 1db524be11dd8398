"""A promise that is not kept: which one, about what, what to do, and how it is set right."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Breach:
    """`promise`: I1 to I6, as docs/files.md lists them. `repair` when the house can mend it
    by itself: only what is derived from the rest is ever written again.
    """

    promise: str
    sentence: str
    repair: Callable[[], object] | None = None
