from typing import Any

from catalog.journal.kinds import NotificationKind


class HelpAnswered(NotificationKind):
    slug = "help_answered"

    @staticmethod
    def subject(context: dict[str, Any]) -> str:
        return "La DPNC a répondu à votre demande d’aide"
