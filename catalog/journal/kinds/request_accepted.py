from typing import Any

from catalog.journal.kinds import NotificationKind


class RequestAccepted(NotificationKind):
    slug = "request_accepted"

    @staticmethod
    def subject(context: dict[str, Any]) -> str:
        return f"Vous êtes {context['role']} pour « {context['organization']} »"
