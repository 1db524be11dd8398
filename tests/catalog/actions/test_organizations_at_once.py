"""Two people and one organisation at the same moment, on the real database."""

import pytest

from catalog.accounts.models import Membership, Organization
from catalog.actions.organization import describe_organization
from catalog.actions.organization_life import propose_organization
from catalog.actions.organization_place import place_organization
from catalog.actions.welcoming import set_welcome
from catalog.enums import OrganizationKind, Role
from catalog.exceptions import CatalogError
from tests import factories
from tests.catalog.actions.test_concurrency import together

pytestmark = pytest.mark.django_db(transaction=True)


def proposing(name):
    by = factories.user()
    kind = OrganizationKind.ASSOCIATION
    return lambda: propose_organization(name=name, kind=kind, by=by)


def test_a_name_given_twice_at_once_is_one_organisation_and_a_sentence():
    own, boss = factories.organization("Maison du Sel"), factories.platform()
    renaming = lambda: describe_organization(own, by=boss, name="Phare du Sel")  # noqa: E731 (one line)

    for name, other in (("Phare du Sel", renaming), ("Orgues", proposing("Orgues"))):
        answers = together(proposing(name), other)

        refused = [one for one in answers if isinstance(one, CatalogError)]
        assert [one.field for one in refused] == ["name"], answers
        assert name in refused[0].message
        assert Organization.objects.filter(name=name).count() == 1


def test_names_that_give_one_address_at_once_get_two():
    first, second = together(proposing("Orgues d’été"), proposing("Orgues, d’Été"))

    assert {first.slug, second.slug} == {"orgues-d-ete", "orgues-d-ete-2"}


def test_two_moves_that_would_make_a_loop_make_a_tree():
    one, two = factories.organization(), factories.organization()
    dpnc = factories.dpnc_user()

    answers = together(
        lambda: place_organization(one, parent=two, by=dpnc),
        lambda: place_organization(two, parent=one, by=dpnc),
    )

    assert sum(isinstance(answer, CatalogError) for answer in answers) == 1, answers
    assert Organization.objects.filter(parent__in=[one, two]).count() == 1


def test_whoever_is_welcomed_twice_at_once_is_a_member_once():
    organization = factories.organization()
    boss = factories.administrator(organization)
    set_welcome(organization, domains=["culture.gouv.fr"], role=Role.EDITOR, by=boss)
    person = factories.user("agent@culture.gouv.fr")

    answers = together(*[lambda: factories.request(organization, by=person, role=Role.EDITOR)] * 2)

    assert Membership.objects.filter(user=person).count() == 1
    assert [
        one for one in answers if isinstance(one, Exception) and not isinstance(one, CatalogError)
    ] == []
