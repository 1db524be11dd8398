from typing import Any

from catalog.enums import RequestStatus
from catalog.journal.kinds import NotificationKind


class CertificationDecided(NotificationKind):
    slug = "certification_decided"

    @staticmethod
    def subject(context: dict[str, Any]) -> str:
        refused = context["state"] == RequestStatus.REFUSED
        return f"« {context['organization']} » {'n’est pas' if refused else 'est'} certifiée"
