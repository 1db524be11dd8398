from typing import Any

from catalog.enums import IncidentKind, Topic
from catalog.journal.kinds import NotificationKind

SUBJECTS = {
    IncidentKind.FAILING: "Flux en échec",
    IncidentKind.HELD: "Dépôt à confirmer",
    IncidentKind.LATE: "Flux en retard",
    IncidentKind.SILENT: "Flux silencieux",
}


class FlowIncident(NotificationKind):
    slug = "flow_incident"
    topic = Topic.FLOWS
    label = "Flux en panne, en retard ou muet"

    @staticmethod
    def subject(context: dict[str, Any]) -> str:
        return f"{SUBJECTS[context['trouble']]} : « {context['flow']} »"
