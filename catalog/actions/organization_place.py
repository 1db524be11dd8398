"""Where an organisation stands: its kind, and the one above it. The DPNC says so."""

from datetime import datetime
from typing import Any

from django.db import transaction

from catalog.accounts.models import Organization, User
from catalog.accounts.organizations import TREE_DEPTH
from catalog.actions.guards import require
from catalog.actions.organization import hold_datasets
from catalog.actions.organization_life import about
from catalog.enums import OrganizationKind, Right
from catalog.exceptions import CatalogError
from catalog.journal.record import Change, record
from catalog.models import Dataset
from catalog.search.index import write

PLACE = ("kind", "parent")


@transaction.atomic
def place_organization(
    organization: Organization, *, by: User, at: datetime | None = None, **changes: Any
) -> Organization:
    """Change `kind`, `parent` (None: nothing above it), or both; what is not named stays.

    Entering the family, or leaving it, moves who answers its requests at once: rights ask the tree.
    """
    hold_datasets(organization)
    organization = held_with(organization, changes.get("parent"))
    require(by, Right.DECIDE_ORGANIZATION, organization)
    moved: dict[str, Change] = {}
    for name, value in changes.items():
        if name not in PLACE:
            raise TypeError(name)
        before = getattr(organization, name)
        if before != value:
            setattr(organization, name, value)
            moved[name] = [in_words(before), in_words(value)]
    check_place(organization)
    if moved:
        organization.save(update_fields=PLACE)
        record("organization.placed", about(organization), by=by, at=at, changes=moved)
        write(Dataset.objects.of_organization(organization))
    return organization


def held_with(organization: Organization, parent: Organization | None) -> Organization:
    """Return the organisation, held with all that would be above it: of two moves that would make a
    loop together, the second sees the first.
    """
    line = [organization, *([parent, *parent.ancestors] if parent else [])]
    keys = {one.pk for one in line}
    rows = Organization.objects.filter(pk__in=keys).order_by("pk")
    list(rows.select_for_update(of=("self",)).values_list("pk"))
    return Organization.objects.get(pk=organization.pk)


def check_place(organization: Organization) -> None:
    """Raise CatalogError for what would make no tree, or too deep a one."""
    if organization.kind not in OrganizationKind.values:
        raise CatalogError("Cette nature n’existe pas.", field="kind")
    if organization.parent is None:
        return
    parent = Organization.objects.get(pk=organization.parent.pk)
    line = [parent, *parent.ancestors]
    if organization.is_family_root:
        refuse_parent("La tête de la famille n’est rattachée à aucune autre.")
    if not parent.is_validated:
        refuse_parent(f"« {parent} » n’est pas validée : rien ne s’y rattache.")
    if organization in line:
        refuse_parent(
            f"« {parent} » est elle-même sous « {organization} » : rattachez-la d’abord ailleurs."
        )
    if len(line) + depth_under(organization) >= TREE_DEPTH:
        refuse_parent(
            f"Une organisation a au plus {TREE_DEPTH - 1} niveaux au-dessus d’elle : « {parent} » "
            "est trop bas pour celle-ci et ce qui en dépend."
        )


def refuse_parent(sentence: str) -> None:
    raise CatalogError(sentence, field="parent")


def depth_under(organization: Organization) -> int:
    """Return how many levels depend on it."""
    depth, level = 0, [organization.pk]
    while level := list(Organization.objects.filter(parent__in=level).values_list("pk", flat=True)):
        depth += 1
    return depth


def in_words(value: Any) -> str:
    return value.name if isinstance(value, Organization) else str(value or "")
