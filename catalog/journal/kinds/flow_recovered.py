from typing import Any

from catalog.journal.kinds import NotificationKind


class FlowRecovered(NotificationKind):
    slug = "flow_recovered"

    @staticmethod
    def subject(context: dict[str, Any]) -> str:
        return f"C’est rétabli : « {context['flow']} »"
