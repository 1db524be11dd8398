from typing import Any

from catalog.journal.kinds import NotificationKind


class RoleChanged(NotificationKind):
    slug = "role_changed"

    @staticmethod
    def subject(context: dict[str, Any]) -> str:
        return f"Votre rôle a changé pour « {context['organization']} »"
