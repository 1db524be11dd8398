"""What those who answer say to one another about what waits: whose it is, and what they noted."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.urls import reverse

from catalog.accounts.models import User
from catalog.accounts.requests.cases import Case, CaseNote
from catalog.accounts.requests.models import AccessRequest
from catalog.actions.guards import cleaned, moment, require
from catalog.actions.telling import answering_for
from catalog.enums import Right
from catalog.exceptions import CatalogError
from catalog.journal.notify import absolute, notify
from catalog.journal.record import Subject, record


@dataclass(frozen=True)
class Answered:
    """How one kind of things is answered: by whom, which ones wait, since when, asked by whom.

    `slug`: in addresses, in French. `waiting`: the method of its rows that keeps those that wait.
    `title`: what is asked, in a line. `page`: where whoever asked reads how far it is. `person`
    and `since`: fields.
    """

    slug: str
    right: Right
    waiting: str
    title: Callable[[Any], str]
    page: Callable[[Any], str]
    person: str = "user"
    since: str = "created_at"


def role_asked(asked: Any) -> str:
    return f"{asked.get_role_display().capitalize()} pour {asked.organization}"


def page_of_organization(organization: Any) -> str:
    return reverse("backoffice:organization-detail", args=[organization.slug])


ANSWERING = {
    "accounts.accessrequest": Answered(
        "acces",
        Right.DECIDE_REQUEST,
        "pending",
        role_asked,
        lambda asked: reverse("backoffice:home"),
    ),
    "accounts.organization": Answered(
        "organisation",
        Right.DECIDE_ORGANIZATION,
        "pending",
        lambda organization: f"Valider « {organization} »",
        page_of_organization,
        person="created_by",
        since="proposed_at",
    ),
    "accounts.certificationrequest": Answered(
        "certification",
        Right.DECIDE_CERTIFICATION,
        "pending",
        lambda asked: f"Certifier « {asked.organization} »",
        lambda asked: page_of_organization(asked.organization),
        person="asked_by",
    ),
    "accounts.helprequest": Answered(
        "aide",
        Right.ANSWER_HELP,
        "unanswered",
        lambda asked: f"Aide : {asked.about}" if asked.about else "Aide",
        lambda asked: reverse("backoffice:help-detail", args=[asked.pk]),
    ),
    "flows.flow": Answered(
        "flux",
        Right.DECIDE_FLOW,
        "to_decide",
        lambda flow: f"Valider le flux « {flow.name} »",
        lambda flow: reverse("backoffice:flow-detail", args=[flow.pk]),
        person="declared_by",
        since="submitted_at",
    ),
}
"""By label of model: nothing else has a case, nor is recalled."""


@transaction.atomic
def assign_case(thing: Model, *, to: User | None, by: User, at: datetime | None = None) -> Case:
    """Say who looks at it, or that nobody does any more: a colleague who may answer, only."""
    case = opened(thing, by=by)
    if to is not None and not to.has_perm(right_over(thing), thing):
        raise CatalogError(f"{to} ne peut pas y répondre : choisissez un autre nom.", field="to")
    if case.assigned_to != to:
        changes = {"to": [str(case.assigned_to or ""), str(to or "")]}
        case.assigned_to = to
        case.save(update_fields=["assigned_to"])
        # Of no organisation: what the DPNC does between itself is nobody else's.
        record("case.assigned", Subject(str(thing)), by=by, at=at, changes=changes)
        if to not in (None, by):
            named, link = how(thing).title(thing), case_link(thing)
            notify("case_assigned", to, person=str(by), named=named, link=link)
    return case


@transaction.atomic
def note_case(
    thing: Model,
    *,
    text: str,
    by: User,
    submission: uuid.UUID | None = None,
    at: datetime | None = None,
) -> CaseNote:
    """Leave a note for colleagues; the same form sent twice leaves one."""
    case = opened(thing, by=by)
    if not text.strip():
        raise CatalogError("Écrivez la note.", field="text")
    text = cleaned(CaseNote(), "text", text)
    kept = {"case": case, "author": by, "text": text, "created_at": moment(at)}
    if submission is None:
        return CaseNote.objects.create(**kept)
    note, _ = CaseNote.objects.get_or_create(submission=submission, defaults=kept)
    return note


def opened(thing: Model, *, by: User) -> Case:
    require(by, right_over(thing), thing)
    kind = thing._meta.label_lower
    case, _ = Case.objects.get_or_create(kind=kind, subject=thing.pk)
    return case


def how(thing: Model) -> Answered:
    """Raises KeyError for what nobody answers."""
    return ANSWERING[thing._meta.label_lower]


def right_over(thing: Model) -> Right:
    return how(thing).right


def asker_of(thing: Model) -> User | None:
    """Return who asks, unless the account is gone."""
    person: User | None = getattr(thing, how(thing).person)
    return person


def answerers_of(thing: Model) -> list[User]:
    """Return those who may answer it: the same right, asked the other way round; whoever asks is
    not one of them.
    """
    if isinstance(thing, AccessRequest):
        people = answering_for(thing.organization)
    else:
        people = list(User.objects.answering_for_the_platform())
    others = [person for person in people if person != asker_of(thing)]
    return [person for person in others if person.has_perm(right_over(thing), thing)]


def case_link(thing: Model) -> str:
    """Return the address that a mail carries to those who answer."""
    page = reverse("backoffice:case-detail", args=[how(thing).slug, thing.pk])
    return absolute(page)
