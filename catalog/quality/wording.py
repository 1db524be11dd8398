"""How the sentences of the criteria name things."""

import re
from collections.abc import Sequence

from catalog.search.analyzer import fold

PARTS_OF_A_NAME = re.compile(r"(?<=[a-zà-ÿ])(?=[A-ZÀ-Þ])|[\W_]+")
LONGEST_NAME = 60


def quoted(names: Sequence[str], most: int = 3) -> str:
    """Return « a », « b » et « c », the first ones of a long list."""
    shown = [f"« {shortened(name)} »" for name in names[:most]]
    if len(shown) < 2:
        return "".join(shown)
    return f"{', '.join(shown[:-1])} et {shown[-1]}"


def shortened(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"


def in_words(name: str) -> str:
    """Return a column's name as words: « codeInsee_commune » is « code Insee commune »."""
    return PARTS_OF_A_NAME.sub(" ", name).strip()


def named_in(text: str, name: str) -> bool:
    """Tell whether the text holds this name, however its accents and hyphens are written."""
    pattern = r"[^a-z0-9]+".join(re.findall(r"[a-z0-9]+", fold(name)))
    return bool(pattern) and bool(re.search(rf"(?<![a-z0-9]){pattern}(?![a-z0-9])", fold(text)))
