from typing import Any

from catalog.enums import Topic
from catalog.journal.kinds import NotificationKind


class CertificationWithdrawn(NotificationKind):
    slug = "certification_withdrawn"
    topic = Topic.ACCESS
    label = "Certification retirée à une organisation que j’administre"

    @staticmethod
    def subject(context: dict[str, Any]) -> str:
        return f"« {context['organization']} » n’est plus certifiée"
