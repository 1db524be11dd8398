from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise
from statistics import median

from catalog.quality.criteria import MET, Criterion, Family, Verdict, todo
from catalog.quality.subject import Subject
from catalog.vocabularies.frequencies import FREQUENCIES

ENOUGH = 3
"""Publications below which a habit cannot be told."""
LATE, EARLY = 1.5, 0.25
HABITS = {
    1: "daily", 7: "weekly", 31: "monthly", 93: "quarterly", 182: "semiannual", 365: "annual",
    730: "biennial", 1095: "triennial",
}  # fmt: skip


class KeptFrequency(Criterion):
    """What the history of versions says, whatever was announced."""

    slug = "kept-frequency"
    label = "Fréquence annoncée tenue dans les faits"
    gesture = "Corriger la fréquence"
    family = Family.COHERENCE
    field = "frequency"

    @staticmethod
    def judge(subject: Subject) -> Verdict | None:
        facts = subject.dataset.frequency_facts
        if facts is None or facts.period is None or len(subject.days) < ENOUGH:
            return None
        gap = usual_gap(subject.days)
        promised = max(facts.period, timedelta(days=1)) / timedelta(days=1)
        if promised * EARLY <= gap <= promised * LATE:
            return MET
        return todo(
            f"Annoncez une fréquence {FREQUENCIES[nearest(gap)].label} : les données changent "
            f"en fait tous les {round(gap)} jours environ."
        )


def usual_gap(days: Sequence[date]) -> float:
    gaps = [(after - before).days for before, after in pairwise(days)]
    return max(1, median(gaps))


def nearest(gap: float) -> str:
    return HABITS[min(HABITS, key=lambda days: abs(days - gap) / days)]
