from typing import Any

from catalog.journal.kinds import NotificationKind


class RequestRecalled(NotificationKind):
    slug = "request_recalled"

    @staticmethod
    def subject(context: dict[str, Any]) -> str:
        return f"Votre demande pour « {context['organization']} » attend encore"
