from typing import Any

from catalog.journal.kinds import NotificationKind


class WorkFailed(NotificationKind):
    slug = "work_failed"

    @staticmethod
    def subject(context: dict[str, Any]) -> str:
        return f"Travail périodique en échec : {context['label']}"
