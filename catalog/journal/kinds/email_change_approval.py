from typing import Any

from catalog.enums import Topic
from catalog.journal.kinds import NotificationKind


class EmailChangeApproval(NotificationKind):
    slug = "email_change_approval"
    topic = Topic.SECURITY
    insists = True

    @staticmethod
    def subject(context: dict[str, Any]) -> str:
        return f"Votre compte va changer d’adresse pour « {context['email']} »"
