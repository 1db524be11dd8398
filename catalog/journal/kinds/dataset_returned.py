from typing import Any

from catalog.journal.kinds import NotificationKind


class DatasetReturned(NotificationKind):
    slug = "dataset_returned"

    @staticmethod
    def subject(context: dict[str, Any]) -> str:
        return f"« {context['dataset']} » vous est renvoyé"
