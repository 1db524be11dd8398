from typing import Any

from catalog.enums import Topic
from catalog.journal.kinds import NotificationKind


class LinksDead(NotificationKind):
    slug = "links_dead"
    topic = Topic.PUBLICATION
    label = "Liens qui ne répondent plus"

    @staticmethod
    def subject(context: dict[str, Any]) -> str:
        if context["count"] == "1":
            return f"Le lien « {context['title']} » ne répond plus"
        return f"{context['count']} liens de « {context['organization']} » ne répondent plus"
