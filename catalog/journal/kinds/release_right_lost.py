from typing import Any

from catalog.enums import Topic
from catalog.journal.kinds import NotificationKind


class ReleaseRightLost(NotificationKind):
    slug = "release_right_lost"
    topic = Topic.PUBLICATION
    label = "Droit perdu sur ce que j’ai programmé"

    @staticmethod
    def subject(context: dict[str, Any]) -> str:
        return f"« {context['title']} » : {context['author']} n’avait plus le droit de publier"
