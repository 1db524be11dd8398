"""What happened, who did it, and what people were told of it. Append-only."""

import uuid
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils import timezone

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


class Notification(models.Model):
    """A message to one person; the mail leaves after the transaction that created it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="notifications"
    )
    kind = models.CharField("sorte", max_length=40)
    context = models.JSONField("contenu", default=dict)
    created_at = models.DateTimeField("créée le", default=timezone.now)
    leaving_at = models.DateTimeField("remise au courrier le", null=True)
    """Whoever sends it says so first: another, finding it so, does not send it at the same time."""
    sent_at = models.DateTimeField("envoyée le", null=True)

    class Meta:
        verbose_name = "notification"

    def __str__(self) -> str:
        return f"{self.kind} à {self.recipient_id}"
