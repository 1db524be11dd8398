"""Whom an organisation lets in without waiting: a rule that those who answer its requests give."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils import timezone

from catalog.enums import Deciders, Role

if TYPE_CHECKING:  # people's own module reads this one, so that Django finds the tables
    from catalog.accounts.models import Organization


class WelcomeQuerySet(models.QuerySet["Welcome"]):
    def within(self, organization: "Organization") -> "WelcomeQuerySet":
        return self.filter(organization=organization)


class Welcome(models.Model):
    """`domains`: whole domains of mail addresses, in small letters; what is below one is another.

    `deciders`: who answered the requests when the rule was given; it holds while they do.
    """

    organization = models.OneToOneField(
        "accounts.Organization", models.CASCADE, related_name="welcome"
    )
    domains = models.JSONField("domaines accueillis d’office", default=list)
    role = models.CharField("rôle le plus élevé", max_length=20, choices=Role)
    deciders = models.CharField("règle donnée par", max_length=15, choices=Deciders)
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    set_at = models.DateTimeField("donnée le", default=timezone.now)

    objects = WelcomeQuerySet.as_manager()

    class Meta:
        verbose_name = "accueil d’office"
        verbose_name_plural = "accueils d’office"

    def __str__(self) -> str:
        return f"{', '.join(self.domains)} : {self.get_role_display()}"
