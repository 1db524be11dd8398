from typing import Any

from catalog.journal.kinds import NotificationKind


class DatasetApproved(NotificationKind):
    slug = "dataset_approved"
    label = "Un brouillon que j’ai soumis est publié"

    @staticmethod
    def subject(context: dict[str, Any]) -> str:
        return f"« {context['dataset']} » est publié"
