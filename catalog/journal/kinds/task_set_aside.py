from typing import Any

from catalog.enums import Topic
from catalog.journal.kinds import NotificationKind


class TaskSetAside(NotificationKind):
    slug = "task_set_aside"
    topic = Topic.PLATFORM
    label = "Tâche mise de côté"

    @staticmethod
    def subject(context: dict[str, Any]) -> str:
        return f"Tâche mise de côté : {context['label']}"
