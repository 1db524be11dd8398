"""What is done to a flow that was validated. Its editors may, and the DPNC may stop it too."""

from datetime import datetime

from catalog.accounts.models import User
from catalog.flows.models import Flow


def pause_flow(flow: Flow, *, by: User, reason: str = "", at: datetime | None = None) -> Flow:
    """Take the robot's right back: what is on its way is not published either."""
    raise NotImplementedError


def resume_flow(flow: Flow, *, by: User, at: datetime | None = None) -> Flow:
    """Give it back: what came meanwhile is taken at once. Only editors may, and the DPNC for what
    it paused."""
    raise NotImplementedError


def stop_flow(flow: Flow, *, by: User, reason: str = "", at: datetime | None = None) -> Flow:
    """Stop for good: what it published stays, its resources are replaced by hand from then on."""
    raise NotImplementedError


def run_flow_now(flow: Flow, *, by: User, at: datetime | None = None) -> Flow:
    """Look at the inbox now, whatever the schedule. Asked twice, it looks twice: harmless."""
    raise NotImplementedError
