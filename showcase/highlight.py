"""Showing where a text contains the searched words, whatever their form."""

import re
from functools import lru_cache

from django.utils.html import escape
from django.utils.safestring import SafeString

from catalog.search.analyzer import stems

WORD = re.compile(r"(\w+)")


def highlight(text: str, query: str) -> SafeString:
    """Return the text, escaped, with `mark` around the words that the query finds."""
    wanted = set(stems(query))
    parts = [
        f"<mark>{escape(part)}</mark>" if wanted & token(part) else escape(part)
        for part in WORD.split(text)
    ]
    return SafeString("".join(parts))


@lru_cache(maxsize=20_000)
def token(word: str) -> frozenset[str]:
    return frozenset(stems(word))
