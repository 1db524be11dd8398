from typing import Any

from catalog.journal.kinds import NotificationKind


class DailyDigest(NotificationKind):
    """What people asked to read once a day; it is a mail, and none of the site's notifications."""

    slug = "daily_digest"

    @staticmethod
    def subject(context: dict[str, Any]) -> str:
        count = len(context["entries"])
        if count == 1:
            return f"Votre journée : {context['entries'][0][0]}"
        return f"Votre journée : {count} nouvelles"
