"""Help asked of the DPNC from a page of the back office, and its answer."""

import uuid
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse

from catalog.accounts.models import Organization, User
from catalog.accounts.requests.models import HelpRequest
from catalog.actions.guards import cleaned, moment, require
from catalog.enums import Right
from catalog.exceptions import AlreadyDecided, CatalogError
from catalog.journal.notify import absolute, notify
from catalog.journal.record import Subject, record


@transaction.atomic
def ask_help(
    *,
    message: str,
    by: User,
    page: str = "",
    about: str = "",
    organization: Organization | None = None,
    submission: uuid.UUID | None = None,
    at: datetime | None = None,
) -> HelpRequest:
    """Ask the DPNC, from a page; the same form sent twice asks once."""
    if not by.is_active:
        raise PermissionDenied("Ce compte est fermé.")
    if known := HelpRequest.objects.filter(submission=submission or uuid.uuid4(), user=by).first():
        return known
    texts = {"message": required(message, "message"), "page": page[:300], "about": about[:300]}
    texts = {name: cleaned(HelpRequest(), name, text) for name, text in texts.items()}
    asked = HelpRequest.objects.create(
        user=by,
        organization=organization,
        created_at=moment(at),
        submission=submission,
        **texts,
    )
    record("help.asked", subject_of(asked), by=by, at=at)
    for person in User.objects.answering_for_the_platform().exclude(pk=by.pk):
        notify("help_asked", person, **facts(asked))
    return asked


@transaction.atomic
def answer_help(
    asked: HelpRequest, *, answer: str, by: User, at: datetime | None = None
) -> HelpRequest:
    """Answer once: the same answer sent twice is one. Raises AlreadyDecided for a second one."""
    rows = HelpRequest.objects.select_for_update(of=("self",)).for_page()
    asked = rows.get(pk=asked.pk)
    require(by, Right.ANSWER_HELP, asked)
    if asked.user_id == by.pk:  # a superuser holds every right: not this one
        raise PermissionDenied("Personne ne répond à sa propre demande.")
    answer = cleaned(asked, "answer", required(answer, "answer"))
    if asked.is_answered:
        if asked.decided_by_id == by.pk and asked.answer == answer:
            return asked
        raise AlreadyDecided(
            f"{asked.decided_by or 'Quelqu’un'} a déjà répondu à {asked.user}. "
            "Votre réponse n’est pas partie."
        )
    asked.answer, asked.decided_by, asked.decided_at = answer, by, moment(at)
    asked.save()
    record("help.answered", subject_of(asked), by=by, at=at)
    notify("help_answered", asked.user, **facts(asked))
    return asked


def required(text: str, field: str) -> str:
    if not text.strip():
        raise CatalogError("Écrivez ce champ : il part par courriel.", field=field)
    return text


def subject_of(asked: HelpRequest) -> Subject:
    return Subject(str(asked.user), organization=asked.organization)


def facts(asked: HelpRequest) -> dict[str, str]:
    return {
        "person": str(asked.user),
        "decider": str(asked.decided_by or ""),
        "named": asked.about,
        "reason": asked.message,
        "answer": asked.answer,
        "link": absolute(reverse("backoffice:help-detail", args=[asked.pk])),
    }
