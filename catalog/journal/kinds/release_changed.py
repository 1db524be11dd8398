from typing import Any

from catalog.enums import Topic
from catalog.journal.kinds import NotificationKind


class ReleaseChanged(NotificationKind):
    slug = "release_changed"
    topic = Topic.PUBLICATION
    label = "Mise en ligne programmée déplacée ou annulée"

    @staticmethod
    def subject(context: dict[str, Any]) -> str:
        if context["state"] == "canceled":
            return f"La mise en ligne de « {context['title']} » est annulée"
        return f"La mise en ligne de « {context['title']} » change de date"
