from typing import Any

from catalog.enums import Topic
from catalog.journal.kinds import NotificationKind


class OrganizationToValidate(NotificationKind):
    slug = "organization_to_validate"
    topic = Topic.DECISIONS
    label = "Organisation à valider"

    @staticmethod
    def subject(context: dict[str, Any]) -> str:
        return f"Une organisation attend votre validation : « {context['organization']} »"
