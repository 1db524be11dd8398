from typing import Any

from catalog.enums import Topic
from catalog.journal.kinds import NotificationKind


class KeyRevoked(NotificationKind):
    slug = "key_revoked"
    topic = Topic.SECURITY
    label = "Clé d’API révoquée"
    insists = True

    @staticmethod
    def subject(context: dict[str, Any]) -> str:
        return f"Clé d’API révoquée : « {context['title']} »"
