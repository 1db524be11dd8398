from typing import Any

from catalog.journal.kinds import NotificationKind


class TransferAnswered(NotificationKind):
    slug = "transfer_answered"

    @staticmethod
    def subject(context: dict[str, Any]) -> str:
        return f"{context['organization']} : transfert {context['decision']}"
