"""data.gouv.fr's quality criteria, those that have a subject here; one point each, out of nine."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from catalog.enums import ResourceType
from catalog.models import Dataset, Resource

CRITERIA = 9
LONG_DESCRIPTION = 100
GRACE = timedelta(days=1)
CLOSED_FORMATS = {"pdf", "doc", "docx", "word", "xls", "excel", "xlsx"}

Quality = dict[str, bool | float]


def quality_of(dataset: Dataset, resources: Sequence[Resource], *, at: datetime) -> Quality:
    """Return each criterion and the score. A criterion without a subject is absent, not false."""
    met: dict[str, bool] = {
        "license": bool(dataset.license),
        "temporal_coverage": bool(dataset.temporal_start or dataset.temporal_end),
        "spatial": bool(dataset.granularity or dataset.territories.all()),
        "update_frequency": dataset.frequency not in ("", "unknown"),
        "dataset_description_quality": len(dataset.description) > LONG_DESCRIPTION,
        "has_resources": bool(resources),
    }
    if dataset.frequency:
        met["update_fulfilled_in_time"] = is_in_time(dataset, at)
    if resources:
        met |= quality_of_resources(resources)
    points = sum(met.values()) - met["has_resources"]
    return {**met, "score": points / CRITERIA}


def is_in_time(dataset: Dataset, at: datetime) -> bool:
    expected = dataset.next_update_at
    return expected is None or at - expected <= GRACE


def quality_of_resources(resources: Sequence[Resource]) -> dict[str, bool]:
    """A link that nobody has tested yet counts as available, as data.gouv.fr counts it."""
    formats = {resource.format for resource in resources} - {""}
    documented = any(
        resource.type == ResourceType.DOCUMENTATION or resource.description
        for resource in resources
    )
    return {
        "has_open_format": bool(formats - CLOSED_FORMATS),
        "all_resources_available": True,
        "resources_documentation": documented,
    }
