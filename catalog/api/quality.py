"""data.gouv.fr's quality criteria under its own names; one point each, out of nine."""

from collections.abc import Sequence
from datetime import datetime

from catalog.models import Dataset, Resource
from catalog.quality.score import CRITERIA
from catalog.quality.subject import Subject

BY_KEY = {criterion.key: criterion for criterion in CRITERIA.values() if criterion.key}

Quality = dict[str, bool | float]


def quality_of(dataset: Dataset, resources: Sequence[Resource], *, at: datetime) -> Quality:
    """Return each criterion and the score. A criterion without a subject is absent, not false."""
    subject = Subject(dataset, resources, at)
    verdicts = {key: criterion.judge(subject) for key, criterion in BY_KEY.items()}
    met = {key: verdict.met for key, verdict in verdicts.items() if verdict}
    score = sum(met.values()) / len(BY_KEY)
    return {**met, "has_resources": bool(resources), "score": score}
