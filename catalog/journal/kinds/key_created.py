from typing import Any

from catalog.enums import Topic
from catalog.journal.kinds import NotificationKind


class KeyCreated(NotificationKind):
    slug = "key_created"
    topic = Topic.SECURITY
    label = "Clé d’API créée"
    insists = True

    @staticmethod
    def subject(context: dict[str, Any]) -> str:
        return f"Clé d’API créée : « {context['title']} »"
