from typing import Any

from catalog.enums import RequestStatus, Topic
from catalog.journal.kinds import NotificationKind


class CertificationDecided(NotificationKind):
    slug = "certification_decided"
    topic = Topic.ACCESS
    label = "Réponse à une demande de certification"

    @staticmethod
    def subject(context: dict[str, Any]) -> str:
        refused = context["state"] == RequestStatus.REFUSED
        return f"« {context['organization']} » {'n’est pas' if refused else 'est'} certifiée"
