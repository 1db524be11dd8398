from typing import Any

from catalog.journal.kinds import NotificationKind


class FlowHeld(NotificationKind):
    slug = "flow_held"

    @staticmethod
    def subject(context: dict[str, Any]) -> str:
        return f"Dépôt à confirmer : « {context['flow']} »"
