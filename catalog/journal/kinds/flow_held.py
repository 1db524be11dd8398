from typing import Any

from catalog.enums import Topic
from catalog.journal.kinds import NotificationKind

NUMBERS = ("un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix")


class FlowHeld(NotificationKind):
    slug = "flow_held"
    topic = Topic.FLOWS
    label = "Dépôt d’un flux à confirmer"

    @staticmethod
    def subject(context: dict[str, Any]) -> str:
        file = f"Le nouveau fichier de « {context.get('dataset', '')} »"
        count = len(context.get("blocking", "").splitlines())
        if not count:
            return f"{file} attend votre décision"
        number = NUMBERS[count - 1] if count <= len(NUMBERS) else str(count)
        return f"{file} casserait {number} usage{'s' if count > 1 else ''}"
