from typing import Any

from catalog.enums import Topic
from catalog.journal.kinds import NotificationKind


class CertificationToDecide(NotificationKind):
    slug = "certification_to_decide"
    topic = Topic.DECISIONS
    label = "Certification à décider"

    @staticmethod
    def subject(context: dict[str, Any]) -> str:
        return f"« {context['organization']} » demande à être certifiée"
