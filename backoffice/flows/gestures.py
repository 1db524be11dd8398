"""What may be done with a flow, in its state, by who reads its page."""

from dataclasses import dataclass

from django.urls import reverse

from catalog.enums import FlowState
from catalog.flows.verbs.running import paused_from_above


@dataclass(frozen=True)
class Gesture:
    """A button that posts to `url`, or a link when `is_link`."""

    label: str
    url: str
    is_link: bool = False


TRY = ("Essayer", "flow-try")
TRY_AGAIN = ("Refaire un essai", "flow-try")
SUBMIT = ("Soumettre à la DPNC", "flow-submit")
RUN = ("Lancer maintenant", "flow-run")
PAUSE = ("Mettre en pause", "flow-pause")
RESUME = ("Reprendre", "flow-resume")
CHANGE = ("Modifier le flux", "flow-edit")
OFFERED = {
    FlowState.DRAFT: [TRY],
    FlowState.TESTED: [SUBMIT, TRY_AGAIN],
    FlowState.SUBMITTED: [TRY_AGAIN],
    FlowState.ACTIVE: [RUN, PAUSE],
    FlowState.PAUSED: [RESUME],
}


def gestures_of(flow, reader):
    """Return them in order: the first one is what the page calls for."""
    if not (reader.may_change or reader.may_decide):
        return []
    offered = [one for one in OFFERED.get(flow.state, []) if may(one, flow, reader)]
    found = [gesture(one, flow) for one in offered]
    if reader.may_change and flow.state != FlowState.STOPPED:
        found.append(Gesture(CHANGE[0], address(CHANGE[1], flow), is_link=True))
    return found


def may(one, flow, reader):
    """The DPNC tries, starts, pauses and resumes; only those who declare submit."""
    if one == SUBMIT:
        return reader.may_change
    return one != RESUME or reader.may_decide or not paused_from_above(flow)


def gesture(one, flow):
    return Gesture(one[0], address(one[1], flow))


def address(name, flow):
    return reverse(f"backoffice:{name}", args=[flow.pk])
