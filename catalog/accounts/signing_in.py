"""When and from where people signed in, or were refused, and the sessions that are still open."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import models
from django.db.models import F, Window
from django.db.models.functions import RowNumber
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


class SignInStep(models.TextChoices):
    """What was refused; whoever is refused at the code had the right password."""

    PASSWORD = "password", "mot de passe refusé"
    CODE = "code", "code du second facteur refusé"


class RefusedSignInQuerySet(models.QuerySet["RefusedSignIn"]):
    def of(self, person: "User") -> "RefusedSignInQuerySet":
        return self.filter(user=person)

    def since(self, moment: datetime) -> "RefusedSignInQuerySet":
        return self.filter(at__gt=moment)

    def newest_first(self) -> "RefusedSignInQuerySet":
        return self.order_by("-at", "-pk")

    def of_nobody(self, at: datetime | None = None) -> "RefusedSignInQuerySet":
        """Those of yesterday and before for addresses without an account: they tell nothing."""
        return self.filter(user=None, at__lt=(at or timezone.now()) - timedelta(days=1))

    def too_old(self, at: datetime | None = None) -> "RefusedSignInQuerySet":
        return self.filter(at__lt=(at or timezone.now()) - KEPT)

    def beyond_the_latest(self) -> "RefusedSignInQuerySet":
        """Those that more recent ones of the same person push out."""
        rank = Window(RowNumber(), partition_by="user", order_by=[F("at").desc(), F("pk").desc()])
        ranked = self.exclude(user=None).annotate(rank=rank).filter(rank__gt=RefusedSignIn.MOST)
        return self.filter(pk__in=[row.pk for row in ranked])


class RefusedSignIn(models.Model):
    """Somebody tried to enter and did not. Of what they typed, nothing is kept.

    An address without an account leaves a row of nobody: it costs as much as the others, so that
    the time of the answer tells nothing.
    """

    MOST = 100
    """Of one person: whoever tries for days does not fill the table."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="refused_sign_ins"
    )
    at = models.DateTimeField("le", default=timezone.now)
    ip = models.GenericIPAddressField("adresse réseau", null=True)
    agent = models.CharField("navigateur", max_length=200, blank=True)
    step = models.CharField("étape", max_length=10, choices=SignInStep)

    objects = RefusedSignInQuerySet.as_manager()

    class Meta:
        verbose_name = "essai de connexion refusé"
        verbose_name_plural = "essais de connexion refusés"
        indexes = [models.Index(fields=["user", "-at"])]

    def __str__(self) -> str:
        return f"{self.user_id or 'personne'} le {self.at:%d/%m/%Y}"


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
