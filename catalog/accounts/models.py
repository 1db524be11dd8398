"""People, the organisations they publish for, and the requests by which they join."""

import uuid
from typing import Any

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.utils import timezone

from catalog.accounts.joining import (  # noqa: F401 (tables that Django finds here)
    CertificationRequest,
    Invitation,
)
from catalog.accounts.keys import ApiKey  # noqa: F401 — a table that Django finds here
from catalog.accounts.organizations import (
    Organization as Organization,  # noqa: PLC0414 (said to be ours: everybody asks here)
    OrganizationAlias as OrganizationAlias,  # noqa: PLC0414 (the same)
)
from catalog.enums import RequestStatus, Role
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


class Membership(models.Model):
    user = models.ForeignKey(User, models.CASCADE, related_name="memberships")
    organization = models.ForeignKey(Organization, models.CASCADE, related_name="memberships")
    role = models.CharField("rôle", max_length=20, choices=Role)
    service = models.CharField("service", max_length=200, blank=True)
    created_at = models.DateTimeField("depuis le", default=timezone.now)

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


class AccessRequestQuerySet(models.QuerySet["AccessRequest"]):
    def allowing(self, user: Any, right: str) -> "AccessRequestQuerySet":
        """Those over which `user` holds `right`: the same question as `has_perm`."""
        return restrict(self, user, right)

    def pending(self) -> "AccessRequestQuerySet":
        return self.filter(status=RequestStatus.PENDING)

    def decided(self) -> "AccessRequestQuerySet":
        return self.filter(status__in=[RequestStatus.ACCEPTED, RequestStatus.REFUSED])

    def of(self, user: Any) -> "AccessRequestQuerySet":
        return self.filter(user=user)

    def within(self, organization: Organization) -> "AccessRequestQuerySet":
        return self.filter(organization=organization)

    def with_people(self) -> "AccessRequestQuerySet":
        """With each applicant's own memberships: who is already known elsewhere."""
        return self.for_page().prefetch_related("user__memberships__organization")

    def newest_first(self) -> "AccessRequestQuerySet":
        return self.order_by("-created_at")

    def latest_answers_first(self) -> "AccessRequestQuerySet":
        return self.order_by("-decided_at")

    def oldest_first(self) -> "AccessRequestQuerySet":
        return self.order_by("created_at")

    def for_page(self) -> "AccessRequestQuerySet":
        return self.select_related("user", "organization", "decided_by")


class AccessRequest(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, models.CASCADE, related_name="access_requests")
    organization = models.ForeignKey(Organization, models.CASCADE, related_name="access_requests")
    role = models.CharField("rôle demandé", max_length=20, choices=Role, default=Role.EDITOR)
    service = models.CharField("service", max_length=200)
    reason = models.TextField("motif", max_length=2000)
    status = models.CharField(
        "état", max_length=10, choices=RequestStatus, default=RequestStatus.PENDING
    )
    granted_role = models.CharField("rôle accordé", max_length=20, choices=Role, blank=True)
    answer = models.TextField("motif de la réponse", max_length=2000, blank=True)
    decided_by = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="decisions"
    )
    decided_at = models.DateTimeField("répondu le", null=True, blank=True)
    created_at = models.DateTimeField("demandé le", default=timezone.now)

    objects = AccessRequestQuerySet.as_manager()

    class Meta:
        verbose_name = "demande d’accès"
        verbose_name_plural = "demandes d’accès"
        permissions = [("decide_requests", "Peut répondre aux demandes d’accès du ministère")]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "organization"],
                condition=models.Q(status="pending"),
                name="one_pending_request_each",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} pour {self.organization}"

    @property
    def is_pending(self) -> bool:
        return self.status == RequestStatus.PENDING

    @property
    def is_refused(self) -> bool:
        return self.status == RequestStatus.REFUSED
