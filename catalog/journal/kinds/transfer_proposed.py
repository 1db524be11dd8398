from typing import Any

from catalog.journal.kinds import NotificationKind


class TransferProposed(NotificationKind):
    slug = "transfer_proposed"
    label = "Des jeux de données sont proposés à mon organisation"

    @staticmethod
    def subject(context: dict[str, Any]) -> str:
        return f"{context['source']} vous propose {context['count']}"
