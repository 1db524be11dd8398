"""What the public addresses gave, the last time we asked them as anybody does."""

from typing import TYPE_CHECKING

from django.db import models
from django.utils import timezone

from catalog.enums import Outcome
from catalog.models.resource import Resource
from catalog.models.version import ResourceVersion

if TYPE_CHECKING:
    from uuid import UUID

ORIGINAL = "original"
"""The file as it was sent; others are made from it."""


class PublicationCheckQuerySet(models.QuerySet["PublicationCheck"]):
    def of_version(self, version: ResourceVersion) -> "PublicationCheckQuerySet":
        return self.filter(version=version)

    def failed(self) -> "PublicationCheckQuerySet":
        return self.filter(outcome=Outcome.FAILED)

    def unreached(self) -> "PublicationCheckQuerySet":
        return self.filter(outcome=Outcome.UNREACHED)

    def dataset_keys(self) -> "models.QuerySet[PublicationCheck, UUID]":
        """Return the keys of their datasets, the one whose answer is the oldest first."""
        rows = self.values("resource__dataset").annotate(oldest=models.Min("checked_at"))
        keys: models.QuerySet[PublicationCheck, UUID] = rows.order_by("oldest").values_list(
            "resource__dataset", flat=True
        )
        return keys


class PublicationCheck(models.Model):
    """The last answer for one file in one format; `sentence` says what to do if it is not good."""

    resource = models.ForeignKey(Resource, models.CASCADE, related_name="publication_checks")
    version = models.ForeignKey(ResourceVersion, models.CASCADE, related_name="+")
    format = models.CharField("format", max_length=20, default=ORIGINAL)
    outcome = models.CharField("résultat", max_length=10, choices=Outcome)
    sentence = models.CharField("constat", max_length=500, blank=True)
    checked_at = models.DateTimeField("vérifié le", default=timezone.now)

    objects = PublicationCheckQuerySet.as_manager()

    class Meta:
        verbose_name = "vérification de publication"
        verbose_name_plural = "vérifications de publication"
        constraints = [
            models.UniqueConstraint(fields=["resource", "format"], name="one_check_a_format")
        ]

    def __str__(self) -> str:
        return f"{self.resource_id}, {self.get_outcome_display()}"

    @property
    def is_verified(self) -> bool:
        return self.outcome == Outcome.VERIFIED

    @property
    def is_failed(self) -> bool:
        return self.outcome == Outcome.FAILED
