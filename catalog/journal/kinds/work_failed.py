from typing import Any

from catalog.enums import Topic
from catalog.journal.kinds import NotificationKind


class WorkFailed(NotificationKind):
    slug = "work_failed"
    topic = Topic.PLATFORM
    label = "Travail périodique en échec"

    @staticmethod
    def subject(context: dict[str, Any]) -> str:
        return f"Travail périodique en échec : {context['label']}"
