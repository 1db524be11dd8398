from typing import Any

from catalog.journal.kinds import NotificationKind


class DatasetSubmitted(NotificationKind):
    slug = "dataset_submitted"
    label = "Un brouillon attend ma relecture"

    @staticmethod
    def subject(context: dict[str, Any]) -> str:
        return f"« {context['dataset']} » attend votre relecture"
