"""What was done to several datasets at once, kept so that it can be undone at once."""

import uuid

from django.db import models
from django.utils import timezone

from catalog.accounts.models import User
from catalog.enums import BatchKind
from catalog.models.dataset import Dataset


class BatchQuerySet(models.QuerySet["Batch"]):
    def made_by_person(self, person: User) -> "BatchQuerySet":
        return self.filter(made_by=person)

    def with_size(self) -> "BatchQuerySet":
        """Tell for each row how many datasets it changed, as `size`."""
        return self.annotate(size=models.Count("parts"))

    def latest_first(self) -> "BatchQuerySet":
        return self.order_by("-made_at", "-pk")


class Batch(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField("geste", max_length=20, choices=BatchKind)
    made_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="batches")
    made_at = models.DateTimeField("fait le", default=timezone.now)
    undone_at = models.DateTimeField("annulé le", null=True)
    submission = models.UUIDField("envoi du formulaire", null=True, unique=True, editable=False)

    objects = BatchQuerySet.as_manager()

    class Meta:
        verbose_name = "lot de changements"
        verbose_name_plural = "lots de changements"

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.made_at:%d/%m/%Y}"


class BatchPart(models.Model):
    """One dataset that changed; `before` and `after` map each field to its value, as JSON."""

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="parts")
    dataset = models.ForeignKey(Dataset, models.CASCADE, related_name="batch_parts")
    before = models.JSONField("avant", default=dict)
    after = models.JSONField("après", default=dict)

    class Meta:
        verbose_name = "part d’un lot"
        verbose_name_plural = "parts d’un lot"
        constraints = [
            models.UniqueConstraint(fields=["batch", "dataset"], name="a_batch_changes_each_once")
        ]

    def __str__(self) -> str:
        return f"{self.batch_id}, {self.dataset_id}"
