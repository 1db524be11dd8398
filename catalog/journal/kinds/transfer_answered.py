from typing import Any

from catalog.journal.kinds import NotificationKind


class TransferAnswered(NotificationKind):
    slug = "transfer_answered"
    label = "Un transfert que j’ai proposé a sa réponse"

    @staticmethod
    def subject(context: dict[str, Any]) -> str:
        return f"{context['organization']} : transfert {context['decision']}"
