"""`X-Fields`: the keys that a client wants: « data{id,organization{name}},next_page »."""

import re
from typing import Any

from rest_framework.exceptions import ParseError

MARK = re.compile(r"\s*([{},]|[^{},\s]+)\s*")
DEEPEST = 10

Mask = dict[str, "Mask | None"]


def parse(text: str) -> Mask:
    """Return the keys of the mask, each with the mask of what it holds (None: all of it).

    Raises ParseError with data.gouv.fr's words when a brace is missing.
    """
    marks = MARK.findall(text)
    if marks[:1] == ["{"] and closes(marks) == len(marks) - 1:
        marks = marks[1:-1]
    mask, rest = keys(marks, depth=0)
    if rest:
        raise ParseError("Mask parse error: Unexpected closing bracket")
    return mask


def closes(marks: list[str]) -> int:
    """Return the rank of the brace that closes the first one, -1 when there is none."""
    depth = 0
    for rank, mark in enumerate(marks):
        depth += {"{": 1, "}": -1}.get(mark, 0)
        if depth == 0:
            return rank
    return -1


def keys(marks: list[str], *, depth: int) -> tuple[Mask, list[str]]:
    """Read keys up to the brace that closes them; return them with what follows."""
    mask: Mask = {}
    last = ""
    while marks:
        mark, marks = marks[0], marks[1:]
        if mark == "{" and last and depth < DEEPEST:
            mask[last], marks = keys(marks, depth=depth + 1)
        elif mark == "}":
            return mask, marks if depth else ["}", *marks]
        elif mark == "{":
            raise ParseError("Mask parse error: Unexpected opening bracket")
        else:
            last = "" if mark == "," else mark
            if last:
                mask[last] = None
    if depth:
        raise ParseError("Mask parse error: Missing closing bracket")
    return mask, []


def keep(data: Any, mask: Mask) -> Any:
    """Return the data with the keys of the mask; unknown ones are ignored, `*` keeps the others."""
    if isinstance(data, list):
        return [keep(row, mask) for row in data]
    if not isinstance(data, dict):
        return data
    kept = dict(data) if "*" in mask else {}
    for name, inner in mask.items():
        if name in data:
            kept[name] = data[name] if inner is None else keep(data[name], inner)
    return kept
