"""Which resource takes a file. Only the table says it: never the key, nor what the file holds."""

from datetime import datetime

from catalog.actions.reception import ReceivedFile
from catalog.actions.resource import enter_file
from catalog.actions.upkeep import set_guard
from catalog.enums import FlowTarget, Origin, ResourceKind
from catalog.flows.models import Drop, Feed, Flow
from catalog.flows.robots import robot_of
from catalog.models import Resource, ResourceVersion


def feed_of(drop: Drop) -> Feed | None:
    rows = Feed.objects.select_related("resource__dataset__organization")
    return rows.filter(flow=drop.flow_id, value=drop.value).first()


def feed_with(drop: Drop, received: ReceivedFile, *, at: datetime | None) -> ResourceVersion:
    """Make the resource of that name or value, with its first file."""
    flow = drop.flow
    made = Resource(kind=ResourceKind.FILE, title=title_of(drop)[:350], submission=drop.submission)
    placed = enter_file(
        made, received, dataset=flow.dataset, by=robot_of(flow), origin=Origin.FLOW, at=at
    )
    Feed.objects.get_or_create(flow=flow, value=drop.value, defaults={"resource": placed})
    guard(flow, placed, at=at)
    return placed.versions.get(number=1)


def title_of(drop: Drop) -> str:
    if drop.flow.target == FlowTarget.BY_PART:
        return f"{drop.flow.name}, {drop.value}"
    return drop.filename


def guard(flow: Flow, resource: Resource, *, at: datetime | None) -> None:
    """Apply to a resource what the flow asks of its own; what it does not say does not change."""
    if flow.guard or flow.row_tolerance is not None:
        set_guard(
            resource,
            by=robot_of(flow),
            guard=flow.guard or None,
            row_tolerance=flow.row_tolerance,
            at=at,
        )
