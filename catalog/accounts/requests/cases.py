"""What those who answer keep between themselves: who looks at what, what they note."""

import uuid
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import models
from django.utils import timezone

from catalog.rules import restrict


class CaseQuerySet(models.QuerySet["Case"]):
    def about(self, subjects: Iterable[uuid.UUID]) -> "CaseQuerySet":
        return self.filter(subject__in=subjects)

    def of_kind(self, kind: str) -> "CaseQuerySet":
        return self.filter(kind=kind)

    def in_hands_of(self, user: Any) -> "CaseQuerySet":
        return self.filter(assigned_to=user)

    def taken(self) -> "CaseQuerySet":
        return self.filter(assigned_to__isnull=False)

    def reminded_since(self, moment: datetime) -> "CaseQuerySet":
        return self.filter(reminded_at__gt=moment)

    def for_page(self) -> "CaseQuerySet":
        return self.select_related("assigned_to").prefetch_related("notes__author")


class Case(models.Model):
    """What is kept about one thing that waits; `kind`: the label of its model, `subject`: its key.

    Read only through the thing, by those who may answer it. What is asked again after an answer
    waits anew: only the reminders since then count.
    """

    kind = models.CharField("nature", max_length=60)
    subject = models.UUIDField("sujet")
    assigned_to = models.ForeignKey(
        "accounts.User", models.SET_NULL, null=True, related_name="+", verbose_name="suivi par"
    )
    reminders = models.PositiveSmallIntegerField("relances", default=0)
    reminded_at = models.DateTimeField("relancé le", null=True, editable=False)

    objects = CaseQuerySet.as_manager()

    class Meta:
        verbose_name = "dossier"
        constraints = [models.UniqueConstraint(fields=["kind", "subject"], name="one_case_each")]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}"

    def reminders_since(self, moment: datetime) -> int:
        """Return how often those who answer were reminded of what waits since then."""
        return self.reminders if self.reminded_at and self.reminded_at >= moment else 0


class CaseNote(models.Model):
    """For colleagues: the person who asked never reads it."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="notes")
    author = models.ForeignKey("accounts.User", models.SET_NULL, null=True, related_name="+")
    text = models.TextField("note", max_length=2000)
    created_at = models.DateTimeField("écrite le", default=timezone.now)
    submission = models.UUIDField("envoi du formulaire", null=True, unique=True, editable=False)

    class Meta:
        verbose_name = "note de dossier"
        verbose_name_plural = "notes de dossier"
        ordering = ("created_at", "pk")

    def __str__(self) -> str:
        return self.text[:80]


class PhraseQuerySet(models.QuerySet["Phrase"]):
    def allowing(self, user: Any, right: str) -> "PhraseQuerySet":
        """Those over which `user` holds `right`: the same question as `has_perm`."""
        return restrict(self, user, right)

    def accepting(self, *, accepting: bool) -> "PhraseQuerySet":
        return self.filter(is_acceptance=accepting)

    def known_as(self, key: str) -> "PhraseQuerySet":
        """The one of that key, which may be no key at all."""
        try:
            return self.filter(pk=uuid.UUID(key))
        except ValueError:
            return self.none()

    def in_order(self) -> "PhraseQuerySet":
        return self.order_by("-is_acceptance", "text", "pk")


class Phrase(models.Model):
    """A reason that serves again. Shared: kept by the DPNC, for all of it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    text = models.TextField("phrase", max_length=2000)
    is_acceptance = models.BooleanField("pour accepter")
    is_shared = models.BooleanField("commune à la DPNC", default=False)
    kept_by = models.ForeignKey(
        "accounts.User", models.SET_NULL, null=True, related_name="+", verbose_name="gardée par"
    )
    kept_at = models.DateTimeField("gardée le", default=timezone.now)

    objects = PhraseQuerySet.as_manager()

    class Meta:
        verbose_name = "phrase gardée"
        verbose_name_plural = "phrases gardées"

    def __str__(self) -> str:
        return self.text[:80]
