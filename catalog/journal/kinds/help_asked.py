from typing import Any

from catalog.journal.kinds import NotificationKind


class HelpAsked(NotificationKind):
    slug = "help_asked"

    @staticmethod
    def subject(context: dict[str, Any]) -> str:
        return f"{context['person']} demande de l’aide"
