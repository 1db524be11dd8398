from typing import Any

from catalog.enums import Topic
from catalog.journal.kinds import NotificationKind

SENTENCES = {
    "partly": "« {title} » est en ligne, en partie",
    "refused": "« {title} » n’a pas été mis en ligne",
}


class ReleaseSettled(NotificationKind):
    slug = "release_settled"
    topic = Topic.PUBLICATION
    label = "Ce que j’ai programmé est en ligne, ou ne l’est pas"

    @staticmethod
    def subject(context: dict[str, Any]) -> str:
        sentence = SENTENCES.get(context["state"], "« {title} » est en ligne")
        return sentence.format(title=context["title"])
