from typing import Any

from catalog.enums import Topic
from catalog.journal.kinds import NotificationKind


class RequestRecalled(NotificationKind):
    slug = "request_recalled"
    topic = Topic.ACCESS
    label = "Demande d’accès encore en attente"

    @staticmethod
    def subject(context: dict[str, Any]) -> str:
        return f"Votre demande pour « {context['organization']} » attend encore"
