from typing import Any

from catalog.journal.kinds import NotificationKind


class CertificationToDecide(NotificationKind):
    slug = "certification_to_decide"

    @staticmethod
    def subject(context: dict[str, Any]) -> str:
        return f"« {context['organization']} » demande à être certifiée"
