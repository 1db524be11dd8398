from typing import Any

from catalog.enums import Topic
from catalog.journal.kinds import NotificationKind


class LinksBack(NotificationKind):
    slug = "links_back"
    topic = Topic.PUBLICATION
    label = "Liens qui répondent de nouveau"

    @staticmethod
    def subject(context: dict[str, Any]) -> str:
        if context["count"] == "1":
            return f"Le lien « {context['title']} » répond de nouveau"
        return f"{context['count']} liens de « {context['organization']} » répondent de nouveau"
