"""Automated publication.

Inbox: where a producer's machine drops files. Flow: which of them go to which resources of one
dataset, and when. Feed: the resource that one flow keeps up to date, for one name or value.
Drop: one version of a file seen there, and what became of it. Run: a look at the inbox.
FlowTest: a look that publishes nothing. Incident: what goes wrong, told once, and over one day.
"""

from catalog.flows.models.drop import Drop, Run
from catalog.flows.models.flow import Feed, Flow, FlowTest
from catalog.flows.models.inbox import Inbox
from catalog.flows.models.incident import Incident

__all__ = ["Drop", "Feed", "Flow", "FlowTest", "Inbox", "Incident", "Run"]
