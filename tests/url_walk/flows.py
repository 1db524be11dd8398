"""Flows of the hidden dataset, one for each state that a gesture asks for."""

from catalog.flows import trying
from catalog.flows.models import Flow
from catalog.flows.verbs import deciding, declaring, running
from tests import factories, tasks

MADE_BY = {
    "flow-tested": 1,
    "flow-submitted": 2,
    "flow-active": 3,
    "flow-paused": 4,
}
"""How far each went."""


def flows(dataset, *, inbox, by, dpnc, token):
    """Return them by the name of the thing that the tables give them."""
    made = {}
    for thing, steps in MADE_BY.items():
        name, pattern = f"{thing} {token}", f"{thing}/*.csv"
        flow = factories.flow(dataset, by=by, inbox=inbox, name=name, pattern=pattern)
        made[thing] = flow_at(steps, flow, dpnc)
    return made


def flow_at(steps, flow, dpnc):
    by = flow.declared_by
    gestures = (
        lambda: trying.run_trial(declaring.try_flow(flow, by=by).pk),
        lambda: declaring.submit_flow(flow, by=by),
        lambda: deciding.validate_flow(flow, by=dpnc),
        lambda: running.pause_flow(flow, by=by),
    )
    with factories.quietly():
        for gesture in gestures[:steps]:
            gesture()
    tasks.forget()
    return Flow.objects.get(pk=flow.pk)
