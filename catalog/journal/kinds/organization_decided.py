from typing import Any

from catalog.enums import OrganizationState, Topic
from catalog.journal.kinds import NotificationKind


class OrganizationDecided(NotificationKind):
    slug = "organization_decided"
    topic = Topic.ACCESS
    label = "Réponse sur une organisation que j’ai créée"

    @staticmethod
    def subject(context: dict[str, Any]) -> str:
        done = context["state"] == OrganizationState.REFUSED
        return f"« {context['organization']} » est {'refusée' if done else 'validée'}"
