"""Who must prove twice who they are, and whether they can."""

from typing import TYPE_CHECKING, Any

from allauth.mfa.models import Authenticator
from django.conf import settings

from catalog.accounts.models import User

if TYPE_CHECKING:
    from django.db.models import QuerySet

PROVING = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
"""Recovery codes stand for one that is lost: alone, they are none."""


def must_have_one(person: User) -> bool:
    """The DPNC and the platform: an account with such wide rights is not held by a password."""
    if not person.is_active or person.is_robot:
        return False
    return (
        person.is_superuser
        or person.groups.filter(permissions__codename="decide_requests").exists()
    )


def proofs_of(person: User) -> "QuerySet[Authenticator]":
    """Return the telephones and the keys of this person."""
    rows: QuerySet[Authenticator] = Authenticator.objects.filter(user=person.pk)
    return rows.filter(type__in=PROVING)


def lacks_one(person: Any) -> bool:
    """Tell whether nothing opens to this person before a second factor is set up."""
    if not settings.MFA_REQUIRED or not person.is_authenticated:
        return False
    return must_have_one(person) and not proofs_of(person).exists()
