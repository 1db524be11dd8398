from typing import Any

from catalog.journal.kinds import NotificationKind


class RequestExpired(NotificationKind):
    slug = "request_expired"

    @staticmethod
    def subject(context: dict[str, Any]) -> str:
        return f"Votre demande pour « {context['organization']} » a expiré"
