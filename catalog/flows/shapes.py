"""What crosses the room: what is seen in an inbox, and the report of a trial. All frozen."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from catalog.files.kept import Kept
from catalog.files.shapes import Finding


@dataclass(frozen=True)
class Seen:
    """One version of a file in an inbox. `key`: normalised (NFC); `raw_key`: as the inbox has it.

    `identity` is of that version only; `settled`: nobody writes it any more, as far as one can see.
    """

    key: str
    raw_key: str
    size: int
    modified_at: datetime
    identity: str
    etag: str = ""
    settled: bool = True


@dataclass(frozen=True)
class Listing:
    """What one look found, in the order of keys. `reached`: where it stopped, "" at the end."""

    seen: tuple[Seen, ...]
    reached: str = ""


class StepOutcome(StrEnum):
    DONE = "done"
    FINDINGS = "findings"
    FAILED = "failed"
    SKIPPED = "skipped"


@dataclass(frozen=True)
class TrialStep(Kept):
    """A line of the report: « Joindre la boîte », « Réussi », why or how."""

    name: str
    outcome: StepOutcome
    result: str
    detail: str = ""


@dataclass(frozen=True)
class TriedFile(Kept):
    """A file that the trial read. `resource`: the title of the one it would go to; `is_new`: that
    resource would be made; `refusal`: why it would not be taken, "" otherwise.
    """

    key: str
    size: int
    resource: str
    is_new: bool = False
    format: str = ""
    row_count: int | None = None
    column_names: tuple[str, ...] = ()
    would: str = ""
    refusal: str = ""
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class TrialReport(Kept):
    """What a trial found. `found`: files that the pattern takes, of which the last ones are read;
    `sentence`: the verdict.
    """

    passed: bool
    sentence: str
    found: int = 0
    steps: tuple[TrialStep, ...] = ()
    files: tuple[TriedFile, ...] = ()
