"""What we remember of a source, so that the same words never change anything twice.

Kept as JSON in the `source` of a dataset or organisation: which drafts were already taken up, and
for each field the day and a digest of what the source last said of it.
"""

import copy
import hashlib
import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import asdict, is_dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any

from catalog.drafts import Draft

MOST_DRAFTS = 40
"""How many drafts of one thing are remembered: far more than there are exports that name it."""
MOST_COUNTED = 1_000_000_000
"""Beyond that a figure is a mistake of the source, and our column would not hold it."""
UNDATED = ""
"""Before any date: a source that does not say when it wrote never undoes one that does."""


class Memory:
    def __init__(self, source: Mapping[str, Any]) -> None:
        self.values: dict[str, Any] = copy.deepcopy(dict(source))
        self.drafts: list[str] = list(source.get("drafts", []))
        self.said: dict[str, list[str]] = dict(source.get("said", {}))

    def knows(self, draft: str) -> bool:
        return draft in self.drafts

    def learn(self, draft: str) -> None:
        self.drafts = [*self.drafts, draft][-MOST_DRAFTS:]

    def is_older(self, field: str, moment: str) -> bool:
        return moment < self.said.get(field, [UNDATED])[0]

    def repeats(self, field: str, value: Any) -> bool:
        """Tell whether the source said just that the last time: a change of ours then stays."""
        return field in self.said and self.said[field][1] == digest(value)

    def note(self, field: str, value: Any, moment: str) -> None:
        self.said[field] = [moment, digest(value)]

    def count(self, name: str, total: int) -> int:
        """Return by how much the source's counter grew since it was last read."""
        counters = self.values.setdefault("counters", {})
        before: int = counters.get(name, 0)
        total = min(total, MOST_COUNTED)
        counters[name] = max(before, total)
        return max(0, total - before)

    def dump(self) -> dict[str, Any]:
        return {**self.values, "drafts": self.drafts, "said": self.said}


def add(subject: Any, name: str, number: int) -> None:
    """Add what the source counted since to its own figure, and to the one that is shown."""
    for counter in (f"source_{name}", name):
        setattr(subject, counter, getattr(subject, counter) + number)


def said_at(draft: Any) -> str:
    """Return when the source wrote it: its last change, else the day of the export."""
    moment = draft.modified_at or getattr(draft, "exported_at", None)
    return moment.isoformat(timespec="microseconds") if moment else UNDATED


def digest(value: Any) -> str:
    written = json.dumps(storable(value), sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(written.encode()).hexdigest()[:16]


def storable(value: Any) -> Any:
    """Return the value as both databases keep it in JSON: no date, null character or infinity."""
    if isinstance(value, Draft):
        return storable(value.stated())
    if is_dataclass(value) and not isinstance(value, type):
        return storable(asdict(value))
    if isinstance(value, Mapping):
        return {storable(str(name)): storable(one) for name, one in value.items()}
    if isinstance(value, str):
        return writable(value)
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, Iterable):
        return [storable(one) for one in value]
    return plain(value)


def plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value if isinstance(value, bool | int | float) or value is None else str(value)


def writable(text: str) -> str:
    """Return the text without null characters and halves of characters, which PostgreSQL refuses.

    A half is what a program writes that cuts an emoji in two.
    """
    return text.replace("\0", "").encode("utf-8", "ignore").decode()
