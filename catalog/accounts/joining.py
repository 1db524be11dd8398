"""What an organisation sends and asks: invitations by e-mail, and to be certified."""

import uuid
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core import signing
from django.db import models
from django.utils import timezone

from catalog.enums import RequestStatus, Role
from catalog.rules import restrict

if TYPE_CHECKING:  # people's own module reads this one, so that Django finds the tables
    from catalog.accounts.models import Organization, User

SALT = "vitrine.invitation"


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def pending(self) -> "InvitationQuerySet":
        """Those that were not answered, expired or not."""
        return self.filter(status=RequestStatus.PENDING)

    def within(self, organization: "Organization") -> "InvitationQuerySet":
        return self.filter(organization=organization)

    def concerning(self, person: "User") -> "InvitationQuerySet":
        """Those that the person sent, or received."""
        return self.filter(models.Q(invited_by=person) | models.Q(email__iexact=person.email))

    def answered_by(self, person: "User") -> "InvitationQuerySet":
        return self.filter(email__iexact=person.email, status=RequestStatus.ACCEPTED)

    def carrying(self, token: str) -> "InvitationQuerySet":
        """The one whose link was signed so; none for a link that we did not make."""
        try:
            return self.filter(pk=uuid.UUID(signing.loads(token, salt=SALT)))
        except (signing.BadSignature, ValueError):
            return self.none()

    def for_page(self) -> "InvitationQuerySet":
        return self.select_related("organization", "invited_by").order_by("-created_at", "pk")


class Invitation(models.Model):
    """A link sent to an address: whoever reads its mail may join, once, before it expires."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organization = models.ForeignKey(
        "accounts.Organization", models.CASCADE, related_name="invitations"
    )
    email = models.EmailField("adresse électronique")
    role = models.CharField("rôle proposé", max_length=20, choices=Role)
    message = models.TextField("mot d’accueil", max_length=1000, blank=True)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="invitations_sent"
    )
    status = models.CharField(
        "état", max_length=10, choices=RequestStatus, default=RequestStatus.PENDING
    )
    created_at = models.DateTimeField("envoyée le", default=timezone.now)
    expires_at = models.DateTimeField("expire le")
    answered_at = models.DateTimeField("répondue le", null=True)
    sent_at = models.DateTimeField("partie le", null=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = "invitation"
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "email"],
                condition=models.Q(status="pending"),
                name="one_pending_invitation_each",
            )
        ]

    def __str__(self) -> str:
        return self.email

    @property
    def token(self) -> str:
        """What the link carries: signed, so that nobody makes one up, and kept nowhere."""
        return signing.dumps(str(self.pk), salt=SALT)

    @property
    def allows(self) -> str:
        return Role(self.role).allows

    @property
    def is_pending(self) -> bool:
        return self.status == RequestStatus.PENDING

    def has_expired(self, at: datetime | None = None) -> bool:
        return self.expires_at <= (at or timezone.now())


class CertificationQuerySet(models.QuerySet["CertificationRequest"]):
    def allowing(self, user: Any, right: str) -> "CertificationQuerySet":
        """Those over which `user` holds `right`: the same question as `has_perm`."""
        return restrict(self, user, right)

    def over(self) -> "CertificationQuerySet":
        """Those that were answered, and those that waited too long."""
        return self.exclude(status=RequestStatus.PENDING)

    def asked_before(self, moment: datetime) -> "CertificationQuerySet":
        return self.filter(created_at__lte=moment)

    def pending(self) -> "CertificationQuerySet":
        return self.filter(status=RequestStatus.PENDING)

    def within(self, organization: "Organization") -> "CertificationQuerySet":
        return self.filter(organization=organization)

    def oldest_first(self) -> "CertificationQuerySet":
        return self.order_by("created_at", "pk")

    def for_page(self) -> "CertificationQuerySet":
        return self.select_related("organization__parent", "asked_by", "decided_by")


class CertificationRequest(models.Model):
    """An administrator says that the organisation is a public service, and with what proof."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organization = models.ForeignKey(
        "accounts.Organization", models.CASCADE, related_name="certification_requests"
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    siret = models.CharField("SIRET", max_length=14)
    proof = models.TextField("preuve de la fonction", max_length=2000)
    status = models.CharField(
        "état", max_length=10, choices=RequestStatus, default=RequestStatus.PENDING
    )
    answer = models.TextField("motif de la réponse", max_length=2000, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    decided_at = models.DateTimeField("répondu le", null=True)
    created_at = models.DateTimeField("demandé le", default=timezone.now)

    objects = CertificationQuerySet.as_manager()

    class Meta:
        verbose_name = "demande de certification"
        verbose_name_plural = "demandes de certification"
        constraints = [
            models.UniqueConstraint(
                fields=["organization"],
                condition=models.Q(status="pending"),
                name="one_pending_certification_each",
            )
        ]

    def __str__(self) -> str:
        return str(self.organization)

    @property
    def is_pending(self) -> bool:
        return self.status == RequestStatus.PENDING
