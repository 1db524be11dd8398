"""When and from where people signed in, and the sessions that are still open."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import models
from django.utils import timezone

if TYPE_CHECKING:  # people's own module reads this one, so that Django finds the tables
    from catalog.accounts.models import User

KEPT = timedelta(days=365)
"""A year of addresses on the network, as the CNIL advises for journals of security."""


class SignInQuerySet(models.QuerySet["SignIn"]):
    def of(self, person: "User") -> "SignInQuerySet":
        return self.filter(user=person)

    def open(self, at: datetime | None = None) -> "SignInQuerySet":
        """Those whose session is still kept; closing one erases it."""
        alive = Session.objects.filter(expire_date__gt=at or timezone.now())
        return self.filter(ended_at__isnull=True, session_key__in=alive.values("session_key"))

    def too_old(self, at: datetime | None = None) -> "SignInQuerySet":
        return self.filter(at__lt=(at or timezone.now()) - KEPT)

    def newest_first(self) -> "SignInQuerySet":
        return self.order_by("-at", "-pk")


class SignIn(models.Model):
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="sign_ins")
    at = models.DateTimeField("le", default=timezone.now)
    ip = models.GenericIPAddressField("adresse réseau", null=True)
    agent = models.CharField("navigateur", max_length=200, blank=True)
    session_key = models.CharField("session", max_length=40, db_index=True, editable=False)
    ended_at = models.DateTimeField("fermée le", null=True)

    objects = SignInQuerySet.as_manager()

    class Meta:
        verbose_name = "connexion"

    def __str__(self) -> str:
        return f"{self.user_id} le {self.at:%d/%m/%Y}"


class EmailChangeQuerySet(models.QuerySet["EmailChange"]):
    def of(self, person: "User") -> "EmailChangeQuerySet":
        return self.filter(user=person)

    def asked_since(self, moment: datetime) -> "EmailChangeQuerySet":
        return self.filter(created_at__gt=moment)

    def open(self, at: datetime | None = None) -> "EmailChangeQuerySet":
        since = (at or timezone.now()) - EmailChange.DELAY
        return self.filter(canceled_at__isnull=True, done_at__isnull=True, created_at__gt=since)


class EmailChange(models.Model):
    """Nothing changes before both mailboxes have answered: the new one, and the one in use."""

    DELAY = timedelta(days=3)

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="email_changes")
    former = models.EmailField("adresse actuelle")
    email = models.EmailField("nouvelle adresse")
    created_at = models.DateTimeField("demandé le", default=timezone.now)
    former_confirmed_at = models.DateTimeField("permis le", null=True)
    new_confirmed_at = models.DateTimeField("confirmé le", null=True)
    canceled_at = models.DateTimeField("annulé le", null=True)
    done_at = models.DateTimeField("fait le", null=True)

    objects = EmailChangeQuerySet.as_manager()

    class Meta:
        verbose_name = "changement d’adresse"
        verbose_name_plural = "changements d’adresse"

    def __str__(self) -> str:
        return f"{self.former} devient {self.email}"
