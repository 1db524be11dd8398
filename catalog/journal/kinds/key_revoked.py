from typing import Any

from catalog.journal.kinds import NotificationKind


class KeyRevoked(NotificationKind):
    slug = "key_revoked"

    @staticmethod
    def subject(context: dict[str, Any]) -> str:
        return f"Clé d’API révoquée : « {context['title']} »"
