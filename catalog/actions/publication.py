"""After a publication, the addresses are asked for as anybody asks: what comes is what was sent, or
the editor is told. Nothing is held meanwhile: the network waits outside of any transaction.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from catalog import net, storage
from catalog.accounts.models import User
from catalog.actions import exporting
from catalog.actions.guards import moment, require, require_state
from catalog.actions.telling import watchers
from catalog.enums import DatasetState, Outcome, Right
from catalog.journal.notify import absolute, notify
from catalog.models import Dataset, PublicationCheck, Resource, ResourceVersion
from catalog.models.publication import ORIGINAL
from catalog.queue import enqueue, fence

BASE_SECONDS = 60
LOOKS = 2
"""What comes by the network may be damaged on its way: other bytes are asked for again."""
BYTES_A_SECOND = 500_000
"""Slower than that, the public would not wait either."""
OTHER_BYTES = (
    "ne donne pas les octets attendus. Remplacez le fichier, ou prévenez l’équipe du site."
)


def ask_publication_check(dataset: Dataset, *, by: User) -> None:
    """Have the addresses of a public dataset checked again."""
    require(by, Right.CHANGE_DATASET, dataset)
    require_state(dataset, DatasetState.PUBLISHED, DatasetState.ARCHIVED)
    enqueue("catalog.tasks.check_publication", str(dataset.pk))


def check_soon(dataset: Dataset, resource: Resource | None = None) -> None:
    """Ask for the check of what a verb has just put on line, whole or of one file."""
    if not dataset.is_public or (resource and (resource.is_remote or resource.removed_at)):
        return
    only = [str(resource.pk)] if resource else []
    enqueue("catalog.tasks.check_publication", str(dataset.pk), *only)


def check_publication(
    dataset_id: str | UUID, resource_id: str | UUID | None = None, *, at: datetime | None = None
) -> list[PublicationCheck]:
    """Download what the dataset has on line by its public addresses, and keep what was found.

    A file replaced meanwhile is left to the check that its replacement asked for.
    """
    hosted = (
        Resource.objects.in_place()
        .hosted()
        .of_datasets(Dataset.objects.public().filter(pk=dataset_id))
    )
    if resource_id:
        hosted = hosted.filter(pk=resource_id)
    rows = hosted.select_related("current_version", "dataset__organization").order_by("position")
    answers = [kept(check, at=at) for resource in rows for check in asked_in_each_format(resource)]
    found = [answer for answer in answers if answer]
    tell_of(check for check, is_new in found if is_new)
    return [check for check, _ in found]


@dataclass(frozen=True)
class Address:
    """One of the public addresses of a file: as it was sent, or in another format."""

    resource: Resource
    version: ResourceVersion
    format: str = ORIGINAL

    @property
    def path(self) -> str:
        if self.format == ORIGINAL:
            return self.resource.permalink
        return reverse("permalink:resource-export", args=[self.resource.pk, self.format])

    def given(self) -> str:
        """Return the hash of what it gives. Raises NotFetched."""
        sent = self.format == ORIGINAL
        size = self.version.size if sent else settings.FILES_MAX_BYTES
        seconds = BASE_SECONDS + self.version.size / BYTES_A_SECOND
        with net.opened(absolute(self.path), limits=net.Limits(size + 1, seconds)) as answer:
            return hash_of(answer.chunks)

    def expected(self) -> str:
        """Return the hash of what we keep: what was sent, or what was made from it."""
        if self.format == ORIGINAL:
            return self.version.sha256
        self.version.refresh_from_db(fields=["table_key"])
        export = exporting.Export(self.version, self.format)
        written = storage.hash_in(export.key) if self.format == "parquet" else ""
        if written or not export.is_ready:
            return written
        return hash_of(storage.derived().read_range(export.key))


def hash_of(chunks: Iterable[bytes]) -> str:
    digest = hashlib.sha256()
    for chunk in chunks:
        digest.update(chunk)
    return digest.hexdigest()


def asked_in_each_format(resource: Resource) -> Iterator[PublicationCheck]:
    """Yield what each address of the file gives: the others only if the file itself is right.

    A long table that nobody has asked for yet in another format is not converted for this.
    """
    version = resource.current_version
    if version is None:
        return
    original = asked(Address(resource, version))
    yield original
    rows = (version.contents and version.contents.row_count) or 0
    for name in exporting.formats_of(version) if original.is_verified else ():
        if rows <= exporting.INLINE_ROWS or exporting.Export(version, name).is_ready:
            yield asked(Address(resource, version, name))


def asked(address: Address) -> PublicationCheck:
    """Return what the address gives now, not yet kept."""
    check = PublicationCheck(
        resource=address.resource,
        version=address.version,
        format=address.format,
        outcome=Outcome.FAILED,
    )
    try:
        same = any(address.given() == address.expected() for _ in range(LOOKS))
    except (net.Unreachable, net.Away, *storage.UNREACHABLE):
        check.outcome = Outcome.UNREACHED
        check.sentence = "Le site n’a pas répondu : la vérification sera refaite."
    except net.NotFetched as refusal:
        check.sentence = f"Son adresse publique {address.path} a été demandée. {refusal}"
    else:
        check.outcome = Outcome.VERIFIED if same else Outcome.FAILED
        check.sentence = "" if same else f"Son adresse publique {address.path} {OTHER_BYTES}"
    return check


@transaction.atomic
def kept(check: PublicationCheck, *, at: datetime | None) -> tuple[PublicationCheck, bool] | None:
    """Keep the answer, and tell whether it is a failure that nobody has been told of.

    None when the version asked for is no longer the one on line.
    """
    fence()
    held = Resource.objects.select_for_update(of=("self",), no_key=True)
    resource = held.get(pk=check.resource_id)
    if resource.current_version_id != check.version_id:
        return None
    before = PublicationCheck.objects.of_version(check.version).failed()
    told = before.filter(resource=resource, format=check.format).exists()
    row, _ = PublicationCheck.objects.update_or_create(
        resource=check.resource,
        format=check.format,
        defaults={
            "version": check.version,
            "outcome": check.outcome,
            "sentence": check.sentence,
            "checked_at": moment(at),
        },
    )
    return row, row.is_failed and not told


def tell_of(failures: Iterable[PublicationCheck]) -> None:
    """Write once to each person who looks after these files."""
    found: dict[User, list[PublicationCheck]] = defaultdict(list)
    for check in failures:
        for person in watchers(check.version):
            found[person].append(check)
    for person, checks in found.items():
        dataset = checks[0].resource.dataset
        page = reverse("backoffice:dataset-detail", args=[dataset.pk])
        notify(
            "publication_failed",
            person,
            about=dataset,
            dataset=dataset.title,
            failures="\n".join(lines(checks)),
            link=absolute(f"{page}#fichiers"),
        )


def lines(checks: Iterable[PublicationCheck]) -> Iterator[str]:
    for check in checks:
        yield f"« {check.resource.title} » : {check.sentence}"
