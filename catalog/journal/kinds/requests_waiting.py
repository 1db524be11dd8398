from typing import Any

from catalog.enums import Topic
from catalog.journal.kinds import NotificationKind


class RequestsWaiting(NotificationKind):
    slug = "requests_waiting"
    topic = Topic.DECISIONS
    label = "Rappel des demandes en attente"

    @staticmethod
    def subject(context: dict[str, Any]) -> str:
        return "Des demandes attendent votre réponse"
