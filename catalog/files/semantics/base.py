"""A semantic type: what the State means by a column. In: a header and values. Out: a share."""

import re
import unicodedata
from abc import ABC
from collections.abc import Sequence

CAMEL = re.compile(r"(?<=[a-zà-ÿ])(?=[A-ZÀ-Ý])")
NEVER = re.compile(r"(?!)")


class Semantic(ABC):
    """One type. `named`: headers that announce it, as `words` writes them; `pattern`: its shape.

    `announced` and `alone`: the shares of values that must fit, with such a header and without
    one; `alone` None: the shape is too common to be believed without the header. `distinct`: the
    least number of different values that prove anything without the header.
    """

    key: str
    label: str
    named: re.Pattern[str] = NEVER
    pattern: re.Pattern[str]
    announced: float = 0.8
    alone: float | None = None
    distinct: int = 3

    def holds(self, value: str) -> bool:
        """Tell whether the value is one of these: its shape, then its check digits."""
        return bool(self.pattern.fullmatch(value)) and self.checks(value)

    def checks(self, value: str) -> bool:
        """Tell whether a value of the right shape is one; overridden where the norm has a key."""
        return bool(value)

    def share(self, values: Sequence[str]) -> float:
        return sum(map(self.holds, values)) / len(values)

    def fits(self, header: str, values: Sequence[str]) -> float:
        """Return how much the column is believed to be of this type, 0 when it is not."""
        said = bool(self.named.search(header))
        if not said and (self.alone is None or len(values) < self.distinct):
            return 0.0
        share = self.share(values)
        wanted = self.announced if said else self.alone or 1.0
        return share + said if share >= wanted else 0.0


def words(header: str) -> str:
    """Return « code insee » for « Code_INSEE » and « codeInsee »: what headers are compared in."""
    decomposed = unicodedata.normalize("NFKD", CAMEL.sub(" ", header))
    plain = "".join(char for char in decomposed if not unicodedata.combining(char)).lower()
    return re.sub(r"[^a-z0-9]+", " ", plain).strip()


def headed(*alternatives: str) -> re.Pattern[str]:
    """Return what finds one of these words, or runs of words, in a header."""
    return re.compile(rf"(?:^| )(?:{'|'.join(alternatives)})(?= |$)")


def digits(value: str) -> str:
    """Return the characters without the blanks, dots and hyphens that cut them in groups."""
    return re.sub(r"[\s.\-\u00a0\u202f]", "", value)


def luhn(number: str) -> bool:
    """ISO/IEC 7812-1, annex B."""
    total = 0
    for rank, char in enumerate(reversed(number)):
        digit = int(char) * (1 + rank % 2)
        total += digit - 9 if digit > 9 else digit
    return total % 10 == 0
