from typing import Any

from catalog.enums import Topic
from catalog.journal.kinds import NotificationKind


class RequestWelcomed(NotificationKind):
    slug = "request_welcomed"
    topic = Topic.ACCESS
    label = "Demande d’accès acceptée d’office"

    @staticmethod
    def subject(context: dict[str, Any]) -> str:
        return f"Vous êtes {context['role']} pour « {context['organization']} »"
