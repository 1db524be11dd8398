from typing import Any

from catalog.enums import Topic
from catalog.journal.kinds import NotificationKind


class HelpAsked(NotificationKind):
    slug = "help_asked"
    topic = Topic.DECISIONS
    label = "Demande d’aide"

    @staticmethod
    def subject(context: dict[str, Any]) -> str:
        return f"{context['person']} demande de l’aide"
