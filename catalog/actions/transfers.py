"""The rows of transfers: how one is closed, and who is told."""

from datetime import datetime

from django.urls import reverse

from catalog.accounts.models import Organization, User
from catalog.actions.guards import moment
from catalog.enums import Right, TransferState
from catalog.journal.notify import absolute, notify
from catalog.journal.record import Subject, record
from catalog.models import Transfer
from catalog.templatetags.vitrine import datasets


def close(
    transfer: Transfer,
    state: TransferState,
    *,
    by: User,
    at: datetime | None,
    answer: str = "",
) -> None:
    """Write the answer of a transfer whose row is held, with one entry in the journal."""
    transfer.state, transfer.answer = state, answer
    transfer.decided_by, transfer.decided_at = by, moment(at)
    transfer.save()
    transfer.parts.update(is_waiting=False)
    record(f"transfer.{state}", about(transfer), by=by, at=at, reason=answer)


def cancel_transfers_of(
    person: User, organization: Organization, *, by: User, at: datetime | None
) -> None:
    """Give up what somebody who leaves had proposed, and that nobody answered."""
    rows = Transfer.objects.select_for_update(of=("self",)).waiting()
    for transfer in rows.asked_of(person, organization).order_by("pk"):
        close(transfer, TransferState.CANCELED, by=by, at=at)


def cancel_transfers_around(organization: Organization, *, by: User, at: datetime | None) -> None:
    """Give up what was proposed by or to an organisation that ends: nobody will answer."""
    rows = Transfer.objects.select_for_update(of=("self",)).waiting()
    for transfer in rows.around(organization).order_by("pk"):
        close(transfer, TransferState.CANCELED, by=by, at=at)


def about(transfer: Transfer) -> Subject:
    count = datasets(transfer.parts.count())
    return Subject(
        f"{count}, de « {transfer.source} » à « {transfer.target} »", organization=transfer.source
    )


def receivers(organization: Organization, *, besides: User | None = None) -> list[User]:
    """Return those who may accept for this organisation; the DPNC where nobody administers it,
    save whoever proposes.
    """
    members = User.objects.people().filter(memberships__organization=organization)
    people = members.distinct().order_by("pk")
    administrators = [
        one for one in people if one.has_perm(Right.CHANGE_ORGANIZATION, organization)
    ]
    dpnc = User.objects.answering_for_the_platform().order_by("pk")
    return administrators or [one for one in dpnc if one != besides]


def tell(kind: str, transfer: Transfer, people: list[User], *, by: User) -> None:
    facts = {
        "count": datasets(transfer.parts.count()),
        "source": transfer.source.name,
        "organization": transfer.target.name,
        "person": str(by),
        "link": absolute(reverse("backoffice:transfer-detail", args=[transfer.pk])),
    }
    for person in people:
        notify(
            kind,
            person,
            **facts,
            note=transfer.note,
            reason=transfer.answer,
            decision=transfer.get_state_display(),
        )
