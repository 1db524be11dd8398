from typing import Any

from catalog.journal.kinds import NotificationKind


class KeyCreated(NotificationKind):
    slug = "key_created"

    @staticmethod
    def subject(context: dict[str, Any]) -> str:
        return f"Clé d’API créée : « {context['title']} »"
