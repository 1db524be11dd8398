"""After a publication, the addresses are asked for as anybody asks: what comes is what was sent, or
the editor is told. Nothing is held meanwhile: the network waits outside of any transaction.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.urls import reverse

from catalog import net
from catalog.accounts.models import User
from catalog.actions.guards import moment, require, require_state
from catalog.actions.telling import watchers
from catalog.enums import DatasetState, Outcome, Right
from catalog.journal.notify import absolute, notify
from catalog.models import Dataset, PublicationCheck, Resource
from catalog.models.publication import ORIGINAL
from catalog.queue import enqueue

BASE_SECONDS = 60
BYTES_A_SECOND = 500_000
"""Slower than that, the public would not wait either."""


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
    found = [check for resource in rows if (check := kept(asked(resource), at=at))]
    tell_of(new for new, is_new in found if is_new)
    return [check for check, _ in found]


def asked(resource: Resource) -> PublicationCheck:
    """Return what the address of the file gives now, not yet kept."""
    check = PublicationCheck(resource=resource, version=resource.current_version, format=ORIGINAL)
    try:
        check.outcome = Outcome.VERIFIED if is_the_same(resource) else Outcome.FAILED
    except net.Unreachable:
        check.outcome = Outcome.UNREACHED
        check.sentence = "Le site n’a pas répondu : la vérification sera refaite."
    except net.NotFetched as refusal:
        check.outcome = Outcome.FAILED
        check.sentence = f"Son adresse publique a été demandée. {refusal}"
    else:
        if check.is_failed:
            check.sentence = (
                f"Son adresse publique ne donne pas les octets de la version "
                f"{check.version.number}. Remplacez le fichier, ou prévenez l’équipe du site."
            )
    return check


def is_the_same(resource: Resource) -> bool:
    """Tell whether the permalink gives the bytes of the version on line. Raises NotFetched."""
    version = resource.current_version
    if version is None:
        return False
    seconds = BASE_SECONDS + version.size / BYTES_A_SECOND
    limits = net.Limits(size=version.size + 1, seconds=seconds)
    digest = hashlib.sha256()
    with net.opened(absolute(resource.permalink), limits=limits) as answer:
        for chunk in answer.chunks:
            digest.update(chunk)
    return digest.hexdigest() == version.sha256


@transaction.atomic
def kept(check: PublicationCheck, *, at: datetime | None) -> tuple[PublicationCheck, bool] | None:
    """Keep the answer, and tell whether it is a failure that nobody has been told of.

    None when the version asked for is no longer the one on line.
    """
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
            dataset=dataset.title,
            failures="\n".join(lines(checks)),
            link=absolute(f"{page}#fichiers"),
        )


def lines(checks: Iterable[PublicationCheck]) -> Iterator[str]:
    for check in checks:
        yield f"« {check.resource.title} » : {check.sentence}"
