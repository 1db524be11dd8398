from typing import Any

from catalog.journal.kinds import NotificationKind


class VersionWarned(NotificationKind):
    slug = "version_warned"

    @staticmethod
    def subject(context: dict[str, Any]) -> str:
        return f"Le nouveau fichier de « {context['title']} » change ce que lisent ses usagers"
