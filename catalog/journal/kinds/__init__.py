"""Each kind of message is one class in a module of this package, with its two mail templates."""

from typing import Any, ClassVar

from catalog.enums import Topic


class NotificationKind:
    """A kind has a slug (also the name of its templates) and a subject, the mail's title."""

    slug: ClassVar[str]
    topic: ClassVar[Topic] = Topic.PUBLICATION
    label: ClassVar[str] = ""
    """What it tells, among the preferences; without it, nobody chooses when it is told."""
    insists: ClassVar[bool] = False
    """It concerns the account itself: told at once, whatever the preferences."""

    @staticmethod
    def subject(context: dict[str, Any]) -> str:
        """Say what happened and on which thing, in one line."""
        raise NotImplementedError
