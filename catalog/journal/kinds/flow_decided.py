from typing import Any

from catalog.journal.kinds import NotificationKind


class FlowDecided(NotificationKind):
    slug = "flow_decided"

    @staticmethod
    def subject(context: dict[str, Any]) -> str:
        return f"Votre flux « {context['flow']} » est {context['decision']}"
