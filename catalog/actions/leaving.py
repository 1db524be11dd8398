"""What goes with a membership: whoever leaves keeps no way back in, at the next request."""

from datetime import datetime

from django.urls import reverse

from catalog.accounts.joining import Invitation
from catalog.accounts.keys import ApiKey
from catalog.accounts.models import Membership, Organization, User
from catalog.actions.guards import moment
from catalog.enums import RequestStatus
from catalog.journal.notify import absolute, notify
from catalog.journal.record import Subject, record
from catalog.models import Dataset, DatasetUserPermission


def leave_nothing_behind(
    organization: Organization, person: User, *, by: User, at: datetime | None
) -> None:
    grants = DatasetUserPermission.objects.filter(user=person)
    grants.filter(content_object__organization=organization).delete()
    withdraw_invitations(organization, person, at=at)
    revoke_keys(person, by=by, at=at)


def take_back(dataset: Dataset, person: User, *, by: User, at: datetime | None) -> None:
    """Take back every right given to the person over that dataset, and tell them."""
    given = DatasetUserPermission.objects.filter(user=person, content_object=dataset)
    if not given.exists():
        return
    given.delete()
    owner = dataset.organization
    subject = Subject(f"{person} — {dataset}", organization=owner, dataset=dataset)
    record("dataset.withdrawn", subject, by=by, at=at)
    facts = {"dataset": dataset.title, "organization": owner.name, "person": str(by)}
    page = reverse("backoffice:organization-detail", args=[owner.slug])
    notify("dataset_withdrawn", person, link=absolute(page), **facts)


def withdraw_invitations(organization: Organization, person: User, *, at: datetime | None) -> None:
    """Those the person sent are worth nothing any more, nor one by which they would come back."""
    waiting = Invitation.objects.within(organization).pending().concerning(person)
    waiting.update(status=RequestStatus.CANCELED, answered_at=moment(at))


def revoke_keys(person: User, *, by: User, at: datetime | None) -> None:
    """Somebody who belongs nowhere any more leaves no script behind; elsewhere, keys only lose
    what their owner has lost.
    """
    if Membership.objects.filter(user=person).exists():
        return
    for key in ApiKey.objects.of(person).usable(at):
        key.revoked_at = moment(at)
        key.save(update_fields=["revoked_at"])
        record("api_key.revoked", Subject(f"{key.name} ({key.prefix}…)"), by=by, at=at)
