from typing import Any

from catalog.enums import Topic
from catalog.journal.kinds import NotificationKind


class VersionHeld(NotificationKind):
    slug = "version_held"
    topic = Topic.PUBLICATION
    label = "Fichier à confirmer"

    @staticmethod
    def subject(context: dict[str, Any]) -> str:
        return f"Le nouveau fichier de « {context['title']} » attend votre confirmation"
