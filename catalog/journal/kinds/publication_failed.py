from typing import Any

from catalog.journal.kinds import NotificationKind


class PublicationFailed(NotificationKind):
    slug = "publication_failed"

    @staticmethod
    def subject(context: dict[str, Any]) -> str:
        return f"« {context['dataset']} » n’est pas en ligne comme prévu"
