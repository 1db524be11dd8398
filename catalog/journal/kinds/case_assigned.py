from typing import Any

from catalog.journal.kinds import NotificationKind


class CaseAssigned(NotificationKind):
    slug = "case_assigned"

    @staticmethod
    def subject(context: dict[str, Any]) -> str:
        return f"{context['person']} vous confie une demande"
