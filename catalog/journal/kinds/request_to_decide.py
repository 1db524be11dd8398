from typing import Any

from catalog.enums import Topic
from catalog.journal.kinds import NotificationKind


class RequestToDecide(NotificationKind):
    slug = "request_to_decide"
    topic = Topic.DECISIONS
    label = "Demande d’accès à laquelle répondre"

    @staticmethod
    def subject(context: dict[str, Any]) -> str:
        return f"{context['person']} demande l’accès à « {context['organization']} »"
