from typing import Any

from catalog.enums import Topic
from catalog.journal.kinds import NotificationKind


class FlowDecided(NotificationKind):
    slug = "flow_decided"
    topic = Topic.FLOWS
    label = "Réponse de la DPNC sur un de mes flux"

    @staticmethod
    def subject(context: dict[str, Any]) -> str:
        return f"Votre flux « {context['flow']} » est {context['decision']}"
