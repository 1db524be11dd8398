from typing import Any

from catalog.enums import Topic
from catalog.journal.kinds import NotificationKind


class FlowSubmitted(NotificationKind):
    slug = "flow_submitted"
    topic = Topic.DECISIONS
    label = "Flux à valider"

    @staticmethod
    def subject(context: dict[str, Any]) -> str:
        return f"Un flux attend votre validation : « {context['flow']} »"
