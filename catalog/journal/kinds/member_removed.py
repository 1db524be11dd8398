from typing import Any

from catalog.journal.kinds import NotificationKind


class MemberRemoved(NotificationKind):
    slug = "member_removed"

    @staticmethod
    def subject(context: dict[str, Any]) -> str:
        return f"Vous n’êtes plus membre de « {context['organization']} »"
