from typing import Any

from catalog.enums import Topic
from catalog.journal.kinds import NotificationKind


class IntegrityBreached(NotificationKind):
    slug = "integrity_breached"
    topic = Topic.PLATFORM
    label = "Fichier qui n’est plus celui qui a été publié"

    @staticmethod
    def subject(context: dict[str, Any]) -> str:
        return "La vérification de la nuit a trouvé quelque chose"
