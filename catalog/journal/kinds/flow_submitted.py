from typing import Any

from catalog.journal.kinds import NotificationKind


class FlowSubmitted(NotificationKind):
    slug = "flow_submitted"

    @staticmethod
    def subject(context: dict[str, Any]) -> str:
        return f"Un flux attend votre validation : « {context['flow']} »"
