"""What people ask of those who answer: to join an organisation, or to be helped."""

import uuid
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils import timezone

from catalog.enums import RequestStatus, Role
from catalog.rules import restrict

if TYPE_CHECKING:
    from catalog.accounts.models import Organization


class AccessRequestQuerySet(models.QuerySet["AccessRequest"]):
    def allowing(self, user: Any, right: str) -> "AccessRequestQuerySet":
        """Those over which `user` holds `right`: the same question as `has_perm`."""
        return restrict(self, user, right)

    def pending(self) -> "AccessRequestQuerySet":
        return self.filter(status=RequestStatus.PENDING)

    def decided(self) -> "AccessRequestQuerySet":
        return self.filter(status__in=[RequestStatus.ACCEPTED, RequestStatus.REFUSED])

    def over(self) -> "AccessRequestQuerySet":
        """Those that were answered, and those that waited too long: a canceled one is nobody's."""
        return self.filter(
            status__in=[RequestStatus.ACCEPTED, RequestStatus.REFUSED, RequestStatus.EXPIRED]
        )

    def asked_before(self, moment: datetime) -> "AccessRequestQuerySet":
        return self.filter(created_at__lte=moment)

    def of(self, user: Any) -> "AccessRequestQuerySet":
        return self.filter(user=user)

    def within(self, organization: "Organization") -> "AccessRequestQuerySet":
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
    user = models.ForeignKey("accounts.User", models.CASCADE, related_name="access_requests")
    organization = models.ForeignKey(
        "accounts.Organization", models.CASCADE, related_name="access_requests"
    )
    role = models.CharField("rôle demandé", max_length=20, choices=Role, default=Role.EDITOR)
    service = models.CharField("service", max_length=200)
    reason = models.TextField("motif", max_length=2000)
    status = models.CharField(
        "état", max_length=10, choices=RequestStatus, default=RequestStatus.PENDING
    )
    granted_role = models.CharField("rôle accordé", max_length=20, choices=Role, blank=True)
    answer = models.TextField("motif de la réponse", max_length=2000, blank=True)
    decided_by = models.ForeignKey(
        "accounts.User", models.SET_NULL, null=True, blank=True, related_name="decisions"
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
    def is_accepted(self) -> bool:
        return self.status == RequestStatus.ACCEPTED

    @property
    def is_refused(self) -> bool:
        return self.status == RequestStatus.REFUSED


class HelpRequestQuerySet(models.QuerySet["HelpRequest"]):
    def allowing(self, user: Any, right: str) -> "HelpRequestQuerySet":
        """Those over which `user` holds `right`: the same question as `has_perm`."""
        return restrict(self, user, right)

    def unanswered(self) -> "HelpRequestQuerySet":
        return self.filter(decided_at__isnull=True)

    def answered(self) -> "HelpRequestQuerySet":
        return self.filter(decided_at__isnull=False)

    def for_page(self) -> "HelpRequestQuerySet":
        return self.select_related("user", "organization", "decided_by")


class HelpRequest(models.Model):
    """`page`: the path of the back office from which help was asked; `about`: its title then."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey("accounts.User", models.CASCADE, related_name="help_requests")
    organization = models.ForeignKey(
        "accounts.Organization",
        models.SET_NULL,
        null=True,
        related_name="help_requests",
        verbose_name="organisation",
    )
    page = models.CharField("page", max_length=300, blank=True)
    about = models.CharField("à propos de", max_length=300, blank=True)
    message = models.TextField("message", max_length=4000)
    answer = models.TextField("réponse", max_length=4000, blank=True)
    decided_by = models.ForeignKey(
        "accounts.User", models.SET_NULL, null=True, related_name="+", verbose_name="répondu par"
    )
    decided_at = models.DateTimeField("répondu le", null=True)
    created_at = models.DateTimeField("demandé le", default=timezone.now)
    submission = models.UUIDField("envoi du formulaire", null=True, unique=True, editable=False)

    objects = HelpRequestQuerySet.as_manager()

    class Meta:
        verbose_name = "demande d’aide"
        verbose_name_plural = "demandes d’aide"

    def __str__(self) -> str:
        return f"Aide pour {self.user}"

    @property
    def is_answered(self) -> bool:
        return self.decided_at is not None
