from typing import Any

from catalog.enums import Topic
from catalog.journal.kinds import NotificationKind


class EmailChanged(NotificationKind):
    slug = "email_changed"
    topic = Topic.SECURITY
    insists = True

    @staticmethod
    def subject(context: dict[str, Any]) -> str:
        return f"L’adresse de votre compte est « {context['email']} »"
