from typing import Any

from catalog.enums import Topic
from catalog.journal.kinds import NotificationKind


class CaseAssigned(NotificationKind):
    slug = "case_assigned"
    topic = Topic.DECISIONS
    label = "Demande confiée par un collègue"

    @staticmethod
    def subject(context: dict[str, Any]) -> str:
        return f"{context['person']} vous confie une demande"
