import uuid
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models.functions import Coalesce
from django.utils import timezone

from catalog.accounts.models import User


class UploadQuerySet(models.QuerySet["Upload"]):
    def of(self, person: Any) -> "UploadQuerySet":
        return self.filter(user=person)

    def called(self, key: str, *, target: uuid.UUID) -> "UploadQuerySet":
        """The one to which its sender gave that name, for that dataset or resource."""
        return self.filter(target=target, key=key)

    def stale(self, at: datetime | None = None) -> "UploadQuerySet":
        """Those of which nothing came for a day."""
        limit = (at or timezone.now()) - timedelta(hours=settings.UPLOADS_HOURS)
        return self.filter(touched_at__lt=limit)

    def total_bytes(self) -> int:
        """Count what they hold, or will hold for those that said it."""
        held = self.annotate(received=models.Sum("parts__size"))
        sizes = held.values_list(Coalesce("size", "received", 0), flat=True)
        return sum(sizes)


class Upload(models.Model):
    """A file that comes in several parts. `key` is how its sender calls it; `size`: its bytes in
    all, when they were announced.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(
        User, models.CASCADE, related_name="uploads", verbose_name="envoyé par"
    )
    target = models.UUIDField("jeu de données ou ressource")
    key = models.CharField("nom donné à l’envoi", max_length=100)
    filename = models.CharField("nom du fichier", max_length=255)
    size = models.PositiveBigIntegerField("taille annoncée, en octets", null=True)
    total_parts = models.PositiveIntegerField("nombre de parties")
    created_at = models.DateTimeField("commencé le", default=timezone.now)
    touched_at = models.DateTimeField("dernière partie reçue le", default=timezone.now)

    objects = UploadQuerySet.as_manager()

    class Meta:
        verbose_name = "envoi par parties"
        verbose_name_plural = "envois par parties"
        constraints = [
            models.UniqueConstraint(fields=["user", "target", "key"], name="one_upload_a_name")
        ]

    def __str__(self) -> str:
        return self.filename

    @property
    def expires_at(self) -> datetime:
        return self.touched_at + timedelta(hours=settings.UPLOADS_HOURS)


class UploadPart(models.Model):
    """Some of its bytes, from `offset`, written under a key of their own."""

    upload = models.ForeignKey(Upload, models.CASCADE, related_name="parts")
    index = models.PositiveIntegerField("rang")
    offset = models.PositiveBigIntegerField("position, en octets")
    size = models.PositiveBigIntegerField("taille, en octets")
    key = models.CharField("clé de stockage", max_length=120, unique=True)

    class Meta:
        verbose_name = "partie d’un envoi"
        verbose_name_plural = "parties d’envois"
        ordering = ("index",)
        constraints = [
            models.UniqueConstraint(fields=["upload", "index"], name="one_part_a_place"),
            models.CheckConstraint(condition=models.Q(size__gt=0), name="no_empty_part"),
        ]

    def __str__(self) -> str:
        return f"{self.upload_id}, partie {self.index}"
