"""Keys of the API: each acts in the name of whoever made it, with that person's rights."""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse

from catalog.accounts.keys import LONGEST_DAYS, SHOWN, ApiKey, digest_of, new_token
from catalog.accounts.models import User
from catalog.actions.guards import cleaned, moment
from catalog.exceptions import CatalogError
from catalog.journal.notify import absolute, notify
from catalog.journal.record import Subject, record
from catalog.templatetags.vitrine import day

MOST_KEYS = 20


@dataclass(frozen=True)
class NewKey:
    """`token` is known now and never again: empty when the same form already received it."""

    key: ApiKey
    token: str


@transaction.atomic
def create_api_key(
    person: User,
    *,
    name: str,
    by: User,
    days: int = LONGEST_DAYS,
    submission: uuid.UUID | None = None,
    at: datetime | None = None,
) -> NewKey:
    """Make a key of one's own, for a year at most."""
    require_oneself(person, by)
    person = User.objects.select_for_update(of=("self",)).get(pk=person.pk)
    if submission and (twin := ApiKey.objects.of(person).filter(submission=submission).first()):
        return NewKey(twin, "")
    now = moment(at)
    if not name.strip():
        raise CatalogError("Nommez le script ou l’outil qui s’en servira.", field="name")
    if not 1 <= days <= LONGEST_DAYS:
        raise CatalogError(f"Une clé vaut {LONGEST_DAYS} jours au plus.", field="days")
    if ApiKey.objects.of(person).usable(now).count() >= MOST_KEYS:
        raise CatalogError(f"Vous avez déjà {MOST_KEYS} clés. Révoquez celles qui ne servent plus.")
    token = new_token()
    key = ApiKey(
        user=person,
        prefix=token[:SHOWN],
        digest=digest_of(token),
        created_at=now,
        expires_at=now + timedelta(days=days),
        submission=submission,
    )
    key.name = cleaned(key, "name", name)
    key.save(force_insert=True)
    record("api_key.created", about(key), by=by, at=at)
    tell("key_created", key)
    return NewKey(key, token)


@transaction.atomic
def revoke_api_key(key: ApiKey, *, by: User, at: datetime | None = None) -> ApiKey:
    """Stop the key for good, at the next request that carries it."""
    key = ApiKey.objects.select_for_update(of=("self",)).get(pk=key.pk)
    require_oneself(key.user, by)
    if key.revoked_at is None:
        key.revoked_at = moment(at)
        key.save(update_fields=["revoked_at"])
        record("api_key.revoked", about(key), by=by, at=at)
        tell("key_revoked", key)
    return key


def require_oneself(person: User, by: User) -> None:
    if by.pk != person.pk or person.is_robot:
        raise PermissionDenied("Chacun tient ses propres clés.")


def tell(kind: str, key: ApiKey) -> None:
    """Write to the owner: whoever else used the account would be seen."""
    notify(
        kind,
        key.user,
        title=key.name,
        prefix=f"{key.prefix}…",
        expires=day(key.expires_at),
        link=absolute(reverse("backoffice:key-list")),
    )


def about(key: ApiKey) -> Subject:
    return Subject(f"{key.name} ({key.prefix}…)")
