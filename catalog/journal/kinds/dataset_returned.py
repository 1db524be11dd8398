from typing import Any

from catalog.journal.kinds import NotificationKind


class DatasetReturned(NotificationKind):
    slug = "dataset_returned"
    label = "Un brouillon que j’ai soumis m’est renvoyé"

    @staticmethod
    def subject(context: dict[str, Any]) -> str:
        return f"« {context['dataset']} » vous est renvoyé"
