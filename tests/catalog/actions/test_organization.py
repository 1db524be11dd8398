"""Organisations: created by the platform, described by their administrators."""

import pytest
from django.core.exceptions import PermissionDenied

from catalog.actions.organization import create_organization, describe_organization
from catalog.actions.people import rename_person
from catalog.enums import OrganizationKind
from catalog.exceptions import CatalogError
from catalog.journal.models import Activity
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("person", ["stranger", "administrator", "dpnc", "closed"])
def test_only_the_platform_creates_an_organisation(person):
    people = {
        "stranger": factories.user,
        "administrator": factories.administrator,
        "dpnc": factories.dpnc_user,
        "closed": lambda: factories.superuser(is_active=False),
    }

    with pytest.raises(PermissionDenied):
        create_organization(name="Faux", kind=OrganizationKind.OPERATOR, by=people[person]())


def test_an_organisation_starts_with_its_administrator():
    person = factories.user()

    made = factories.organization(administrator=person)

    assert [(m.user, m.role) for m in made.memberships.all()] == [(person, "administrator")]


@pytest.mark.parametrize("name", ["", "x" * 201, "a\0b", "Maison du Sel"])
def test_a_bad_name_is_refused_with_its_field(name):
    factories.organization("Maison du Sel")
    other = factories.organization()

    with pytest.raises(CatalogError) as creation:
        factories.organizations.create_organization(
            name=name, kind=OrganizationKind.OPERATOR, by=factories.platform()
        )
    with pytest.raises(CatalogError) as description:
        describe_organization(other, by=factories.platform(), name=name)

    assert creation.value.field == description.value.field == "name"


def test_an_administrator_describes_and_the_journal_has_both_values():
    organization = factories.organization("Maison du Sel", acronym="MS")

    describe_organization(
        organization, by=factories.administrator(organization), description="Un musée."
    )

    organization.refresh_from_db()
    entry = Activity.objects.get(verb="organization.described")
    assert organization.acronym == "MS"
    assert entry.changes == {"description": ["", "Un musée."]}


@pytest.mark.parametrize("person", ["editor", "elsewhere", "dpnc"])
def test_nobody_else_describes_it(person):
    organization = factories.organization(in_family=True)
    people = {
        "editor": lambda: factories.editor(organization),
        "elsewhere": factories.administrator,
        "dpnc": factories.dpnc_user,
    }

    with pytest.raises(PermissionDenied):
        describe_organization(organization, by=people[person](), description="Autre")


def test_one_writes_one_s_own_name_only():
    person = factories.user(first_name="Ana")

    renamed = rename_person(person, by=person, first_name=" Anna ", last_name="Essai")

    assert str(renamed) == "Anna Essai"
    assert Activity.objects.get(verb="person.renamed").changes == {"first_name": ["Ana", "Anna"]}
    with pytest.raises(PermissionDenied):
        rename_person(person, by=factories.platform(), first_name="X", last_name="Y")
    with pytest.raises(CatalogError) as refusal:
        rename_person(person, by=person, first_name="x" * 151, last_name="Y")
    assert refusal.value.field == "first_name"
