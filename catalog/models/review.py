"""Drafts that wait for somebody who may publish them."""

from typing import Any

from django.db import models
from django.utils import timezone

from catalog.accounts.models import User
from catalog.enums import ReviewState, Right
from catalog.models.dataset import Dataset


class ReviewQuerySet(models.QuerySet["Review"]):
    def waiting(self) -> "ReviewQuerySet":
        return self.filter(state=ReviewState.WAITING)

    def in_hands_of(self, user: Any) -> "ReviewQuerySet":
        """Those that this person may settle by publishing."""
        drafts = Dataset.objects.allowing(user, Right.PUBLISH_DATASET).drafts()
        return self.waiting().filter(dataset__in=drafts)

    def awaiting(self, user: Any) -> "ReviewQuerySet":
        """Those that this person may settle, and the last answers about their own drafts."""
        mine = Dataset.objects.allowing(user, Right.CHANGE_DATASET).drafts()
        return self.in_hands_of(user) | self.sent_back().filter(asked_by=user, dataset__in=mine)

    def sent_back(self) -> "ReviewQuerySet":
        """The last answers that were a reason: whoever submitted is to correct the draft."""
        later = Review.objects.filter(
            dataset=models.OuterRef("dataset"), pk__gt=models.OuterRef("pk")
        )
        return self.filter(state=ReviewState.RETURNED).exclude(models.Exists(later))

    def oldest_first(self) -> "ReviewQuerySet":
        return self.order_by("asked_at", "pk")

    def latest_first(self) -> "ReviewQuerySet":
        return self.order_by("-asked_at", "-pk")

    def for_page(self) -> "ReviewQuerySet":
        return self.select_related("dataset__organization", "asked_by", "decided_by")


class Review(models.Model):
    """One submission and its answer; `revision` is the draft's, when it was submitted."""

    dataset = models.ForeignKey(Dataset, models.CASCADE, related_name="reviews")
    asked_by = models.ForeignKey(
        User, models.SET_NULL, null=True, related_name="reviews", verbose_name="soumis par"
    )
    asked_at = models.DateTimeField("soumis le", default=timezone.now)
    note = models.TextField("mot pour qui relit", max_length=2000, blank=True)
    revision = models.PositiveIntegerField("révision soumise")
    state = models.CharField(
        "état", max_length=10, choices=ReviewState, default=ReviewState.WAITING
    )
    answer = models.TextField("motif du renvoi", max_length=2000, blank=True)
    decided_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField("répondu le", null=True)

    objects = ReviewQuerySet.as_manager()

    class Meta:
        verbose_name = "relecture"
        constraints = [
            models.UniqueConstraint(
                fields=["dataset"],
                condition=models.Q(state=ReviewState.WAITING),
                name="a_draft_waits_for_one_answer",
            )
        ]

    def __str__(self) -> str:
        return f"{self.dataset_id}, {self.get_state_display()}"

    @property
    def is_waiting(self) -> bool:
        return self.state == ReviewState.WAITING

    @property
    def is_returned(self) -> bool:
        return self.state == ReviewState.RETURNED
