"""Which files a flow takes: `museofile/*.csv`, `festivals/{year}.csv`. No database here.

`*` is any run of characters and `{year}` at least one, which are kept under that name; neither goes
beyond a « / ».
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property

WILDCARD = re.compile(r"\*|\{([^{}]*)\}")
FORBIDDEN = re.compile(r"[\x00-\x1f\x7f\\?\[\]]")
LONGEST_KEY = 1024
"""Of S3, in bytes."""
TIDY = "published"
"""The folder where a flow puts away what is on line: no flow reads there."""
ANY, SOME = "any", "some"
"""Tokens: a run of characters, and one of at least one character."""


class WrongPattern(ValueError):
    """`str(error)` says in French what to write instead."""


@dataclass(frozen=True)
class Pattern:
    text: str

    @classmethod
    def read(cls, text: str) -> "Pattern":
        """Return the pattern, normalised. Raises WrongPattern."""
        found = cls(unicodedata.normalize("NFC", text.strip()))
        found.check()
        return found

    def check(self) -> None:
        plain = WILDCARD.sub("x", self.text)
        if not self.text:
            raise WrongPattern("Dites quels fichiers surveiller, par exemple « musees/*.csv ».")
        if FORBIDDEN.search(plain) or "{" in plain or "}" in plain:
            raise WrongPattern(
                "Seuls « * » et « {nom} » remplacent des caractères : écrivez par exemple "
                "« musees/*.csv » ou « festivals/{annee}.csv »."
            )
        if hostile(plain) or TIDY in self.text.split("/"):
            raise WrongPattern(
                "Écrivez un chemin simple, sans « / » au début, sans « .. » et hors de "
                f"« {TIDY}/ » : par exemple « musees/*.csv »."
            )
        names = self.parts
        if len(set(names)) < len(names) or not all(name.isidentifier() for name in names):
            raise WrongPattern(
                "Chaque partie entre accolades porte un nom simple, et un seul : « {annee} »."
            )

    @property
    def parts(self) -> list[str]:
        """The names of what is captured, in order."""
        return [match[1] for match in WILDCARD.finditer(self.text) if match[0] != "*"]

    @property
    def prefix(self) -> str:
        """What every key begins with: all that precedes the first wildcard."""
        first = WILDCARD.search(self.text)
        return self.text[: first.start()] if first else self.text

    @cached_property
    def expression(self) -> re.Pattern[str]:
        written, end = "", 0
        for match in WILDCARD.finditer(self.text):
            run = "[^/]*" if match[0] == "*" else f"(?P<{match[1]}>[^/]+)"
            written += re.escape(self.text[end : match.start()]) + run
            end = match.end()
        return re.compile(written + re.escape(self.text[end:]))

    def match(self, key: str) -> dict[str, str] | None:
        """Return what is captured in the key, or None when the flow does not take it.

        Hidden files are those that programmes are still writing.
        """
        found = self.expression.fullmatch(key)
        if found is None or any(name.startswith(".") or name == TIDY for name in key.split("/")):
            return None
        return found.groupdict()

    @property
    def tokens(self) -> list[str]:
        """One per character, ANY and SOME for the wildcards."""
        written, end = [], 0
        for match in WILDCARD.finditer(self.text):
            written += [*self.text[end : match.start()], ANY if match[0] == "*" else SOME]
            end = match.end()
        return [*written, *self.text[end:]]

    def overlaps(self, other: "Pattern") -> bool:
        """Tell whether some key could be taken by both."""
        return meet(spelled(self.tokens), spelled(other.tokens))


def spelled(tokens: list[str]) -> list[str]:
    """Write SOME as one character, « ? », then ANY: « ? » itself is in no pattern."""
    return [one for token in tokens for one in (["?", ANY] if token == SOME else [token])]


def meet(left: list[str], right: list[str]) -> bool:
    """Tell whether a text is of both forms: each pair of positions is looked at once."""
    reached, seen = [(0, 0)], set()
    while reached:
        place = reached.pop()
        if place in seen:
            continue
        seen.add(place)
        if place == (len(left), len(right)):
            return True
        reached += steps(left, right, *place)
    return False


def steps(left: list[str], right: list[str], i: int, j: int) -> list[tuple[int, int]]:
    one = left[i] if i < len(left) else None
    two = right[j] if j < len(right) else None
    if one == ANY:
        return [(i + 1, j), *([(i, j + 1)] if two not in (None, "/") else [])]
    if two == ANY:
        return [(i, j + 1), *([(i + 1, j)] if one not in (None, "/") else [])]
    if one is None or two is None:
        return []
    same = one == two or ("?" in (one, two) and "/" not in (one, two))
    return [(i + 1, j + 1)] if same else []


def hostile(key: str) -> bool:
    """Tell whether the key could be read as a path that leads elsewhere."""
    names = key.split("/")
    return "\\" in key or any(name in ("", ".", "..") for name in names)


def quarantine(key: str) -> str:
    """Return why no flow takes a file of that key, whatever it holds; "" for an ordinary one."""
    if hostile(key):
        return "Son nom ressemble à un chemin vers un autre dossier : il n’est jamais pris."
    if any(unicodedata.category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp") for char in key):
        return "Son nom contient des caractères invisibles : renommez-le, puis déposez-le."
    if len(key.encode()) > LONGEST_KEY:
        return f"Son nom dépasse {LONGEST_KEY} octets : raccourcissez-le, puis déposez-le."
    return ""
