from typing import Any

from catalog.journal.kinds import NotificationKind


class TaskSetAside(NotificationKind):
    slug = "task_set_aside"

    @staticmethod
    def subject(context: dict[str, Any]) -> str:
        return f"Tâche mise de côté : {context['label']}"
