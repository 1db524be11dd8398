from typing import Any

from catalog.enums import Topic
from catalog.journal.kinds import NotificationKind


class MemberWelcomed(NotificationKind):
    slug = "member_welcomed"
    topic = Topic.DECISIONS
    label = "Personne accueillie d’office"

    @staticmethod
    def subject(context: dict[str, Any]) -> str:
        who, what = context["person"], context["role"]
        return f"{who} est {what} pour « {context['organization']} », d’office"
