from typing import Any

from catalog.journal.kinds import NotificationKind


class RequestReceived(NotificationKind):
    slug = "request_received"

    @staticmethod
    def subject(context: dict[str, Any]) -> str:
        return f"Votre demande pour « {context['organization']} » est bien arrivée"
