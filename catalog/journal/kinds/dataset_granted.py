from typing import Any

from catalog.journal.kinds import NotificationKind


class DatasetGranted(NotificationKind):
    slug = "dataset_granted"

    @staticmethod
    def subject(context: dict[str, Any]) -> str:
        return f"Vous pouvez modifier « {context['dataset']} »"
