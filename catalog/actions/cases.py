"""What those who answer say to one another about what waits: whose it is, and what they noted."""

import uuid
from datetime import datetime

from django.db import transaction
from django.db.models import Model
from django.urls import reverse

from catalog.accounts.models import User
from catalog.accounts.requests.cases import Case, CaseNote
from catalog.actions.guards import cleaned, moment, require
from catalog.enums import Right
from catalog.exceptions import CatalogError
from catalog.journal.notify import absolute, notify
from catalog.journal.record import Subject, record

ANSWERING = {
    "accounts.accessrequest": Right.DECIDE_REQUEST,
    "accounts.helprequest": Right.ANSWER_HELP,
    "flows.flow": Right.DECIDE_FLOW,
}
"""By label of model, the right of whoever answers: nothing else has a case."""


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
            link = f"{reverse('backoffice:request-list')}?suivi=moi"
            notify("case_assigned", to, person=str(by), named=str(thing), link=absolute(link))
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


def right_over(thing: Model) -> Right:
    """Raises KeyError for what nobody answers."""
    return ANSWERING[thing._meta.label_lower]
