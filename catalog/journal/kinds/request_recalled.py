from typing import Any

from catalog.enums import Topic
from catalog.journal.kinds import NotificationKind


class RequestRecalled(NotificationKind):
    slug = "request_recalled"
    topic = Topic.ACCESS
    label = "Demande encore en attente"

    @staticmethod
    def subject(context: dict[str, Any]) -> str:
        """Those of before the queue held every kind name an organisation only."""
        if int(context.get("count", "1")) > 1:
            return f"{context['count']} de vos demandes attendent encore"
        named = context.get("named") or f"« {context['organization']} »"
        return f"Votre demande attend encore : {named}"
