from typing import Any

from catalog.enums import Topic
from catalog.journal.kinds import NotificationKind


class RequestExpired(NotificationKind):
    slug = "request_expired"
    topic = Topic.ACCESS
    label = "Demande d’accès expirée"

    @staticmethod
    def subject(context: dict[str, Any]) -> str:
        return f"Votre demande pour « {context['organization']} » a expiré"
