from typing import Any

from catalog.journal.kinds import NotificationKind


class ReleaseChanged(NotificationKind):
    slug = "release_changed"

    @staticmethod
    def subject(context: dict[str, Any]) -> str:
        if context["state"] == "canceled":
            return f"La mise en ligne de « {context['title']} » est annulée"
        return f"La mise en ligne de « {context['title']} » change de date"
