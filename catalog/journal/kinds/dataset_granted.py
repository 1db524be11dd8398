from typing import Any

from catalog.enums import Topic
from catalog.journal.kinds import NotificationKind


class DatasetGranted(NotificationKind):
    slug = "dataset_granted"
    topic = Topic.ACCESS
    label = "Un jeu de données m’est confié"

    @staticmethod
    def subject(context: dict[str, Any]) -> str:
        return f"Vous pouvez modifier « {context['dataset']} »"
