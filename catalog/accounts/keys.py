"""Keys by which somebody's scripts act in that person's name. Only their hash is kept."""

import hashlib
import secrets
import uuid
import zlib
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils import timezone

if TYPE_CHECKING:  # people's own module reads this one, so that Django finds the table
    from catalog.accounts.models import User

PREFIX = "vitrine_"
"""What a scanner of leaked secrets looks for; the checksum at the end spares it false alarms."""
SECRET_BYTES = 32
SHOWN = len(PREFIX) + 8
LONGEST_DAYS = 365
SELDOM = timedelta(minutes=1)


def new_token() -> str:
    secret = secrets.token_hex(SECRET_BYTES)
    return f"{PREFIX}{secret}{checksum(secret)}"


def checksum(secret: str) -> str:
    return f"{zlib.crc32(secret.encode()):08x}"


def is_well_formed(token: str) -> bool:
    """Tell whether we may have given it: what is only mistyped is refused without a query."""
    body = token.removeprefix(PREFIX)
    secret, end = body[: 2 * SECRET_BYTES], body[2 * SECRET_BYTES :]
    return token.startswith(PREFIX) and token.isascii() and end == checksum(secret)


def digest_of(token: str) -> str:
    """A token is drawn at random over 256 bits: a plain hash of it cannot be turned back."""
    return hashlib.sha256(token.encode()).hexdigest()


class ApiKeyQuerySet(models.QuerySet["ApiKey"]):
    def of(self, person: "User") -> "ApiKeyQuerySet":
        return self.filter(user=person)

    def usable(self, at: datetime | None = None) -> "ApiKeyQuerySet":
        return self.filter(revoked_at__isnull=True, expires_at__gt=at or timezone.now())

    def carrying(self, token: str) -> "ApiKeyQuerySet":
        return self.filter(digest=digest_of(token)).select_related("user")

    def newest_first(self) -> "ApiKeyQuerySet":
        return self.order_by("-created_at", "pk")

    def note_use(self, key: "ApiKey", at: datetime | None = None) -> None:
        """Remember when the key last served, at most once a minute: a script calls often."""
        now = at or timezone.now()
        if key.last_used_at is None or now - key.last_used_at >= SELDOM:
            self.filter(pk=key.pk).update(last_used_at=now)


class ApiKey(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="api_keys", verbose_name="personne"
    )
    name = models.CharField("nom", max_length=100)
    prefix = models.CharField("début", max_length=20)
    digest = models.CharField("empreinte", max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField("créée le", default=timezone.now)
    last_used_at = models.DateTimeField("utilisée le", null=True)
    expires_at = models.DateTimeField("expire le")
    revoked_at = models.DateTimeField("révoquée le", null=True)
    submission = models.UUIDField("envoi du formulaire", null=True, unique=True, editable=False)

    objects = ApiKeyQuerySet.as_manager()

    class Meta:
        verbose_name = "clé d’API"
        verbose_name_plural = "clés d’API"

    def __str__(self) -> str:
        return self.name

    def has_expired(self, at: datetime | None = None) -> bool:
        return self.expires_at <= (at or timezone.now())
