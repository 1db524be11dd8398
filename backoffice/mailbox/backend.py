import uuid
from pathlib import Path

from django.conf import settings
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone


class FolderBackend(BaseEmailBackend):
    """Keep each message as a file instead of sending it: what the demo's mailbox page reads."""

    def send_messages(self, email_messages):
        folder = Path(settings.MAILBOX_DIR)
        folder.mkdir(parents=True, exist_ok=True)
        for message in email_messages:
            write(folder, message.message().as_bytes(linesep="\r\n"))
        return len(email_messages)


def write(folder: Path, content: bytes) -> None:
    """Names sort by date. A message appears whole or not at all."""
    name = f"{timezone.now():%Y%m%dT%H%M%S%f}-{uuid.uuid4().hex[:8]}.eml"
    draft = folder / f".{name}"
    draft.write_bytes(content)
    draft.rename(folder / name)
