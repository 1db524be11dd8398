from typing import Any

from catalog.enums import Topic
from catalog.journal.kinds import NotificationKind


class DatasetWithdrawn(NotificationKind):
    slug = "dataset_withdrawn"
    topic = Topic.ACCESS
    label = "Un jeu de données ne m’est plus confié"

    @staticmethod
    def subject(context: dict[str, Any]) -> str:
        """The list keeps it for long: the title, which may be a draft's, is in the mail only."""
        named = f"un jeu de données de « {context['organization']} »"
        return f"Vous n’êtes plus désigné pour {named}"
