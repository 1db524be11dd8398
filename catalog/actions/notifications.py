"""What people do of what they are told: read it, choose when it is mailed, stop it."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse

from catalog.accounts.models import User
from catalog.actions.guards import moment
from catalog.enums import Cadence
from catalog.exceptions import CatalogError
from catalog.journal.models import Notification, NotificationQuerySet, Preference
from catalog.journal.notify import KINDS, absolute, may_stop, notify
from catalog.models import Dataset

MOST_TOLD = 100
"""Lines of a mail of the day: the list of the site has them all."""


def told_to(person: User) -> NotificationQuerySet:
    """Return what this person is told, about what they may still read."""
    rows = Notification.objects.of(person).listed().of_kinds(KINDS)
    return rows.readable_with(Dataset.objects.visible_to(person))


def read_notification(
    notification: Notification, *, by: User, at: datetime | None = None
) -> Notification:
    if notification.recipient_id != by.pk:
        raise PermissionDenied("Chacun lit ses propres notifications.")
    if notification.read_at is None:
        notification.read_at = moment(at)
        notification.save(update_fields=["read_at"])
    return notification


def read_all(
    person: User, *, by: User, about: UUID | None = None, at: datetime | None = None
) -> int:
    """Mark as read all that the person was told, or what they were told of one dataset."""
    if person.pk != by.pk:
        raise PermissionDenied("Chacun lit ses propres notifications.")
    rows = Notification.objects.of(person).unread()
    return (rows.about(about) if about else rows).update(read_at=moment(at))


@transaction.atomic
def choose_cadences(person: User, *, by: User, cadences: Mapping[str, str]) -> None:
    """Say when mails of these kinds leave; those that are not named stay as they are."""
    if person.pk != by.pk:
        raise PermissionDenied("Chacun choisit ses propres courriels.")
    for kind, cadence in cadences.items():
        if kind not in KINDS or not may_stop(kind):
            raise CatalogError("Ces courriels ne se règlent pas.", field=kind)
        Preference.objects.update_or_create(
            person=person, kind=kind, defaults={"cadence": Cadence(cadence)}
        )


@transaction.atomic
def stop_mails(person: User, *, kind: str) -> None:
    """Stop the mails of that kind; of the mail of the day, all that it would tell.

    Asked by a signed link, from a mail: whoever holds it may only do that.
    """
    kinds = [kind]
    if kind == "daily_digest":
        daily = Preference.objects.filter(person=person, cadence=Cadence.DAILY)
        kinds = list(daily.values_list("kind", flat=True))
    choose_cadences(person, by=person, cadences=dict.fromkeys(kinds, Cadence.NEVER))


def send_digests(at: datetime | None = None) -> None:
    """Write to whoever asked to be told once a day, if there is anything to tell."""
    waiting = Notification.objects.for_digest().values("recipient")
    for person in User.objects.people().filter(pk__in=waiting).order_by("pk"):
        send_digest(person, at=at)


@transaction.atomic
def send_digest(person: User, *, at: datetime | None = None) -> None:
    """Gather in one mail what may still be told now: rights may have gone since the morning."""
    rows = Notification.objects.of(person).for_digest().select_for_update(of=("self",))
    waiting = list(rows.oldest_first())
    allowed = set(told_to(person).for_digest().values_list("pk", flat=True))
    Notification.objects.filter(pk__in=[row.pk for row in waiting]).update(sent_at=moment(at))
    if told := [row for row in waiting if row.pk in allowed and row.kind in KINDS]:
        link = absolute(reverse("backoffice:notification-list"))
        entries = [entry(row) for row in told[:MOST_TOLD]]
        notify("daily_digest", person, entries=entries, link=link)


def entry(notification: Notification) -> list[str]:
    """Return the line of a mail: what happened, and where to see it."""
    subject = KINDS[notification.kind].subject(notification.context)
    return [subject, notification.context["link"]]
