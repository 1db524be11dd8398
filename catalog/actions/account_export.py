"""All that is kept about a person, for that person: no secret is in it, of theirs or of ours."""

from typing import TYPE_CHECKING, Any

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount

from catalog.accounts.joining import Invitation
from catalog.accounts.models import User
from catalog.actions.email_change import require_oneself
from catalog.journal.models import Activity
from catalog.models import Dataset

if TYPE_CHECKING:
    from django.db.models import QuerySet

REQUEST = ("role", "service", "reason", "status", "answer", "created_at", "decided_at")
HELP = ("created_at", "page", "about", "message", "answer", "decided_at")


def export_account(person: User, *, by: User) -> dict[str, Any]:
    """Return all of it, ready to be written as JSON."""
    require_oneself(person, by)
    names = ("email", "first_name", "last_name", "date_joined", "last_login")
    return {
        "account": {name: getattr(person, name) for name in names},
        **of_belonging(person),
        **of_doing(person),
        **of_entering(person),
    }


def of_belonging(person: User) -> dict[str, Any]:
    invitations = Invitation.objects.concerning(person)
    return {
        "memberships": within(person.memberships.all(), "role", "service", "created_at"),
        "requests": within(person.access_requests.all(), *REQUEST),
        "invitations": within(invitations, "email", "role", "message", "status", "created_at"),
        "help_requests": list(person.help_requests.values(*HELP)),
    }


def of_doing(person: User) -> dict[str, Any]:
    """What is about a dataset is told to whoever may still read it, here as on the screens."""
    visible = Dataset.objects.visible_to(person)
    created = visible.filter(created_by=person).order_by("created_at")
    activities = Activity.objects.done_by(person).readable_with(visible)
    told = person.notifications.listed().readable_with(visible)
    return {
        "datasets": list(created.values("title", "state", "created_at")),
        "activities": list(activities.values("at", "verb", "about", "reason", "changes")),
        "notifications": list(told.values("created_at", "kind", "context", "read_at")),
        "preferences": list(person.preferences.values("kind", "cadence")),
    }


def of_entering(person: User) -> dict[str, Any]:
    factors = Authenticator.objects.filter(user=person.pk)
    identities = SocialAccount.objects.filter(user=person.pk)
    return {
        "sign_ins": list(person.sign_ins.values("at", "ip", "agent", "ended_at")),
        "refused_sign_ins": list(person.refused_sign_ins.values("at", "ip", "agent", "step")),
        "second_factors": list(factors.values("type", "created_at", "last_used_at")),
        "identities": list(identities.values("provider", "uid", "date_joined", "last_login")),
        "api_keys": list(
            person.api_keys.values("name", "prefix", "created_at", "expires_at", "last_used_at")
        ),
        "email_changes": list(person.email_changes.values("created_at", "former", "email")),
    }


def within(rows: "QuerySet[Any]", *names: str) -> list[dict[str, Any]]:
    """Return these fields of each row, and the name of its organisation."""
    found = rows.order_by("created_at").values(*names, "organization__name")
    return [row | {"organization": row.pop("organization__name")} for row in found]
