from typing import Any

from catalog.journal.kinds import NotificationKind


class RequestsWaiting(NotificationKind):
    slug = "requests_waiting"

    @staticmethod
    def subject(context: dict[str, Any]) -> str:
        return "Des demandes d’accès attendent votre réponse"
