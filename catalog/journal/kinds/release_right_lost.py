from typing import Any

from catalog.journal.kinds import NotificationKind


class ReleaseRightLost(NotificationKind):
    slug = "release_right_lost"

    @staticmethod
    def subject(context: dict[str, Any]) -> str:
        return f"« {context['title']} » : {context['author']} n’avait plus le droit de publier"
