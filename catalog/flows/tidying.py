"""What becomes of a file of the inbox once it is on line, when the flow says so."""

import logging
from datetime import datetime

from catalog.actions.guards import moment
from catalog.enums import AfterDrop
from catalog.flows.inbox import Changed, InboxUnreachable
from catalog.flows.models import Drop, Flow
from catalog.flows.pattern import TIDY
from catalog.flows.readers import reader_of

logger = logging.getLogger(__name__)


def tidy(drop: Drop, *, at: datetime | None = None) -> None:
    """Move or delete the version that was copied, and no other. What fails is tried again later."""
    flow = drop.flow
    if not drop.is_on_line or drop.tidied_at or flow.after == AfterDrop.LEAVE:
        return
    try:
        put_away(drop, moment(at))
    except InboxUnreachable:
        logger.warning("Drop not put away", extra={"drop": drop.pk})
        return
    except Changed:
        logger.info("Drop replaced before it was put away", extra={"drop": drop.pk})
    Drop.objects.filter(pk=drop.pk).update(tidied_at=moment(at))


def put_away(drop: Drop, now: datetime) -> None:
    reader = reader_of(drop.inbox)
    if drop.flow.after == AfterDrop.DELETE:
        reader.delete(drop.as_seen)
        return
    reader.put_away(drop.as_seen, f"{TIDY}/{now:%Y%m%dT%H%M%S}-{drop.filename}")


def tidy_flow(flow: Flow, *, at: datetime | None = None) -> None:
    """Take up what could not be put away, or whose process died before it was."""
    for drop in flow.drops.to_tidy().select_related("flow", "inbox"):
        tidy(drop, at=at)
