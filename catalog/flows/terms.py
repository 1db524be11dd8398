"""What an editor says of a flow, and what the DPNC says of an inbox: as forms give them."""

from dataclasses import dataclass
from typing import Self

from catalog.accounts.models import Organization, User
from catalog.enums import AfterDrop, FlowSchedule, FlowTarget, InboxKind
from catalog.flows.models import Flow, Inbox
from catalog.models import Resource


@dataclass(frozen=True)
class FlowTerms:
    """All that is declared. `guard` "" and `row_tolerance` None leave what each resource says."""

    inbox: Inbox
    name: str
    pattern: str
    target: str = FlowTarget.ONE
    resource: Resource | None = None
    part: str = ""
    schedule: str = FlowSchedule.EVERY
    minutes: int = 60
    cron: str = ""
    guard: str = ""
    row_tolerance: int | None = None
    after: str = AfterDrop.LEAVE
    told: tuple[User, ...] = ()

    @classmethod
    def of(cls, flow: Flow) -> Self:
        """Return what the flow says now: `replace(FlowTerms.of(flow), name=…)` renames it."""
        names = [name for name in cls.__dataclass_fields__ if name != "told"]
        return cls(**{name: getattr(flow, name) for name in names}, told=tuple(flow.told.all()))


@dataclass(frozen=True)
class InboxTerms:
    """A bucket (endpoint, bucket, region, reference of its key) or a folder of this machine."""

    name: str
    kind: str = InboxKind.S3
    endpoint: str = ""
    bucket: str = ""
    region: str = ""
    credentials: str = ""
    folder: str = ""
    organization: Organization | None = None
