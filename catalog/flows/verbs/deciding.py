"""What the DPNC decides of a flow: never of one that they declared."""

from datetime import datetime

from catalog.accounts.models import User
from catalog.flows.models import Flow


def validate_flow(flow: Flow, *, by: User, reason: str = "", at: datetime | None = None) -> Flow:
    """Give the flow's robot the right to change the dataset, and start. Raises AlreadyDecided."""
    raise NotImplementedError


def refuse_flow(flow: Flow, *, by: User, reason: str, at: datetime | None = None) -> Flow:
    """Send it back, with the reason, which whoever declared it receives. Raises AlreadyDecided."""
    raise NotImplementedError
