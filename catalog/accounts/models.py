"""People, the organisations they publish for, and the requests by which they join."""

from datetime import datetime
from typing import Any

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models.functions import Coalesce
from django.utils import timezone

from catalog.accounts.joining import (  # noqa: F401 (tables that Django finds here)
    CertificationRequest,
    Invitation,
)
from catalog.accounts.keys import ApiKey  # noqa: F401 — a table that Django finds here
from catalog.accounts.mails import AccountMail  # noqa: F401 — a table that Django finds here
from catalog.accounts.organizations import (
    Organization as Organization,  # noqa: PLC0414 (said to be ours: everybody asks here)
    OrganizationAlias as OrganizationAlias,  # noqa: PLC0414 (the same)
)
from catalog.accounts.requests.cases import Case, CaseNote, Phrase  # noqa: F401 — likewise
from catalog.accounts.requests.models import AccessRequest, HelpRequest  # noqa: F401 — likewise
from catalog.accounts.signing_in import EmailChange, RefusedSignIn, SignIn  # noqa: F401 — likewise
from catalog.accounts.welcome import Welcome  # noqa: F401 — likewise
from catalog.enums import Role
from catalog.rules import restrict


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

    def administering(self, organization: Organization) -> "models.QuerySet[User]":
        """Those who may be written to about what concerns the organisation as a whole."""
        roles = Membership.objects.filter(organization=organization, role=Role.ADMINISTRATOR)
        return self.people().filter(pk__in=roles.values("user"))

    def powerful(self) -> "models.QuerySet[User]":
        """Those whose rights come from no organisation: the DPNC and the superusers."""
        dpnc = self.answering_for_the_platform().values("pk")
        return self.people().filter(models.Q(is_superuser=True) | models.Q(pk__in=dpnc))


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
