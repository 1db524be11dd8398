from typing import Any

from catalog.enums import Topic
from catalog.journal.kinds import NotificationKind


class RequestAccepted(NotificationKind):
    slug = "request_accepted"
    topic = Topic.ACCESS
    label = "Demande d’accès acceptée"

    @staticmethod
    def subject(context: dict[str, Any]) -> str:
        return f"Vous êtes {context['role']} pour « {context['organization']} »"
