from typing import Any

from catalog.enums import Topic
from catalog.journal.kinds import NotificationKind


class RequestExpired(NotificationKind):
    slug = "request_expired"
    topic = Topic.ACCESS
    label = "Demande expirée"

    @staticmethod
    def subject(context: dict[str, Any]) -> str:
        nature = context.get("nature", "d’accès")
        return f"Votre demande {nature} pour « {context['organization']} » a expiré"
