from typing import Any

from catalog.enums import Topic
from catalog.journal.kinds import NotificationKind


class HelpAnswered(NotificationKind):
    slug = "help_answered"
    topic = Topic.ACCESS
    label = "Réponse à une demande d’aide"

    @staticmethod
    def subject(context: dict[str, Any]) -> str:
        return "La DPNC a répondu à votre demande d’aide"
