from typing import Any

from catalog.enums import Topic
from catalog.journal.kinds import NotificationKind


class RequestRefused(NotificationKind):
    slug = "request_refused"
    topic = Topic.ACCESS
    label = "Demande d’accès refusée"

    @staticmethod
    def subject(context: dict[str, Any]) -> str:
        return f"Votre demande pour « {context['organization']} » n’a pas été acceptée"
