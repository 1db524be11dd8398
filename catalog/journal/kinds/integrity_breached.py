from typing import Any

from catalog.journal.kinds import NotificationKind


class IntegrityBreached(NotificationKind):
    slug = "integrity_breached"

    @staticmethod
    def subject(context: dict[str, Any]) -> str:
        return "La vérification de la nuit a trouvé quelque chose"
