"""From what each criterion says to a score out of a hundred, and to what would raise it most."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from uuid import UUID

from catalog.models import Dataset
from catalog.quality import criteria
from catalog.quality.criteria import Criterion, Family, Verdict
from catalog.quality.subject import Subject, subjects
from catalog.registry import members

CRITERIA = members(criteria, Criterion, ("label", "gesture", "family", "field", "judge"))
OUT_OF = 100


@dataclass(frozen=True)
class Judged:
    """One criterion of one dataset; `effect`: how many points of the score it is worth there."""

    criterion: type[Criterion]
    verdict: Verdict
    effect: int


@dataclass(frozen=True)
class Assessment:
    """What the criteria that have a subject say. `score` is out of 100."""

    judged: tuple[Judged, ...]

    @cached_property
    def score(self) -> int:
        total = sum(one.criterion.weight for one in self.judged)
        won = sum(one.criterion.weight for one in self.met)
        return round(OUT_OF * won / total) if total else 0

    @property
    def met(self) -> list[Judged]:
        return [one for one in self.judged if one.verdict.met]

    @cached_property
    def todo(self) -> list[Judged]:
        """Return what is not met, what would raise the score most first."""
        lacking = [one for one in self.judged if not one.verdict.met]
        return sorted(lacking, key=lambda one: -one.effect)

    @property
    def families(self) -> list[tuple[str, list[Judged]]]:
        found = {
            family: [one for one in self.judged if one.criterion.family == family]
            for family in Family
        }
        return [(family.value, judged) for family, judged in found.items() if judged]


def assess(subject: Subject) -> Assessment:
    verdicts = [(criterion, criterion.judge(subject)) for criterion in CRITERIA.values()]
    counted = [(criterion, found) for criterion, found in verdicts if found and found.counted]
    total = sum(criterion.weight for criterion, _ in counted)
    return Assessment(
        tuple(
            Judged(criterion, found, round(OUT_OF * criterion.weight / total))
            for criterion, found in counted
        )
    )


def assessments(datasets: Iterable[Dataset], *, at: datetime) -> dict[UUID, Assessment]:
    """Return what is said of each dataset, in as many queries for one as for many."""
    return {key: assess(subject) for key, subject in subjects(datasets, at=at).items()}
