"""Inboxes of every kind, and how a partner writes in them."""

import io
import uuid
from pathlib import Path

from catalog.enums import InboxKind
from catalog.flows.models import Inbox
from catalog.flows.readers import reader_of
from tests import s3_servers

BUCKET = "vitrine-inbox"


class Place:
    """An inbox of the test, and how a partner writes in it."""

    def __init__(self, inbox, prefix, put, names):
        self.inbox, self.prefix, self.put, self.names = inbox, prefix, put, names
        self.reader = reader_of(inbox)

    def seen(self, **fields):
        fields.setdefault("limit", 100)
        return self.reader.look(self.prefix, **fields)

    def copied(self, seen):
        target = io.BytesIO()
        self.reader.copy(seen, target)
        return target.getvalue()


def folder_place(root, settings):
    settings.WATCHED_FOLDERS = [str(root)]

    def put(key, data):
        path = Path(root, key)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.with_suffix(".part").write_bytes(data)
        path.with_suffix(".part").rename(path)

    def names(prefix):
        found = (path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())
        return sorted(name for name in found if name.startswith(prefix))

    inbox = Inbox(name="Dossier", kind=InboxKind.FOLDER, folder=str(root))
    return Place(inbox, "musees/", put, names)


def s3_place(server, settings):
    s3 = s3_servers.client(s3_servers.address_of(server))
    options = s3_servers.options(server)
    settings.INBOX_ENDPOINTS = [options["endpoint_url"]]
    settings.INBOX_CREDENTIALS = {"ESSAI": (options["access_key"], options["secret_key"])}
    prefix = f"musees-{uuid.uuid4().hex[:8]}/"
    inbox = Inbox(
        name="Espace",
        kind=InboxKind.S3,
        endpoint=options["endpoint_url"],
        bucket=BUCKET,
        credentials="ESSAI",
    )

    def names(prefix):
        found = s3.list_objects_v2(Bucket=BUCKET, Prefix=prefix).get("Contents", [])
        return [one["Key"] for one in found]

    return Place(
        inbox,
        prefix,
        lambda key, data: s3.put_object(Bucket=BUCKET, Key=key, Body=data),
        names,
    )
