"""People, the organisations they publish for, and the requests by which they join."""

import uuid
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from catalog.accounts.keys import ApiKey  # noqa: F401 — a table that Django finds here
from catalog.accounts.requests.cases import Case, CaseNote, Phrase  # noqa: F401 — likewise
from catalog.accounts.requests.models import AccessRequest, HelpRequest  # noqa: F401 — likewise
from catalog.accounts.signing_in import EmailChange, SignIn  # noqa: F401 — likewise
from catalog.enums import OrganizationKind, Role
from catalog.rules import restrict
from catalog.vocabularies import frequencies, licenses

TREE_DEPTH = 4
"""A ministry, its directions or operators, their services, and one level more: never deeper."""


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save()
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def people(self) -> "models.QuerySet[User]":
        """Those who may sign in and be written to: no robot."""
        return self.filter(is_robot=False, is_active=True)

    def answering_for_the_platform(self) -> "models.QuerySet[User]":
        """The DPNC: who validates flows, and is told of what lasts."""
        return self.people().filter(groups__permissions__codename="decide_requests").distinct()


class User(AbstractBaseUser, PermissionsMixin):
    EMAIL_FIELD = "email"
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["first_name", "last_name"]

    email = models.EmailField("adresse électronique", unique=True)
    first_name = models.CharField("prénom", max_length=150)
    last_name = models.CharField("nom", max_length=150)
    is_active = models.BooleanField("compte actif", default=True)
    is_staff = models.BooleanField("accès à l’administration", default=False)
    date_joined = models.DateTimeField("inscrit le", default=timezone.now)
    is_robot = models.BooleanField("robot d’un flux", default=False, editable=False)

    objects = UserManager()

    class Meta:
        verbose_name = "personne"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(is_robot=False)
                | models.Q(is_staff=False, is_superuser=False, password__startswith="!"),  # noqa: S106 (none)
                name="a_robot_has_no_password_and_no_power",
            )
        ]

    def __str__(self) -> str:
        return self.get_full_name()

    def get_full_name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip() or "Compte sans nom"

    def get_short_name(self) -> str:
        return self.first_name or self.get_full_name()


class OrganizationQuerySet(models.QuerySet["Organization"]):
    def allowing(self, user: Any, right: str) -> "OrganizationQuerySet":
        """Those over which `user` holds `right`: the same question as `has_perm`."""
        return restrict(self, user, right)

    def in_family(self) -> "OrganizationQuerySet":
        return self.filter(family(""))

    def named(self, identifier: str) -> "OrganizationQuerySet":
        """The one of that id, slug, former slug or foreign identifier."""
        try:
            return self.filter(pk=uuid.UUID(identifier))
        except ValueError:
            known = OrganizationAlias.objects.filter(alias=identifier).values("organization")
            return self.filter(models.Q(slug=identifier) | models.Q(pk__in=known))

    def called(self, words: list[str]) -> "OrganizationQuerySet":
        """Those whose name holds each word, or whose acronym is one; words come folded."""
        rows = self
        for word in words:
            rows = rows.filter(models.Q(slug__contains=word) | models.Q(acronym__iexact=word))
        return rows

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
        User,
        through="Membership",
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


class MembershipQuerySet(models.QuerySet["Membership"]):
    def allowing(self, user: Any, right: str) -> "MembershipQuerySet":
        """Those over which `user` holds `right`: the same question as `has_perm`."""
        return restrict(self, user, right)

    def unconfirmed_since(self, moment: datetime) -> "MembershipQuerySet":
        """Those that nobody has given or confirmed since then."""
        looked_at = Coalesce("confirmed_at", "created_at")
        return self.alias(looked_at=looked_at).filter(looked_at__lte=moment)

    def for_page(self) -> "MembershipQuerySet":
        return self.select_related("user", "organization", "granted_by", "confirmed_by")

    def by_person(self) -> "MembershipQuerySet":
        return self.order_by("user__last_name", "user__first_name", "user", "organization__name")


class Membership(models.Model):
    user = models.ForeignKey(User, models.CASCADE, related_name="memberships")
    organization = models.ForeignKey(Organization, models.CASCADE, related_name="memberships")
    role = models.CharField("rôle", max_length=20, choices=Role)
    service = models.CharField("service", max_length=200, blank=True)
    created_at = models.DateTimeField("depuis le", default=timezone.now)
    granted_by = models.ForeignKey(
        User, models.SET_NULL, null=True, related_name="+", verbose_name="rôle donné par"
    )
    confirmed_at = models.DateTimeField("confirmé le", null=True)
    confirmed_by = models.ForeignKey(
        User, models.SET_NULL, null=True, related_name="+", verbose_name="confirmé par"
    )

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = "membre"
        constraints = [
            models.UniqueConstraint(fields=["user", "organization"], name="one_membership_each")
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.get_role_display()} de {self.organization}"

    @property
    def allows(self) -> str:
        return Role(self.role).allows
