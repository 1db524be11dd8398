"""Organisations: which ones, and what each says of itself."""

import uuid
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

from catalog.enums import Deciders, OrganizationKind, OrganizationState, Right, Role
from catalog.rules import restrict
from catalog.vocabularies import frequencies, licenses

TREE_DEPTH = 4
"""A ministry, its directions or operators, their services, and one level more: never deeper."""


class OrganizationQuerySet(models.QuerySet["Organization"]):
    def allowing(self, user: Any, right: str) -> "OrganizationQuerySet":
        """Those over which `user` holds `right`: the same question as `has_perm`."""
        return restrict(self, user, right)

    def visible_to(self, user: Any) -> "OrganizationQuerySet":
        """Where the back office starts: those validated, and one's own that are not yet."""
        return self.standing().allowing(user, Right.VIEW_ORGANIZATION)

    def validated(self) -> "OrganizationQuerySet":
        """Where public pages start."""
        return self.filter(state=OrganizationState.ACTIVE)

    def pending(self) -> "OrganizationQuerySet":
        return self.filter(state=OrganizationState.PENDING)

    def standing(self) -> "OrganizationQuerySet":
        return self.exclude(state=OrganizationState.DELETED)

    def deleted(self) -> "OrganizationQuerySet":
        """Their addresses answer 410."""
        return self.filter(state=OrganizationState.DELETED)

    def answered(self) -> "OrganizationQuerySet":
        """Those that the DPNC validated or refused, and that are still there."""
        answers = (OrganizationState.ACTIVE, OrganizationState.REFUSED)
        return self.filter(decided_at__isnull=False, state__in=answers)

    def proposed_by(self, person: Any) -> "OrganizationQuerySet":
        return self.filter(created_by=person)

    def certified(self) -> "OrganizationQuerySet":
        return self.filter(certified_at__isnull=False)

    def bearing_siret(self, number: str) -> "OrganizationQuerySet":
        return self.filter(siret=number)

    def administered(self) -> "OrganizationQuerySet":
        """Those that somebody who may sign in administers."""
        memberships = apps.get_model("accounts", "Membership").objects
        active = memberships.filter(role=Role.ADMINISTRATOR, user__is_active=True)
        return self.filter(pk__in=active.values("organization"))

    def in_family(self) -> "OrganizationQuerySet":
        return self.filter(family(""))

    def named(self, identifier: str) -> "OrganizationQuerySet":
        """The one of that id, slug, former slug or foreign identifier."""
        try:
            key = uuid.UUID(identifier)
        except ValueError:
            own, alias = models.Q(slug=identifier), identifier
        else:
            own, alias = models.Q(pk=key), str(key)
        aliases = OrganizationAlias.objects.filter(alias=alias)
        return self.filter(own | models.Q(pk__in=aliases.values("organization")))

    def called(self, words: list[str]) -> "OrganizationQuerySet":
        """Those whose name holds each word, or whose acronym is one; words come folded."""
        rows = self
        for word in words:
            rows = rows.filter(models.Q(slug__contains=word) | models.Q(acronym__iexact=word))
        return rows

    def for_case(self) -> "OrganizationQuerySet":
        """With who proposed it, and who answered."""
        return self.select_related("parent", "created_by", "decided_by")

    def roots_first(self) -> "OrganizationQuerySet":
        return self.order_by("-is_family_root", "name")


def family(prefix: str) -> models.Q:
    """Return the Q of what belongs to the tree of a family's root, through the path `prefix`."""
    condition = models.Q()
    for depth in range(TREE_DEPTH):
        condition |= models.Q(**{f"{prefix}{'parent__' * depth}is_family_root": True})
    return condition


class Organization(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField("nom", max_length=200, unique=True)
    acronym = models.CharField("sigle", max_length=50, blank=True)
    slug = models.SlugField("adresse", max_length=220, unique=True)
    description = models.TextField("description", blank=True, max_length=20_000)
    kind = models.CharField("nature", max_length=20, choices=OrganizationKind)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name="organisation mère",
    )
    is_family_root = models.BooleanField("tête de la famille du ministère", default=False)
    state = models.CharField(
        "état", max_length=10, choices=OrganizationState, default=OrganizationState.ACTIVE
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name="proposée par",
    )
    proposed_at = models.DateTimeField("proposée le", null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name="validée ou refusée par",
    )
    decided_at = models.DateTimeField("validée ou refusée le", null=True)
    answer = models.TextField("motif de la réponse", max_length=2000, blank=True)
    siret = models.CharField("SIRET", max_length=14, blank=True)
    certified_at = models.DateTimeField("service public certifié le", null=True)
    requests_by = models.CharField(
        "qui répond aux demandes", max_length=15, choices=Deciders, default=Deciders.DPNC
    )
    deleted_at = models.DateTimeField("supprimée le", null=True)
    submission = models.UUIDField("envoi du formulaire", null=True, unique=True, editable=False)
    logo = models.FileField("fichier du logo", max_length=100, blank=True)
    logo_url = models.URLField("logo", max_length=500, blank=True)
    default_license = models.CharField(
        "licence par défaut", max_length=20, choices=licenses.CHOICES, blank=True
    )
    default_frequency = models.CharField(
        "fréquence par défaut", max_length=20, choices=frequencies.CHOICES, blank=True
    )
    default_contact_name = models.CharField("contact par défaut", max_length=200, blank=True)
    default_contact_email = models.EmailField("adresse du contact par défaut", blank=True)
    default_keywords = models.CharField(
        "mots-clés par défaut", max_length=500, blank=True, help_text="Séparés par des virgules."
    )
    four_eyes = models.BooleanField("publication décidée par les administrateurs", default=False)
    members = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        through="accounts.Membership",
        through_fields=("organization", "user"),
        related_name="organizations",
    )
    source = models.JSONField("ce que dit la source", default=dict, editable=False)
    created_at = models.DateTimeField("créée le", default=timezone.now)

    objects = OrganizationQuerySet.as_manager()

    class Meta:
        verbose_name = "organisation"

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("showcase:organization-detail", args=[self.slug])

    @property
    def short_name(self) -> str:
        return self.acronym or self.name

    @property
    def logo_address(self) -> str:
        """Our own, served by us whatever keeps it, or the one that the source gave."""
        if not self.logo:
            return self.logo_url
        return reverse("showcase:organization-logo", args=[self.slug])

    @property
    def is_validated(self) -> bool:
        return self.state == OrganizationState.ACTIVE

    @property
    def is_pending(self) -> bool:
        return self.state == OrganizationState.PENDING

    @property
    def is_refused(self) -> bool:
        return self.state == OrganizationState.REFUSED

    @property
    def ancestors(self) -> list["Organization"]:
        """The chain of parents, nearest first."""
        chain, current = [], self.parent
        while current is not None:
            chain.append(current)
            current = current.parent
        return chain


class OrganizationAlias(models.Model):
    """A former address, or another catalogue's identifier: leads to the organisation for ever."""

    alias = models.CharField("ancienne adresse", max_length=220, unique=True)
    organization = models.ForeignKey(Organization, models.CASCADE, related_name="aliases")

    class Meta:
        verbose_name = "ancienne adresse d’organisation"
        verbose_name_plural = "anciennes adresses d’organisation"

    def __str__(self) -> str:
        return self.alias
