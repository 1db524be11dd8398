from typing import Any

from catalog.enums import Topic
from catalog.journal.kinds import NotificationKind


class MemberRemoved(NotificationKind):
    slug = "member_removed"
    topic = Topic.ACCESS
    label = "Je ne suis plus membre d’une organisation"

    @staticmethod
    def subject(context: dict[str, Any]) -> str:
        return f"Vous n’êtes plus membre de « {context['organization']} »"
