"""What flows ask of a person: an answer, or a look at what goes wrong."""

from django.urls import reverse
from django.utils import timezone

from backoffice.flows.reading import lasting, readings_of
from backoffice.home.task import Task
from catalog.enums import IncidentKind, Right
from catalog.flows.models import Flow, Incident
from catalog.models import Dataset
from catalog.templatetags.vitrine import ago

MOST = 20
FLOWS = 10
WORDS = {
    IncidentKind.FAILING: "Flux en échec",
    IncidentKind.LATE: "Flux en retard",
    IncidentKind.HELD: "Dépôt à confirmer",
    IncidentKind.SILENT: "Flux silencieux",
}


def flows_to_decide(user):
    rows = Flow.objects.allowing(user, Right.DECIDE_FLOW).to_decide().for_page()
    rows = rows.declared_by_others(user)
    return [
        Task(
            "Flux à valider",
            "verifier",
            flow.name,
            f"Pour « {flow.dataset.title} », soumis {ago(flow.submitted_at)} par "
            f"{flow.declared_by or 'un compte supprimé'}.",
            "Décider",
            reverse("backoffice:flow-detail", args=[flow.pk]),
        )
        for flow in rows.order_by("submitted_at")[:MOST]
    ]


def troubled_flows(user):
    """What goes wrong: with their flows, for editors, who find held files above; for the DPNC,
    with any flow, when a file is held or when it lasts.
    """
    rows = Incident.objects.open().oldest_first()
    flows = Flow.objects.allowing(user, Right.VIEW_FLOW)
    found = rows.of_flows(flows).told_to(flows_of(user))[:MOST]
    return [trouble(incident) for incident in found]


def trouble(incident):
    flow, days = incident.flow, (timezone.now() - incident.opened_at).days
    since = f" Depuis {lasting(incident.opened_at)}." if days else ""
    return Task(
        WORDS[incident.kind],
        "verifier" if incident.kind == IncidentKind.SILENT else "bloque",
        f"Flux « {flow.name} »",
        f"{incident.sentence}{since}",
        "Voir le flux",
        reverse("backoffice:flow-detail", args=[flow.pk]),
    )


def flows_of(user):
    """Return those of the datasets that the person works on."""
    datasets = Dataset.objects.allowing(user, Right.CHANGE_DATASET).outside_bin()
    return Flow.objects.living().filter(dataset__in=datasets)


def own_readings(user):
    return readings_of(flows_of(user).for_page().order_by("name", "pk")[:FLOWS])
