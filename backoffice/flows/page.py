"""What the page of a flow says besides its thread."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone

from backoffice.flows.gestures import gestures_of
from backoffice.flows.reading import reading_of_one, rhythm_of
from backoffice.wording import capital
from backoffice.work.reading import clock
from catalog.cadence import cadences
from catalog.enums import AfterDrop, FlowTarget, Guard, Right
from catalog.files.shapes import Severity
from catalog.flows.models import Drop, FlowTest
from catalog.flows.shapes import StepOutcome, TrialReport
from catalog.templatetags.vitrine import NARROW, ago, moment

MOST_HELD = 20
STEPS = {
    StepOutcome.DONE: "bon",
    StepOutcome.FINDINGS: "verifier",
    StepOutcome.FAILED: "bloque",
    StepOutcome.SKIPPED: "repos",
}
GUARDS = {
    "": "Celui de la ressource",
    Guard.HOLD: "Confirmer si ça casse",
    Guard.WARN: "Publier et prévenir",
    Guard.OFF: "Aucun",
}


@dataclass(frozen=True)
class Reader:
    may_change: bool
    may_decide: bool
    may_confirm: bool

    @property
    def may_stop(self):
        return self.may_change or self.may_decide


@dataclass(frozen=True)
class Held:
    """A file that waits: since when, what blocks, and where to decide."""

    filename: str
    since: str
    sentence: str
    url: str


@dataclass(frozen=True)
class Trial:
    """The last one. `report`: None while it is under way; `is_stale`: the flow changed since."""

    test: FlowTest
    report: TrialReport | None
    steps: list
    is_awaited: bool
    is_stale: bool


def seen_by(flow, user):
    return Reader(
        may_change=user.has_perm(Right.CHANGE_FLOW, flow),
        may_decide=user.pk != flow.declared_by_id and user.has_perm(Right.DECIDE_FLOW, flow),
        may_confirm=user.has_perm(Right.CHANGE_DATASET, flow.dataset),
    )


def told_of(flow, reader):
    """Return what the page says of the flow to that reader, besides its thread and its forms."""
    return {
        "flow": flow,
        "reader": reader,
        "reading": reading_of_one(flow),
        "facts": facts_of(flow),
        "cadence": cadence_of_dataset(flow.dataset),
        "gestures": gestures_of(flow, reader),
        "held": held_of(flow),
        "trial": trial_of(flow),
        "decision": decision_of(flow),
    }


def cadence_of_dataset(dataset):
    return cadences([dataset], at=timezone.now())[dataset.pk]


def facts_of(flow):
    """Return (name, value, remark), as `components/facts.html` takes them."""
    last = flow.drops.published().latest_settled_first().for_page().first()
    return [
        (
            "Dernière publication",
            capital(ago(last.settled_at)) if last else "—",
            f"version {last.version.number}"
            if last and last.version
            else "aucun fichier publié encore",
        ),
        ("Prochain passage", next_pass(flow), capital(rhythm_of(flow))),
        ("Surveille", flow.pattern, f"boîte « {flow.inbox.name} »"),
        ("Alimente", target_of(flow), after_of(flow)),
        ("Contrôle", GUARDS[flow.guard], tolerance_of(flow)),
    ]


def next_pass(flow):
    return capital(clock(flow.next_at)) if flow.next_at else "—"


def target_of(flow):
    if flow.target == FlowTarget.ONE:
        return flow.resource.title if flow.resource else "Une ressource"
    if flow.target == FlowTarget.BY_PART:
        return f"Une ressource par « {flow.part} »"
    return "Une ressource par nom"


def after_of(flow):
    kept = {
        AfterDrop.LEAVE: "le fichier reste dans la boîte",
        AfterDrop.MOVE: "le fichier est rangé dans « published/ »",
        AfterDrop.DELETE: "le fichier est effacé de la boîte",
    }
    return kept[flow.after]


def tolerance_of(flow):
    if flow.row_tolerance is None:
        return ""
    return f"jusqu’à {flow.row_tolerance}{NARROW}% de lignes en moins"


def held_of(flow):
    rows = flow.drops.held().for_page().latest_first()[:MOST_HELD]
    return [held(drop) for drop in rows]


def held(drop: Drop):
    version = drop.version
    blocking = version.changes.of(Severity.BLOCKING) if version.changes else []
    return Held(
        filename=drop.key,
        since=ago(drop.first_seen_at),
        sentence=blocking[0].message if blocking else "Il attend une confirmation.",
        url=reverse("backoffice:version-detail", args=[version.resource_id, version.number]),
    )


def trial_of(flow):
    """Return the last trial; None when nobody tried the flow."""
    test = flow.tests.latest_first().first()
    if test is None:
        return None
    awaited = flow.tests.under_way(timezone.now()).filter(pk=test.pk).exists()
    report = test.report
    steps = [(step, STEPS[step.outcome]) for step in report.steps] if report else []
    return Trial(test, report, steps, awaited, test.revision != flow.revision)


def decision_of(flow):
    """Return « Validé par Inès Roussel le 5 mars 2024 : « … » », or nothing."""
    if flow.decided_at is None:
        return ""
    word = "Refusé" if flow.is_refused else "Validé"
    why = f" : « {flow.reason} »" if flow.reason else "."
    return f"{word} par {flow.decided_by or 'la DPNC'} le {moment(flow.decided_at)}{why}"
