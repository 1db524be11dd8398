"""The phrases that serve again, when somebody answers."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from catalog.accounts.models import User
from catalog.accounts.requests.cases import Phrase
from catalog.actions.guards import cleaned, moment, require
from catalog.enums import Right
from catalog.exceptions import CatalogError
from catalog.permissions import platform_rights


@transaction.atomic
def keep_phrase(*, text: str, accepting: bool, by: User, at: datetime | None = None) -> Phrase:
    """Keep it for oneself, or for all of the DPNC if one is of it; kept once, it stays one."""
    if not by.is_active:
        raise PermissionDenied("Ce compte est fermé.")
    text = checked(text)
    known = Phrase.objects.allowing(by, Right.USE_PHRASE).accepting(accepting=accepting)
    if same := known.filter(text=text).first():
        return same
    return Phrase.objects.create(
        text=text,
        is_acceptance=accepting,
        is_shared=Right.VIEW_WORK in platform_rights(by),
        kept_by=by,
        kept_at=moment(at),
    )


@transaction.atomic
def rewrite_phrase(phrase: Phrase, *, text: str, by: User) -> Phrase:
    require(by, Right.USE_PHRASE, phrase)
    phrase.text = checked(text)
    phrase.save(update_fields=["text"])
    return phrase


@transaction.atomic
def forget_phrase(phrase: Phrase, *, by: User) -> None:
    """What was answered with it keeps its words."""
    require(by, Right.USE_PHRASE, phrase)
    phrase.delete()


def checked(text: str) -> str:
    if not text.strip():
        raise CatalogError("Écrivez la phrase à garder.", field="text")
    kept: str = cleaned(Phrase(), "text", text)
    return kept
