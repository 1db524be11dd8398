from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from catalog.drafts import DatasetDraft, OrganizationDraft


class BadValue(ValueError):
    """What the source says cannot be taken up; `str(error)` says why, in French."""


@dataclass(frozen=True)
class Refused:
    """A row left out. `line` is its first line in the file; in JSON, its rank, starting at 1.

    `identifier` is what the row calls itself, as far as it could be read.
    """

    path: Path
    line: int
    reason: str
    identifier: str = ""


Outcome: TypeAlias = DatasetDraft | OrganizationDraft | Refused
