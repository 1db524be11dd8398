"""A request whose answer was lost is sent again: what it made the first time is found here."""

import hashlib
import uuid
from datetime import datetime, timedelta
from typing import IO

from catalog.accounts.models import User
from catalog.actions.guards import moment, require
from catalog.actions.resource_rows import sent_before
from catalog.enums import Right
from catalog.files.identify import display_name
from catalog.models import Dataset, Resource, ResourceVersion

AGAIN = timedelta(minutes=10)
"""Scripts retry within seconds; a person who adds the same file later means it."""
CHUNK = 1024 * 1024


def version_sent(resource: Resource, *, submission: uuid.UUID | None) -> ResourceVersion | None:
    if submission is None:
        return None
    return sent_before(ResourceVersion, submission, resource=resource)


def resource_sent(dataset: Dataset, *, submission: uuid.UUID | None, by: User) -> Resource | None:
    require(by, Right.CHANGE_DATASET, dataset)
    return sent_before(Resource, submission, dataset=dataset) if submission else None


def same_file_added(
    dataset: Dataset, *, file: IO[bytes], filename: str, by: User, at: datetime | None = None
) -> Resource | None:
    """Return what a request without a key of its own made: it is known by who sends it, and by the
    bytes and the name of its file, for ten minutes.
    """
    require(by, Right.CHANGE_DATASET, dataset)
    size = file.seek(0, 2)
    file.seek(0)
    recent = ResourceVersion.objects.of_dataset(dataset).since(moment(at) - AGAIN).of_size(size)
    firsts = recent.filter(number=1, created_by=by, filename=display_name(filename))
    if not firsts.exists():
        return None
    same = firsts.of_bytes(digest_of(file)).select_related("resource__current_version").first()
    return same.resource if same else None


def digest_of(file: IO[bytes]) -> str:
    digest = hashlib.sha256()
    while chunk := file.read(CHUNK):
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()
