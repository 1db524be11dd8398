"""Where files may come from: the DPNC declares it, with a key whose secret we never keep."""

import uuid
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from catalog.accounts.models import User
from catalog.actions.guards import cleaned, grouped, moment
from catalog.enums import InboxKind
from catalog.exceptions import CatalogError, WrongState
from catalog.flows.models import Flow, Inbox
from catalog.flows.readers import reader_of
from catalog.flows.terms import InboxTerms
from catalog.journal.record import Subject, differences, record
from catalog.permissions import keeps_inboxes

PLACE = ("kind", "endpoint", "bucket", "region", "credentials", "folder", "organization")
LOOKED_AT = 1000


def declare_inbox(
    terms: InboxTerms,
    *,
    by: User,
    submission: uuid.UUID | None = None,
    at: datetime | None = None,
) -> Inbox:
    """Raises CatalogError, about a field of the form, for a place that may not be read."""
    require_keeper(by)
    if submission and (twin := Inbox.objects.filter(submission=submission).first()):
        return twin
    inbox = Inbox(submission=submission, created_at=moment(at))
    fill(inbox, terms)
    save(inbox)
    record("inbox.declared", about(inbox), by=by, at=at)
    return inbox


@transaction.atomic
def change_inbox(inbox: Inbox, terms: InboxTerms, *, by: User, at: datetime | None = None) -> Inbox:
    """Raises CatalogError also when a living flow reads there and the place would be another."""
    require_keeper(by)
    inbox = Inbox.objects.select_for_update(of=("self",)).get(pk=inbox.pk)
    before = said(inbox)
    fill(inbox, terms)
    changed = differences(before, said(inbox))
    if any(name in changed for name in PLACE if name != "credentials"):
        unused(inbox)
    if changed:
        save(inbox)
        record("inbox.changed", about(inbox), by=by, at=at, changes=changed)
    return inbox


@transaction.atomic
def delete_inbox(inbox: Inbox, *, by: User, at: datetime | None = None) -> None:
    """Raises WrongState while a flow, even stopped, names it."""
    require_keeper(by)
    if inbox.flows.exists() or inbox.drops.exists():
        raise WrongState(
            f"La boîte « {inbox.name} » sert, ou a servi, à des flux : leur histoire la nomme."
        )
    record("inbox.deleted", about(inbox), by=by, at=at)
    inbox.delete()


def try_inbox(inbox: Inbox, *, by: User) -> str:
    """Return a sentence: it answers, and shows so many files. Raises CatalogError when it fails."""
    require_keeper(by)
    listing = reader_of(inbox).look("", limit=LOOKED_AT)
    count = grouped(len(listing.seen))
    more = "plus de " if listing.reached else ""
    return f"La boîte répond : elle contient {more}{count} fichier{'s' if count != '1' else ''}."


def require_keeper(by: User) -> None:
    if not keeps_inboxes(by):
        raise PermissionDenied("Seule la DPNC déclare des boîtes de dépôt.")


def fill(inbox: Inbox, terms: InboxTerms) -> None:
    """Write what the terms say, once it is known to be a place that this site may read."""
    if terms.kind not in InboxKind.values:
        raise CatalogError("Cette nature de boîte n’existe pas.", field="kind")
    if not terms.name.strip():
        raise CatalogError("Donnez un nom à cette boîte.", field="name")
    for name in ("name", "kind", "endpoint", "bucket", "region", "credentials", "folder"):
        setattr(inbox, name, cleaned(inbox, name, getattr(terms, name)))
    inbox.organization = terms.organization
    check = check_folder if inbox.is_folder else check_bucket
    check(inbox)


def check_bucket(inbox: Inbox) -> None:
    inbox.folder = ""
    if inbox.endpoint not in settings.INBOX_ENDPOINTS:
        allowed = ", ".join(settings.INBOX_ENDPOINTS) or "aucune"
        raise CatalogError(
            f"Cette adresse n’est pas de celles qu’admet ce site : {allowed}.", field="endpoint"
        )
    if not inbox.bucket:
        raise CatalogError("Donnez le nom de l’espace (bucket).", field="bucket")
    if inbox.credentials not in settings.INBOX_CREDENTIALS:
        raise CatalogError(
            "Cette référence ne désigne aucune clé connue du site : l’équipe qui l’exploite la "
            "déclare dans son environnement.",
            field="credentials",
        )


def check_folder(inbox: Inbox) -> None:
    """The folder is below one that the installation allows, once its links are followed."""
    inbox.endpoint = inbox.bucket = inbox.region = inbox.credentials = ""
    path = Path(inbox.folder)
    roots = [Path(root).resolve() for root in settings.WATCHED_FOLDERS]
    inside = any(path.resolve().is_relative_to(root) for root in roots)
    if not path.is_absolute() or ".." in path.parts or not inside:
        raise CatalogError(
            "Ce dossier n’est pas sous l’un de ceux que ce site surveille : "
            f"{', '.join(settings.WATCHED_FOLDERS)}.",
            field="folder",
        )
    inbox.folder = str(path.resolve())
    others = Inbox.objects.folders().exclude(pk=inbox.pk)
    for other in others:
        if related(Path(other.folder), Path(inbox.folder)):
            raise CatalogError(
                f"Ce dossier contient celui de la boîte « {other.name} », ou est dedans : deux "
                "boîtes ne lisent pas les mêmes fichiers.",
                field="folder",
            )


def related(one: Path, other: Path) -> bool:
    return one.is_relative_to(other) or other.is_relative_to(one)


def save(inbox: Inbox) -> None:
    try:
        with transaction.atomic():
            inbox.save()
    except IntegrityError as error:
        message = f"Une boîte s’appelle déjà « {inbox.name} ». Donnez un autre nom."
        raise CatalogError(message, field="name") from error


def unused(inbox: Inbox) -> None:
    flow = Flow.objects.living().filter(inbox=inbox).first()
    if flow:
        raise CatalogError(
            f"Le flux « {flow.name} » lit cette boîte : arrêtez-le d’abord, ou déclarez une autre "
            "boîte."
        )


def said(inbox: Inbox) -> dict[str, str]:
    return {name: str(getattr(inbox, name) or "") for name in ("name", *PLACE)}


def about(inbox: Inbox) -> Subject:
    return Subject(f"Boîte « {inbox.name} »", organization=inbox.organization)
