"""How the journal speaks of a flow."""

from catalog.flows.models import Flow
from catalog.journal.record import Subject

TOLD = (
    "name",
    "inbox",
    "pattern",
    "target",
    "part",
    "resource",
    "schedule",
    "minutes",
    "cron",
    "guard",
    "row_tolerance",
    "after",
)  # fmt: skip (a list)


def about(flow: Flow) -> Subject:
    dataset = flow.dataset
    label = f"Flux « {flow.name} » — {dataset.title}"
    return Subject(label, organization=dataset.organization, dataset=dataset)


def said(flow: Flow) -> dict[str, str]:
    return {name: str(getattr(flow, name) or "") for name in TOLD}
