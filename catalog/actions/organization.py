"""The life of an organisation."""

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from catalog.accounts.models import Membership, Organization, User
from catalog.accounts.naming import lacks_a_place
from catalog.accounts.organizations import TREE_DEPTH
from catalog.accounts.siret import bare, is_siret
from catalog.actions.addresses import follow_name, save_following
from catalog.actions.guards import cleaned, moment, require
from catalog.enums import OrganizationKind, Right, Role
from catalog.exceptions import CatalogError
from catalog.journal.record import Subject, differences, record
from catalog.models import Dataset
from catalog.search.index import index

DEFAULTS = (
    "default_license",
    "default_frequency",
    "default_contact_name",
    "default_contact_email",
    "default_keywords",
)
"""What its drafts start with; what was described before keeps what it says."""
DESCRIPTION = ("name", "acronym", "description", "siret", "requests_by", *DEFAULTS)


@transaction.atomic
def create_organization(
    *,
    name: str,
    kind: str,
    by: User,
    administrator: User | None = None,
    parent: Organization | None = None,
    acronym: str = "",
    description: str = "",
    is_family_root: bool = False,
    at: datetime | None = None,
) -> Organization:
    """Create an organisation that needs nobody's validation: platform superusers only."""
    if not (by.is_active and by.is_superuser):
        raise PermissionDenied("Seule l’administration de la plateforme crée une organisation.")
    organization = Organization(
        name=name.strip(),
        kind=OrganizationKind(kind),
        parent=parent,
        acronym=acronym,
        description=description,
        is_family_root=is_family_root,
        created_at=moment(at),
    )
    written(organization)
    if administrator:
        enrolled(administrator, organization, at=at)
    record("organization.created", Subject(name, organization=organization), by=by, at=at)
    return organization


def written(organization: Organization) -> None:
    """Write the row of a new organisation, under the address of its name."""
    if len(organization.ancestors) >= TREE_DEPTH:
        raise CatalogError(
            f"Une organisation a au plus {TREE_DEPTH - 1} niveaux au-dessus d’elle.", field="parent"
        )
    for field in DESCRIPTION:
        setattr(organization, field, cleaned(organization, field, getattr(organization, field)))
    check_name(organization)
    save_under_name(organization)


def save_under_name(organization: Organization) -> None:
    """Of two people who give the same name at the same moment, the second is told as if the first
    had been there already.
    """
    save_following(organization, follow_name, check=check_name)


def enrolled(person: User, organization: Organization, *, at: datetime | None) -> Membership:
    """Make the person the first administrator."""
    return Membership.objects.create(
        user=person,
        organization=organization,
        role=Role.ADMINISTRATOR,
        created_at=moment(at),
    )


def hold_datasets(organization: Organization) -> None:
    """Hold what will be indexed again; every verb holds datasets before their organisation."""
    rows = Dataset.objects.filter(organization=organization).order_by("pk")
    list(rows.select_for_update(of=("self",)).values_list("pk"))


def checked_siret(typed: str, *, field: str = "siret") -> str:
    number = bare(typed)
    if number and not is_siret(number):
        raise CatalogError(
            f"« {typed.strip()} » n’est pas un SIRET : quatorze chiffres, dont le dernier vérifie "
            "les autres. Recopiez-le depuis l’annuaire des entreprises.",
            field=field,
        )
    return number


def check_name(organization: Organization) -> None:
    if not organization.name:
        raise CatalogError("Donnez un nom à l’organisation.", field="name")
    if Organization.objects.filter(name=organization.name).exclude(pk=organization.pk).exists():
        raise CatalogError(
            f"Une autre organisation s’appelle déjà « {organization.name} ».", field="name"
        )


def check_whole_name(name: str) -> None:
    if lacks_a_place(name):
        raise CatalogError(
            f"« {name.strip()} » ne dit pas laquelle : ajoutez sa région, son département ou sa "
            "ville, comme « DRAC Bretagne » ou « DDT 77 ».",
            field="name",
        )


def spelled(changes: dict[str, Any]) -> dict[str, Any]:
    """Return the changes with the SIRET as it is kept. Raises CatalogError for a wrong one."""
    return {
        name: checked_siret(value) if name == "siret" else value for name, value in changes.items()
    }


def check_siret(organization: Organization, before: str) -> None:
    """Raises CatalogError for another one than what was certified: that is for the DPNC to see."""
    if organization.certified_at and organization.siret != before:
        raise CatalogError(
            "La certification porte sur le SIRET actuel : demandez à la DPNC de le changer.",
            field="siret",
        )


def check_contact(organization: Organization) -> None:
    if organization.default_contact_name and not organization.default_contact_email:
        raise CatalogError(
            f"Donnez l’adresse électronique de « {organization.default_contact_name} » : un "
            "contact sans adresse ne sert à personne.",
            field="default_contact_email",
        )


@transaction.atomic
def describe_organization(
    organization: Organization, *, by: User, at: datetime | None = None, **changes: Any
) -> Organization:
    """Change the fields that are named, and only those; a new name gives a new address."""
    if {"name", "acronym"} & set(changes):
        hold_datasets(organization)
    rows = Organization.objects.select_for_update(of=("self",))
    organization = rows.get(pk=organization.pk)
    require(by, Right.CHANGE_ORGANIZATION, organization)
    before = {name: getattr(organization, name) for name in (*DESCRIPTION, "slug")}
    for name, value in spelled(changes).items():
        if name not in DESCRIPTION:
            raise TypeError(name)
        setattr(organization, name, cleaned(organization, name, value))
    check_siret(organization, before["siret"])
    check_name(organization)
    check_contact(organization)
    if organization.name != before["name"]:
        check_whole_name(organization.name)
        save_under_name(organization)
    after = {name: getattr(organization, name) for name in before}
    if changed := differences(before, after):
        organization.save()
        subject = Subject(organization.name, organization=organization)
        record("organization.described", subject, by=by, at=at, changes=changed)
    if {"name", "acronym"} & set(changed):
        for dataset in Dataset.objects.filter(organization=organization):
            index(dataset)
    return organization
