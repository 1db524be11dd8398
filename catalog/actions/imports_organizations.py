"""Organisations as another catalogue names or describes them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from catalog.accounts.models import Organization, OrganizationAlias
from catalog.accounts.organizations import TREE_DEPTH
from catalog.actions.addresses import follow_name
from catalog.actions.guards import cleaned, moment
from catalog.actions.imports_memory import Memory, digest, said_at
from catalog.actions.imports_values import is_slug, label, shortened, valid_address
from catalog.actions.organization import hold_datasets
from catalog.drafts import OrganizationDraft
from catalog.enums import OrganizationKind
from catalog.exceptions import CatalogError
from catalog.journal.models import Activity
from catalog.journal.record import Subject, differences, record
from catalog.models import Dataset
from catalog.search.index import index

MINISTRY = "534fff91a3a7292c64a77f73"
"""The Ministry of Culture at data.gouv.fr, head of its family where there is none yet."""
NOBODY = "Organisation non précisée"
"""Whose the datasets are, that a source names without saying whose they are."""
DESCRIPTION = ("name", "acronym", "description", "logo_url")
OUTSIDERS = (
    OrganizationKind.LOCAL_AUTHORITY, OrganizationKind.ASSOCIATION, OrganizationKind.COMPANY,
)  # fmt: skip
LOCAL = (
    "ville ", "commune ", "mairie ", "département ", "departement ", "conseil ", "région ",
    "region ", "communauté ", "communaute ", "métropole ", "agglo", "cc ", "collectivité ",
)  # fmt: skip


@dataclass(frozen=True)
class Found:
    """`outcome` is « created », « changed » or « unchanged »."""

    organization: Organization
    outcome: str
    kept: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


@transaction.atomic
def import_organization(draft: OrganizationDraft, *, by: str, at: datetime | None = None) -> Found:
    """Create what the source describes, or change what the source says otherwise since."""
    warnings: list[str] = list(draft.warnings)
    if draft.deleted_at:
        raise CatalogError("Cette organisation est supprimée à la source.")
    known = known_as(draft)
    if known is None:
        made = create(draft, by=by, at=at)
        remember(made, Memory(made.source), draft)
        return Found(made, "created", warnings=tuple(warnings))
    hold_datasets(known)
    remember_names(known, draft)
    organization = Organization.objects.select_for_update(of=("self",)).get(pk=known.pk)
    memory = Memory(organization.source)
    if memory.knows(digest(draft.stated())):
        return Found(organization, "unchanged")
    changed, kept = describe(organization, draft, memory, warnings, by=by, at=at)
    remember(organization, memory, draft)
    outcome = "changed" if changed else "unchanged"
    return Found(organization, outcome, tuple(kept), tuple(warnings))


def remember(organization: Organization, memory: Memory, draft: OrganizationDraft) -> None:
    memory.learn(digest(draft.stated()))
    Organization.objects.filter(pk=organization.pk).update(source=memory.dump())


@transaction.atomic
def named_organization(
    draft: OrganizationDraft | None,
    *,
    by: str,
    parent: Organization | None = None,
    at: datetime | None = None,
) -> Organization:
    """Return the organisation that a dataset names, created if need be; its words stay its own."""
    draft = draft or OrganizationDraft(name=NOBODY)
    known = known_as(draft)
    if known is None:
        return create(draft, by=by, parent=parent, at=at)
    remember_names(known, draft)
    return adopt(known, parent, by=by, at=at)


def known_as(draft: OrganizationDraft) -> Organization | None:
    """Find it by identifier, then slug, then exact name.

    Another one of the same name or slug, known by another identifier, is somebody else.
    """
    if draft.identifier:
        alias = OrganizationAlias.objects.filter(alias=draft.identifier)
        if known := alias.select_related("organization").first():
            return known.organization
    candidates = [
        Organization.objects.named(draft.slug).first() if draft.slug else None,
        Organization.objects.filter(name=draft.name).first() if draft.name else None,
    ]
    for found in filter(None, candidates):
        if not draft.identifier or found.source.get("id") in (None, draft.identifier):
            return found
    return None


def create(
    draft: OrganizationDraft,
    *,
    by: str,
    parent: Organization | None = None,
    at: datetime | None = None,
) -> Organization:
    if not draft.name:
        raise CatalogError("La source ne donne pas le nom de l’organisation.")
    organization = Organization(kind=kind_of(draft), created_at=draft.created_at or moment(at))
    memory = Memory({"id": draft.identifier} if draft.identifier else {})
    for name, value in description_of(draft, []).items():
        setattr(organization, name, cleaned(organization, name, value))
        memory.note(name, value, said_at(draft))
    organization.name = free_name(organization.name, draft)
    keep_facts(memory, draft)
    organization.source = memory.dump()
    if draft.identifier == MINISTRY:
        root = Organization.objects.filter(is_family_root=True)
        organization.is_family_root = not root.exists()
    elif may_adopt(organization, parent):
        organization.parent = parent
    follow_name(organization)
    organization.save(force_insert=True)
    remember_names(organization, draft)
    subject = Subject(organization.name, organization=organization)
    record("organization.created", subject, by=by, at=at)
    return organization


def free_name(name: str, draft: OrganizationDraft) -> str:
    """Return a name that nobody bears: two organisations of one name are told apart by slug."""
    if not Organization.objects.filter(name=name).exists():
        return name
    mark = draft.slug or draft.identifier or "data.gouv.fr"
    return f"{name[:150]} ({mark[:45]})"


def kind_of(draft: OrganizationDraft) -> str:
    """Return the kind that the badges say; else what the name lets think."""
    if draft.kind:
        return OrganizationKind(draft.kind)
    name = f"{draft.name or ''} ".lower()
    if draft.identifier == MINISTRY or name.startswith("ministère "):
        return OrganizationKind.MINISTRY
    if name.startswith(LOCAL) or "métropole " in name:
        return OrganizationKind.LOCAL_AUTHORITY
    return OrganizationKind.OPERATOR


def description_of(draft: OrganizationDraft, warnings: list[str]) -> dict[str, str]:
    said = {name: value for name, value in draft.stated().items() if name in DESCRIPTION}
    if "logo_url" in said:
        said["logo_url"] = valid_address(said["logo_url"])[:500]
    if not said.get("name", "x"):
        del said["name"]
    return {name: shortened(Organization, name, text, warnings) for name, text in said.items()}


def describe(
    organization: Organization,
    draft: OrganizationDraft,
    memory: Memory,
    warnings: list[str],
    *,
    by: str,
    at: datetime | None,
) -> tuple[bool, list[str]]:
    """Take up what the source says otherwise than before; tell what changed and what was kept."""
    people, day, kept = changed_by_people(organization), said_at(draft), []
    before = {name: getattr(organization, name) for name in (*DESCRIPTION, "slug")}
    for name, value in description_of(draft, warnings).items():
        if memory.is_older(name, day) or memory.repeats(name, value):
            continue
        memory.note(name, value, day)
        taken = Organization.objects.filter(name=value).exclude(pk=organization.pk)
        if value != before[name] and (name in people or (name == "name" and taken.exists())):
            kept.append(label(Organization, name))
        else:
            setattr(organization, name, cleaned(organization, name, value))
    keep_facts(memory, draft)
    if organization.name != before["name"]:
        follow_name(organization)
    changes = differences(before, {name: getattr(organization, name) for name in before})
    if changes:
        announce(organization, changes, by=by, at=at)
    return bool(changes), kept


def announce(
    organization: Organization, changes: dict[str, list[Any]], *, by: str, at: datetime | None
) -> None:
    organization.save()
    subject = Subject(organization.name, organization=organization)
    record("organization.described", subject, by=by, at=at, changes=changes)
    if {"name", "acronym"} & set(changes):
        for dataset in Dataset.objects.filter(organization=organization):
            index(dataset)


def keep_facts(memory: Memory, draft: OrganizationDraft) -> None:
    for name in ("siret", "badges", "page", "url"):
        if value := getattr(draft, name):
            memory.values[name] = list(value) if isinstance(value, tuple) else value
    if draft.identifier:
        memory.values.setdefault("id", draft.identifier)


def changed_by_people(organization: Organization) -> set[str]:
    described = Activity.objects.within(organization).filter(verb="organization.described")
    rows = described.filter(robot="").values_list("changes", flat=True)
    return {name for changes in rows for name in changes}


def adopt(
    organization: Organization, parent: Organization | None, *, by: str, at: datetime | None
) -> Organization:
    """Place under its parent an organisation that an import created and nobody placed."""
    placed = organization.parent_id or organization.is_family_root
    if placed or "id" not in organization.source or not may_adopt(organization, parent):
        return organization
    organization.parent = parent
    changes = {"parent": ["", str(parent)]}
    announce(organization, changes, by=by, at=at)
    return organization


def may_adopt(organization: Organization, parent: Organization | None) -> bool:
    if parent is None or parent.pk == organization.pk or organization.kind in OUTSIDERS:
        return False
    chain = parent.ancestors
    return organization.pk not in [one.pk for one in chain] and len(chain) + 1 < TREE_DEPTH


def remember_names(organization: Organization, draft: OrganizationDraft) -> None:
    """Let the source's identifier and slug lead to it; what already leads elsewhere stays."""
    names = [name for name in (draft.identifier, draft.slug) if name]
    for name in names:
        wanted = name == draft.identifier or is_slug(name)
        if wanted and not Organization.objects.named(name).exists():
            OrganizationAlias.objects.create(alias=name, organization=organization)
    if draft.identifier and "id" not in organization.source:
        organization.source = {**organization.source, "id": draft.identifier}
        Organization.objects.filter(pk=organization.pk).update(source=organization.source)
