from typing import Any

from catalog.enums import IncidentKind
from catalog.journal.kinds import NotificationKind

SUBJECTS = {
    IncidentKind.FAILING: "Flux en échec",
    IncidentKind.HELD: "Dépôt à confirmer",
    IncidentKind.LATE: "Flux en retard",
    IncidentKind.SILENT: "Flux silencieux",
}


class FlowIncident(NotificationKind):
    slug = "flow_incident"

    @staticmethod
    def subject(context: dict[str, Any]) -> str:
        return f"{SUBJECTS[context['trouble']]} : « {context['flow']} »"
