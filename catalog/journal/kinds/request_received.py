from typing import Any

from catalog.enums import Topic
from catalog.journal.kinds import NotificationKind


class RequestReceived(NotificationKind):
    slug = "request_received"
    topic = Topic.ACCESS
    label = "Demande d’accès bien reçue"

    @staticmethod
    def subject(context: dict[str, Any]) -> str:
        return f"Votre demande pour « {context['organization']} » est bien arrivée"
