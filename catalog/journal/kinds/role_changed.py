from typing import Any

from catalog.enums import Topic
from catalog.journal.kinds import NotificationKind


class RoleChanged(NotificationKind):
    slug = "role_changed"
    topic = Topic.ACCESS
    label = "Mon rôle change"

    @staticmethod
    def subject(context: dict[str, Any]) -> str:
        return f"Votre rôle a changé pour « {context['organization']} »"
