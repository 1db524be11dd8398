from typing import Any

from catalog.enums import Topic
from catalog.journal.kinds import NotificationKind


class EmailChangeAsked(NotificationKind):
    slug = "email_change_asked"
    topic = Topic.SECURITY
    insists = True

    @staticmethod
    def subject(context: dict[str, Any]) -> str:
        return f"Confirmez que « {context['email']} » est votre adresse"
