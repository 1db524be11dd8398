"""How an organisation ends: deleted once it holds nothing, or merged into another by the DPNC."""

from datetime import datetime
from typing import Any

from django.db import transaction

from catalog.accounts.joining import CertificationRequest, Invitation
from catalog.accounts.models import Membership, Organization, OrganizationAlias, User
from catalog.accounts.requests.models import AccessRequest
from catalog.accounts.welcome import Welcome
from catalog.actions.guards import moment, require
from catalog.actions.leaving import leave_nothing_behind
from catalog.actions.organization import hold_datasets
from catalog.actions.organization_life import about, held
from catalog.actions.transfers import cancel_transfers_around
from catalog.enums import OrganizationState, RequestStatus, Right, Role
from catalog.exceptions import CatalogError, WrongState
from catalog.journal.record import Subject, record
from catalog.models import Dataset
from catalog.search.index import write
from catalog.stats.models import DailyCount
from catalog.templatetags.vitrine import datasets as datasets_in_words

RANK = {role: rank for rank, role in enumerate(Role)}


@transaction.atomic
def delete_organization(
    organization: Organization, *, by: User, reason: str, at: datetime | None = None
) -> Organization:
    """Close it: its page answers 410 and its members lose it. Its datasets go elsewhere first.

    One that was never validated leaves nothing: its name may be taken again.
    """
    hold_datasets(organization)
    organization = held(organization)
    require(by, Right.CHANGE_ORGANIZATION, organization)
    require_empty(organization)
    if not reason.strip():
        raise CatalogError("Dites pourquoi : le journal le garde.", field="reason")
    record("organization.deleted", about(organization), by=by, at=at, reason=reason.strip())
    organization.access_requests.pending().update(
        status=RequestStatus.CANCELED, decided_at=moment(at)
    )
    cancel_transfers_around(organization, by=by, at=at)
    for person in list(organization.members.all()):
        Membership.objects.filter(user=person, organization=organization).delete()
        leave_nothing_behind(organization, person, by=by, at=at)
    if not organization.is_validated and not organization.datasets.exists():
        organization.delete()
        return organization
    organization.state, organization.deleted_at = OrganizationState.DELETED, moment(at)
    organization.save(update_fields=["state", "deleted_at"])
    return organization


def require_empty(organization: Organization) -> None:
    """Raise WrongState while something is published in its name, or depends on it."""
    if count := Dataset.objects.of_organization(organization).outside_bin().count():
        raise WrongState(
            f"« {organization} » a {datasets_in_words(count)} : transférez-les à une autre "
            "organisation, ou mettez-les à la corbeille."
        )
    if child := organization.children.standing().first():
        raise WrongState(
            f"« {child} » est rattachée à « {organization} » : la DPNC doit d’abord la rattacher "
            "à une autre."
        )


@transaction.atomic
def merge_organizations(
    source: Organization,
    *,
    into: Organization,
    by: User,
    reason: str,
    at: datetime | None = None,
) -> Organization:
    """Move all that is of one to the other: datasets with their addresses and versions, members
    with the higher role, requests, counts. Its own addresses lead to the other for ever.
    """
    for one in sorted((source, into), key=lambda each: each.pk):
        hold_datasets(one)
    source, target = held(source), held(into)
    check_merge(source, target, by=by, reason=reason)
    cancel_transfers_around(source, by=by, at=at)
    moved = list(source.datasets.values_list("pk", flat=True))
    move_people(source, target, at=at)
    move_counts(source, target)
    move_all_the_rest(source, target)
    name, aliases = source.name, {source.slug, str(source.pk)}
    source.delete()
    for alias in aliases:
        OrganizationAlias.objects.get_or_create(alias=alias, defaults={"organization": target})
    subject = Subject(name, organization=target)
    changes: dict[str, list[Any]] = {
        "organization": [name, target.name],
        "datasets": [None, len(moved)],
    }
    record("organization.merged", subject, by=by, at=at, reason=reason.strip(), changes=changes)
    write(Dataset.objects.filter(pk__in=moved))
    return target


def check_merge(source: Organization, target: Organization, *, by: User, reason: str) -> None:
    for one in (source, target):
        require(by, Right.DECIDE_ORGANIZATION, one)
        if not one.is_validated:
            raise WrongState(f"« {one} » n’est pas validée.")
    if source.pk == target.pk:
        raise CatalogError("Choisissez deux organisations différentes.", field="into")
    if source.is_family_root:
        raise CatalogError("La tête de la famille ne se fond dans aucune autre.", field="into")
    if source in target.ancestors:
        raise CatalogError(
            f"« {target} » est rattachée à « {source} » : réunissez-les dans l’autre sens.",
            field="into",
        )
    if not reason.strip():
        raise CatalogError("Dites pourquoi : le journal le garde.", field="reason")


def move_people(source: Organization, target: Organization, *, at: datetime | None) -> None:
    """Whoever is in both keeps the higher role; invitations of the one that goes are canceled."""
    known = {one.user_id: one for one in target.memberships.all()}
    for membership in source.memberships.all():
        already = known.get(membership.user_id)
        if already is None:
            continue
        if RANK[Role(membership.role)] > RANK[Role(already.role)]:
            already.role = membership.role
            already.save(update_fields=["role"])
        membership.delete()
    asking = AccessRequest.objects.within(source).pending()
    waiting = AccessRequest.objects.within(target).pending().values("user")
    asking.filter(user__in=waiting).update(status=RequestStatus.CANCELED, decided_at=moment(at))
    asking.filter(user__in=list(known)).update(status=RequestStatus.CANCELED, decided_at=moment(at))
    Invitation.objects.within(source).delete()
    CertificationRequest.objects.within(source).delete()
    Welcome.objects.within(source).delete()


def move_counts(source: Organization, target: Organization) -> None:
    """Add what both counted the same day."""
    known = {(one.kind, one.day): one for one in DailyCount.objects.filter(organization=target)}
    for row in DailyCount.objects.filter(organization=source):
        if twin := known.get((row.kind, row.day)):
            DailyCount.objects.filter(pk=twin.pk).update(count=twin.count + row.count)
            row.delete()


def move_all_the_rest(source: Organization, target: Organization) -> None:
    """Whatever points to the one, in any room, points to the other."""
    for relation in Organization._meta.related_objects:
        name = relation.field.name
        rows = relation.related_model._default_manager.filter(**{name: source})
        rows.update(**{name: target})
