"""When a flow looks at its inbox."""

from datetime import datetime, timedelta

from catalog.enums import FlowSchedule
from catalog.flows.models import Flow
from catalog.work.cron import Cron

AGAIN = timedelta(minutes=10)
"""When an inbox did not answer, whatever the schedule: an hour would be long."""


def following(flow: Flow, at: datetime) -> datetime | None:
    """Return its next pass after `at`, to the minute; None for a flow that waits to be asked."""
    if flow.schedule == FlowSchedule.EVERY:
        return at.replace(second=0, microsecond=0) + timedelta(minutes=flow.minutes)
    if flow.schedule == FlowSchedule.CRON:
        return Cron.parse(flow.cron).following(at)
    return None


def sooner(flow: Flow, at: datetime) -> datetime | None:
    """Return when to try again after a failure."""
    planned = following(flow, at)
    return min(planned, at + AGAIN) if planned else None
