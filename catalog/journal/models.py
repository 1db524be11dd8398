"""What happened, who did it, and what people were told of it. Append-only."""

import uuid
from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.db.models import F, Window
from django.db.models.functions import Coalesce, RowNumber
from django.utils import timezone

from catalog.enums import Cadence

if TYPE_CHECKING:  # the journal is below what it tells of
    from catalog.accounts.models import Organization, User
    from catalog.models import Dataset
    from catalog.models.dataset import DatasetQuerySet


class ActivityQuerySet(models.QuerySet["Activity"]):
    def about(self, dataset: "Dataset") -> "ActivityQuerySet":
        return self.filter(dataset=dataset)

    def within(self, organization: "Organization") -> "ActivityQuerySet":
        return self.filter(organization=organization)

    def done_by(self, person: "User") -> "ActivityQuerySet":
        return self.filter(actor=person)

    def of_verb(self, verb: str) -> "ActivityQuerySet":
        return self.filter(verb=verb)

    def since(self, at: datetime) -> "ActivityQuerySet":
        return self.filter(at__gte=at)

    def of_datasets(self) -> "ActivityQuerySet":
        return self.filter(dataset__isnull=False)

    def of_themes(self) -> "ActivityQuerySet":
        """What was done to the themes, which belong to no organisation."""
        return self.filter(verb__startswith="theme.")

    def readable_with(self, datasets: "DatasetQuerySet") -> "ActivityQuerySet":
        """Those about no dataset, or about one of these."""
        return self.filter(models.Q(dataset__isnull=True) | models.Q(dataset__in=datasets))

    def for_page(self) -> "ActivityQuerySet":
        return self.select_related("actor", "dataset", "organization").order_by("-at", "-pk")


class Activity(models.Model):
    """One entry: `changes` maps a field to its [before, after] values."""

    verb = models.CharField("geste", max_length=40)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="activities"
    )
    robot = models.CharField("robot", max_length=80, blank=True)
    organization = models.ForeignKey(
        "accounts.Organization", models.SET_NULL, null=True, related_name="activities"
    )
    dataset = models.ForeignKey(
        "catalog.Dataset", models.SET_NULL, null=True, related_name="activities"
    )
    resource = models.ForeignKey(
        "catalog.Resource", models.SET_NULL, null=True, related_name="activities"
    )
    about = models.CharField("sur quoi", max_length=400)
    reason = models.TextField("motif", blank=True)
    changes = models.JSONField("changements", default=dict)
    at = models.DateTimeField("le", default=timezone.now)

    objects = ActivityQuerySet.as_manager()

    class Meta:
        verbose_name = "activité"
        indexes = [models.Index(fields=["dataset", "-at"])]

    def __str__(self) -> str:
        return f"{self.verb} {self.about}"


BY_MAIL_ONLY = ("daily_digest", "email_change_approval", "email_change_asked", "email_changed")
"""Kinds that the site does not list: the mail of the day repeats others, and a link that proves
that one reads a mailbox is found nowhere else.
"""

SUBJECT = Coalesce("dataset", "pk")


class NotificationQuerySet(models.QuerySet["Notification"]):
    def of(self, person: "User") -> "NotificationQuerySet":
        return self.filter(recipient=person)

    def listed(self) -> "NotificationQuerySet":
        return self.exclude(kind__in=BY_MAIL_ONLY)

    def readable_with(self, datasets: "DatasetQuerySet") -> "NotificationQuerySet":
        """Those about no dataset, or about one of these."""
        return self.filter(models.Q(dataset__isnull=True) | models.Q(dataset__in=datasets))

    def of_kinds(self, kinds: Iterable[str]) -> "NotificationQuerySet":
        return self.filter(kind__in=kinds)

    def about(self, dataset: uuid.UUID) -> "NotificationQuerySet":
        return self.filter(dataset=dataset)

    def subjects(self) -> Any:
        """Return the things that were told of, the latest first: each with its key, how many times
        it was, and how many of these are unread. What is about no dataset is its own subject.
        """
        rows = self.order_by().values(subject=SUBJECT)
        unread = models.Count("pk", filter=models.Q(read_at=None))
        counted = rows.annotate(last=models.Max("created_at"), count=models.Count("pk"))
        return counted.annotate(unread=unread).order_by("-last", "subject")

    def latest_about(self, subjects: Iterable[uuid.UUID], most: int) -> "NotificationQuerySet":
        """Return what was told last of each of these subjects, newest first."""
        newest = Window(RowNumber(), partition_by=SUBJECT, order_by=[F("created_at").desc(), "pk"])
        rows = self.annotate(subject=SUBJECT).filter(subject__in=list(subjects))
        found = rows.annotate(rank=newest).filter(rank__lte=most)
        return found.select_related("dataset").newest_first()

    def unread(self) -> "NotificationQuerySet":
        return self.filter(read_at__isnull=True)

    def for_digest(self) -> "NotificationQuerySet":
        return self.filter(cadence=Cadence.DAILY, sent_at__isnull=True)

    def newest_first(self) -> "NotificationQuerySet":
        return self.order_by("-created_at", "pk")

    def oldest_first(self) -> "NotificationQuerySet":
        return self.order_by("created_at", "pk")


class Notification(models.Model):
    """A message to one person; the mail leaves after the transaction that created it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="notifications"
    )
    kind = models.CharField("sorte", max_length=40)
    context = models.JSONField("contenu", default=dict)
    dataset = models.ForeignKey(
        "catalog.Dataset", models.CASCADE, null=True, related_name="notifications"
    )
    """Whoever may no longer read it is no longer told of it, in the list or in the day's mail."""
    cadence = models.CharField("envoi", max_length=10, choices=Cadence, default=Cadence.AT_ONCE)
    created_at = models.DateTimeField("créée le", default=timezone.now)
    read_at = models.DateTimeField("lue le", null=True)
    leaving_at = models.DateTimeField("remise au courrier le", null=True)
    """Whoever sends it says so first: another, finding it so, does not send it at the same time."""
    sent_at = models.DateTimeField("envoyée le", null=True)

    objects = NotificationQuerySet.as_manager()

    class Meta:
        verbose_name = "notification"
        indexes = [models.Index(fields=["recipient", "-created_at"])]

    def __str__(self) -> str:
        return f"{self.kind} à {self.recipient_id}"


class Preference(models.Model):
    """When a person wants the mails of a kind; without a row, at once."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="preferences")
    kind = models.CharField("sorte", max_length=40)
    cadence = models.CharField("envoi", max_length=10, choices=Cadence)

    class Meta:
        verbose_name = "préférence"
        constraints = [
            models.UniqueConstraint(fields=["person", "kind"], name="one_preference_each")
        ]

    def __str__(self) -> str:
        return f"{self.kind} : {self.get_cadence_display()}"
