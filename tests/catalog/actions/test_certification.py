"""The DPNC says of an organisation that it is a public service: pages, API and search show it."""

import pytest
from django.core.exceptions import PermissionDenied

from catalog.actions import certification
from catalog.actions.organization import describe_organization
from catalog.enums import RequestStatus
from catalog.exceptions import AlreadyDecided, CatalogError, WrongState
from tests import factories

pytestmark = pytest.mark.django_db
SIRET = "11004601800013"


def asked_for(organization, *, by=None, **fields):
    by = by or factories.administrator(organization)
    fields = {"siret": SIRET, "proof": "Arrêté du 3 mars."} | fields
    return certification.ask_certification(organization, by=by, **fields)


def test_a_certified_organization_is_found_as_such(client):
    organization = factories.organization("Musée du Sel")
    factories.dataset(organization=organization, published=True)
    factories.dataset(published=True)
    addresses = {
        organization.get_absolute_url(): "Service public certifié",
        "/explorer/?certification=service-public": "1 jeu",
    }
    api = f"/api/1/organizations/{organization.slug}/"

    certification.accept_certification(asked_for(organization), by=factories.dpnc_user())

    for address, words in addresses.items():
        assert words in client.get(address).content.decode().replace("\xa0", " ")
    kinds = [badge["kind"] for badge in client.get(api).json()["badges"]]
    assert kinds == ["public-service", "certified"]
    assert client.get(api).json()["business_number_id"] == SIRET
    for query, total in (("public-service", 1), ("certified", 1), ("spd", 0)):
        found = client.get(f"/api/1/datasets/?organization_badge={query}").json()
        listed = client.get(f"/api/1/organizations/?badge={query}").json()
        assert (found["total"], listed["total"]) == (total, total)


def test_only_the_dpnc_certifies_what_others_ask_and_once():
    organization = factories.organization(in_family=True)
    boss, dpnc = factories.administrator(organization), factories.dpnc_user()
    asked = asked_for(organization, by=boss)

    assert asked_for(organization, by=boss) == asked
    for person in (boss, factories.editor(organization), factories.user()):
        with pytest.raises(PermissionDenied):
            certification.accept_certification(asked, by=person)
    with pytest.raises(CatalogError):
        certification.refuse_certification(asked, by=dpnc, reason=" ")
    refused = certification.refuse_certification(asked, by=dpnc, reason="Sans preuve.")
    with pytest.raises(AlreadyDecided):
        certification.accept_certification(asked, by=dpnc)
    assert refused.status == RequestStatus.REFUSED
    organization.refresh_from_db()
    assert organization.certified_at is None


def test_the_siret_that_was_certified_changes_no_more_and_the_badge_is_taken_back():
    organization = factories.organization()
    boss, dpnc = factories.administrator(organization), factories.dpnc_user()
    certification.accept_certification(asked_for(organization, by=boss), by=dpnc)

    with pytest.raises(CatalogError) as refusal:
        describe_organization(organization, by=boss, siret="35600000049837")
    assert refusal.value.field == "siret"
    with pytest.raises(WrongState):
        asked_for(organization, by=boss)
    with pytest.raises(PermissionDenied):
        certification.withdraw_certification(organization, by=boss, reason="Fermée.")
    done = certification.withdraw_certification(organization, by=dpnc, reason="Fermée.")
    assert done.certified_at is None
