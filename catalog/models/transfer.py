"""Datasets that one organisation gives to another, which accepts them or not."""

import uuid
from typing import Any

from django.db import models
from django.utils import timezone

from catalog.accounts.models import Organization, User
from catalog.enums import Right, TransferState
from catalog.models.dataset import Dataset
from catalog.rules import restrict


class TransferQuerySet(models.QuerySet["Transfer"]):
    def allowing(self, user: Any, right: str) -> "TransferQuerySet":
        """Those over which `user` holds `right`: the same question as `has_perm`."""
        return restrict(self, user, right)

    def waiting(self) -> "TransferQuerySet":
        return self.filter(state=TransferState.WAITING)

    def to_decide_by(self, user: Any) -> "TransferQuerySet":
        return self.waiting().allowing(user, Right.DECIDE_TRANSFER)

    def asked_of(self, person: User, source: Organization) -> "TransferQuerySet":
        return self.filter(asked_by=person, source=source)

    def around(self, organization: Organization) -> "TransferQuerySet":
        return self.filter(models.Q(source=organization) | models.Q(target=organization))

    def with_dataset(self, dataset: Dataset) -> "TransferQuerySet":
        return self.filter(parts__dataset=dataset)

    def with_datasets(self, datasets: models.QuerySet[Dataset]) -> "TransferQuerySet":
        parts = TransferPart.objects.filter(dataset__in=datasets)
        return self.filter(pk__in=parts.values("transfer"))

    def received_by(self, targets: models.QuerySet[Organization]) -> "TransferQuerySet":
        return self.filter(target__in=targets)

    def in_state(self, state: str) -> "TransferQuerySet":
        return self.filter(state=state)

    def answered(self) -> "TransferQuerySet":
        return self.exclude(state=TransferState.WAITING)

    def with_size(self) -> "TransferQuerySet":
        """Tell for each row how many datasets it gives, as `size`."""
        return self.annotate(size=models.Count("parts"))

    def latest_answer_first(self) -> "TransferQuerySet":
        return self.order_by("-decided_at", "-pk")

    def latest_first(self) -> "TransferQuerySet":
        return self.order_by("-asked_at", "-pk")

    def oldest_first(self) -> "TransferQuerySet":
        return self.order_by("asked_at", "pk")

    def for_page(self) -> "TransferQuerySet":
        return self.select_related("source", "target", "asked_by", "decided_by")


class Transfer(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    source = models.ForeignKey(
        Organization, models.CASCADE, related_name="transfers_out", verbose_name="cédé par"
    )
    target = models.ForeignKey(
        Organization, models.CASCADE, related_name="transfers_in", verbose_name="reçu par"
    )
    note = models.TextField("pourquoi ce transfert", max_length=2000)
    asked_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="transfers")
    asked_at = models.DateTimeField("proposé le", default=timezone.now)
    state = models.CharField(
        "état", max_length=10, choices=TransferState, default=TransferState.WAITING
    )
    answer = models.TextField("motif de la réponse", max_length=2000, blank=True)
    decided_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField("répondu le", null=True)
    submission = models.UUIDField("envoi du formulaire", null=True, unique=True, editable=False)

    objects = TransferQuerySet.as_manager()

    class Meta:
        verbose_name = "transfert"

    def __str__(self) -> str:
        return f"{self.source} → {self.target}"

    @property
    def is_waiting(self) -> bool:
        return self.state == TransferState.WAITING


class TransferPartQuerySet(models.QuerySet["TransferPart"]):
    def waiting(self) -> "TransferPartQuerySet":
        return self.filter(is_waiting=True)

    def to_decide_with(self, condition: models.Q) -> "TransferPartQuerySet":
        """Those of the waiting transfers of that condition, as a rule has it."""
        return self.waiting().filter(transfer__in=Transfer.objects.filter(condition))

    def by_title(self) -> "TransferPartQuerySet":
        return self.order_by("dataset__title", "pk")


class TransferPart(models.Model):
    """`is_waiting` is its transfer's, kept here so that a dataset waits in one of them only."""

    transfer = models.ForeignKey(Transfer, models.CASCADE, related_name="parts")
    dataset = models.ForeignKey(Dataset, models.CASCADE, related_name="transfer_parts")
    is_waiting = models.BooleanField("attend une réponse", default=True)

    objects = TransferPartQuerySet.as_manager()

    class Meta:
        verbose_name = "part d’un transfert"
        verbose_name_plural = "parts d’un transfert"
        constraints = [
            models.UniqueConstraint(
                fields=["dataset"],
                condition=models.Q(is_waiting=True),
                name="a_dataset_waits_in_one_transfer",
            )
        ]

    def __str__(self) -> str:
        return f"{self.transfer_id}, {self.dataset_id}"
