from typing import Any

from catalog.enums import Topic
from catalog.journal.kinds import NotificationKind


class VersionWarned(NotificationKind):
    slug = "version_warned"
    topic = Topic.PUBLICATION
    label = "Fichier mis en ligne qui change ce que lisent ses usagers"

    @staticmethod
    def subject(context: dict[str, Any]) -> str:
        return f"Le nouveau fichier de « {context['title']} » change ce que lisent ses usagers"
