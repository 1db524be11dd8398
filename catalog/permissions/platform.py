"""Rights over nothing in particular, and what answers `has_perm`."""

from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, Model, Q

from catalog.accounts.models import User
from catalog.enums import Right
from catalog.rules import RULES, holds, rule
from catalog.standing import (
    dpnc,
)


@rule(Right.MANAGE_VOCABULARIES)
def manage_vocabularies(user: Any) -> Q:
    """Themes are the DPNC's, all of them."""
    return dpnc(user)


def keeps_vocabularies(user: Any) -> bool:
    """Tell whether the person holds that right, also before there is a row to hold it over."""
    return Right.MANAGE_VOCABULARIES in platform_rights(user)


@rule(Right.MANAGE_INBOXES)
def manage_inboxes(user: Any) -> Q:
    """An inbox opens a way in from another machine: the DPNC declares all of them."""
    return dpnc(user)


def keeps_inboxes(user: Any) -> bool:
    """Tell whether the person holds that right, also before there is a row to hold it over."""
    return Right.MANAGE_INBOXES in platform_rights(user)


@rule(Right.VIEW_WORK)
def view_work(user: Any) -> Q:
    """What runs in the background, and starting again what was set aside: those who answer for the
    platform.
    """
    return dpnc(user)


def watches_work(user: Any) -> bool:
    """Tell whether the person holds that right, also when nothing runs."""
    return Right.VIEW_WORK in platform_rights(user)


PLATFORM = (Right.MANAGE_VOCABULARIES, Right.MANAGE_INBOXES, Right.VIEW_WORK)
"""Rights over nothing in particular, whose rule looks at the person only."""


def platform_rights(user: Any) -> set[Right]:
    """Return those that the person holds, in one query: each page of the back office asks."""
    if user.is_active and user.is_superuser:
        return set(PLATFORM)
    answers = {
        right.name: ExpressionWrapper(RULES[right](user), BooleanField()) for right in PLATFORM
    }
    rows = User.objects.filter(pk=user.pk).annotate(**answers).values(*answers)
    return {Right[name] for row in rows for name, held in row.items() if held}


class RuleBackend:
    """Answers `user.has_perm(right, thing)` with the rules; it replaces guardian's own backend."""

    def authenticate(self, request: Any, **credentials: Any) -> None:
        """Identify nobody: allauth does."""

    def has_perm(self, user: Any, right: str, thing: Model | None = None) -> bool:
        """Raises KeyError for an unknown right of the catalogue; other names are Wagtail's own."""
        if not right.startswith("catalog.") or thing is None:
            return False
        return holds(user, right, thing)
