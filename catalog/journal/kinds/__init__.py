"""Each kind of message is one class in a module of this package, with its two mail templates."""

from typing import Any, ClassVar


class NotificationKind:
    """A kind has a slug (also the name of its templates) and a subject, the mail's title."""

    slug: ClassVar[str]

    @staticmethod
    def subject(context: dict[str, Any]) -> str:
        """Say what happened and on which thing, in one line."""
        raise NotImplementedError
