from typing import Any

from catalog.enums import Topic
from catalog.journal.kinds import NotificationKind


class FlowRecovered(NotificationKind):
    slug = "flow_recovered"
    topic = Topic.FLOWS
    label = "Flux rétabli"

    @staticmethod
    def subject(context: dict[str, Any]) -> str:
        return f"C’est rétabli : « {context['flow']} »"
