"""What goes on line at a given hour: whole datasets, and files that waited to be confirmed."""

import uuid
from datetime import datetime
from typing import Any

from django.db import models
from django.utils import timezone

from catalog.accounts.models import User
from catalog.enums import LegalBasis, PartOutcome, ReleaseState, Right
from catalog.models.dataset import Dataset
from catalog.models.version import ResourceVersion
from catalog.rules import restrict


class ReleaseQuerySet(models.QuerySet["Release"]):
    def allowing(self, user: Any, right: str) -> "ReleaseQuerySet":
        return restrict(self, user, right)

    def visible_to(self, user: Any) -> "ReleaseQuerySet":
        return self.allowing(user, Right.VIEW_RELEASE)

    def planned(self) -> "ReleaseQuerySet":
        return self.filter(state=ReleaseState.PLANNED)

    def settled(self) -> "ReleaseQuerySet":
        return self.exclude(state=ReleaseState.PLANNED)

    def holding(self, dataset: Dataset) -> "ReleaseQuerySet":
        """The one in which the dataset waits to be published."""
        waiting = ReleasePart.objects.waiting().of_dataset(dataset)
        return self.filter(pk__in=waiting.values("release"))

    def holding_version(self, version: ResourceVersion) -> "ReleaseQuerySet":
        waiting = ReleasePart.objects.waiting().of_version(version)
        return self.filter(pk__in=waiting.values("release"))

    def due(self, at: datetime) -> "ReleaseQuerySet":
        """Those whose hour has come, the oldest first."""
        return self.planned().filter(due_at__lte=at).soonest_first()

    def after(self, at: datetime) -> "ReleaseQuerySet":
        return self.filter(due_at__gte=at)

    def before(self, at: datetime) -> "ReleaseQuerySet":
        return self.filter(due_at__lt=at)

    def soonest_first(self) -> "ReleaseQuerySet":
        return self.order_by("due_at", "created_at", "pk")

    def latest_first(self) -> "ReleaseQuerySet":
        return self.order_by("-due_at", "-created_at", "pk")

    def with_parts_for(self, user: Any) -> "ReleaseQuerySet":
        """Give each row, as `shown_parts`, the parts that `user` may read."""
        parts = ReleasePart.objects.visible_to(user).for_page()
        return self.select_related("created_by").prefetch_related(
            models.Prefetch("parts", parts, to_attr="shown_parts")
        )


class Release(models.Model):
    """A name and an hour for what is published together; each part goes on line by itself."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField("nom", max_length=200)
    due_at = models.DateTimeField("mise en ligne le", db_index=True)
    state = models.CharField(
        "état", max_length=10, choices=ReleaseState, default=ReleaseState.PLANNED, db_index=True
    )
    reason = models.CharField("motif", max_length=2000, blank=True)
    created_by = models.ForeignKey(
        User, models.SET_NULL, null=True, related_name="releases", verbose_name="programmée par"
    )
    created_at = models.DateTimeField("programmée le", default=timezone.now)
    settled_at = models.DateTimeField("faite ou annulée le", null=True)
    submission = models.UUIDField("envoi du formulaire", null=True, unique=True, editable=False)

    objects = ReleaseQuerySet.as_manager()

    class Meta:
        verbose_name = "mise en ligne programmée"
        verbose_name_plural = "mises en ligne programmées"

    def __str__(self) -> str:
        return self.name

    @property
    def is_planned(self) -> bool:
        return self.state == ReleaseState.PLANNED


class ReleasePartQuerySet(models.QuerySet["ReleasePart"]):
    def allowing(self, user: Any, right: str) -> "ReleasePartQuerySet":
        return restrict(self, user, right)

    def visible_to(self, user: Any) -> "ReleasePartQuerySet":
        return self.allowing(user, Right.VIEW_PART)

    def waiting(self) -> "ReleasePartQuerySet":
        return self.filter(outcome=PartOutcome.WAITING)

    def settled(self) -> "ReleasePartQuerySet":
        return self.exclude(outcome=PartOutcome.WAITING)

    def refused(self) -> "ReleasePartQuerySet":
        return self.filter(outcome=PartOutcome.REFUSED)

    def settled_after(self, at: datetime) -> "ReleasePartQuerySet":
        return self.filter(settled_at__gte=at)

    def planned_by(self, person: User) -> "ReleasePartQuerySet":
        return self.filter(release__created_by=person)

    def of_version(self, version: ResourceVersion) -> "ReleasePartQuerySet":
        return self.filter(version=version)

    def of_dataset(self, dataset: Dataset) -> "ReleasePartQuerySet":
        """Those that publish the dataset itself."""
        return self.filter(dataset=dataset, version__isnull=True)

    def in_order(self) -> "ReleasePartQuerySet":
        """Files first: a dataset that is published with them then shows the right ones."""
        return self.order_by(models.F("version").asc(nulls_last=True), "dataset", "pk")

    def for_page(self) -> "ReleasePartQuerySet":
        return self.select_related(
            "release", "dataset__organization", "version__resource__current_version"
        ).order_by("dataset__title", "version__resource__title", "pk")


class ReleasePart(models.Model):
    """A dataset that becomes public or, when `version` is given, a held file of that dataset that
    goes on line; `reason` and `legal_basis` are then what confirming it asks for.
    """

    release = models.ForeignKey(Release, models.CASCADE, related_name="parts")
    dataset = models.ForeignKey(Dataset, models.CASCADE, related_name="release_parts")
    version = models.ForeignKey(
        ResourceVersion, models.CASCADE, null=True, related_name="release_parts"
    )
    reason = models.TextField("quoi de neuf", max_length=2000, blank=True)
    legal_basis = models.CharField(
        "base légale des données personnelles", max_length=20, choices=LegalBasis, blank=True
    )
    outcome = models.CharField(
        "résultat", max_length=10, choices=PartOutcome, default=PartOutcome.WAITING
    )
    refusal = models.CharField("pourquoi ce refus", max_length=2000, blank=True)
    refusal_code = models.CharField("sorte de refus", max_length=20, blank=True)
    settled_at = models.DateTimeField("le", null=True)

    objects = ReleasePartQuerySet.as_manager()

    class Meta:
        verbose_name = "part d’une mise en ligne"
        verbose_name_plural = "parts d’une mise en ligne"
        constraints = [
            models.UniqueConstraint(
                fields=["dataset"],
                condition=models.Q(outcome=PartOutcome.WAITING, version__isnull=True),
                name="a_dataset_waits_once",
            ),
            models.UniqueConstraint(
                fields=["version"],
                condition=models.Q(outcome=PartOutcome.WAITING),
                name="a_version_waits_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.release_id}, {self.get_outcome_display()}"

    @property
    def is_waiting(self) -> bool:
        return self.outcome == PartOutcome.WAITING

    @property
    def is_refused(self) -> bool:
        return self.outcome == PartOutcome.REFUSED
