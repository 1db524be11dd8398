"""One range of bytes, as RFC 9110 §14 has it; several at once, or none readable, mean the whole."""

import re
from dataclasses import dataclass

ONE_RANGE = re.compile(r"\s*bytes\s*=\s*(\d{0,18})\s*-\s*(\d{0,18})\s*", re.ASCII | re.IGNORECASE)


class Unsatisfiable(ValueError):
    """No byte of the file is in the range asked for."""


@dataclass(frozen=True)
class Span:
    """Bytes from `start` to `end`, excluded."""

    start: int
    end: int


def read_range(header: str, size: int) -> Span | None:
    """Return the part of `size` bytes that the header asks for; None for all of it.

    Raises Unsatisfiable when that part has no byte.
    """
    asked = ONE_RANGE.fullmatch(header)
    first, last = asked.groups() if asked else ("", "")
    if not first and not last:
        return None
    if first and last and int(last) < int(first):
        return None
    start = int(first) if first else max(0, size - int(last))
    if start >= size:
        raise Unsatisfiable(header)
    return Span(start, min(int(last) + 1, size) if first and last else size)
