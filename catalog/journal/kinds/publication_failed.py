from typing import Any

from catalog.enums import Topic
from catalog.journal.kinds import NotificationKind


class PublicationFailed(NotificationKind):
    slug = "publication_failed"
    topic = Topic.PUBLICATION
    label = "Publication dont un fichier ne répond pas"

    @staticmethod
    def subject(context: dict[str, Any]) -> str:
        return f"« {context['dataset']} » n’est pas en ligne comme prévu"
