"""Where files may come from: the DPNC declares it, with a key whose secret we never keep."""

import uuid
from datetime import datetime

from catalog.accounts.models import User
from catalog.flows.models import Inbox
from catalog.flows.terms import InboxTerms


def declare_inbox(
    terms: InboxTerms,
    *,
    by: User,
    submission: uuid.UUID | None = None,
    at: datetime | None = None,
) -> Inbox:
    """Raises CatalogError, about a field of the form, for a place that may not be read."""
    raise NotImplementedError


def change_inbox(inbox: Inbox, terms: InboxTerms, *, by: User, at: datetime | None = None) -> Inbox:
    """Raises CatalogError also when a living flow reads there and the place would be another."""
    raise NotImplementedError


def delete_inbox(inbox: Inbox, *, by: User, at: datetime | None = None) -> None:
    """Raises WrongState while a flow, even stopped, names it."""
    raise NotImplementedError


def try_inbox(inbox: Inbox, *, by: User) -> str:
    """Return a sentence: it answers, and shows so many files. Raises CatalogError when it fails."""
    raise NotImplementedError
