"""Which reader an inbox has."""

from catalog.flows.folder import FolderReader
from catalog.flows.inbox import Reader
from catalog.flows.models import Inbox
from catalog.flows.s3 import S3Reader


def reader_of(inbox: Inbox) -> Reader:
    """Raises InboxUnreachable for one that this installation may not read any more."""
    return FolderReader(inbox.folder) if inbox.is_folder else S3Reader(inbox)
