from typing import Any

from catalog.enums import Topic, VersionState
from catalog.journal.kinds import NotificationKind


class VersionDecided(NotificationKind):
    slug = "version_decided"
    topic = Topic.PUBLICATION
    label = "Décision sur un fichier que j’ai envoyé"

    @staticmethod
    def subject(context: dict[str, Any]) -> str:
        done = "mis en ligne" if context["state"] == VersionState.CURRENT else "rejeté"
        return f"Votre fichier « {context['filename']} » a été {done}"
