"""Memberships as they are looked for."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models.functions import Coalesce

from catalog.rules import restrict

if TYPE_CHECKING:
    from catalog.accounts.models import Membership


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
