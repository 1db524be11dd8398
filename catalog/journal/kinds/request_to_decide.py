from typing import Any

from catalog.journal.kinds import NotificationKind


class RequestToDecide(NotificationKind):
    slug = "request_to_decide"

    @staticmethod
    def subject(context: dict[str, Any]) -> str:
        return f"{context['person']} demande l’accès à « {context['organization']} »"
