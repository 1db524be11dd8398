"""An organisation is proposed by an agent; until the DPNC validates it, it is theirs alone."""

import uuid

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core import mail
from django.core.exceptions import PermissionDenied

from catalog.accounts.models import Organization
from catalog.accounts.naming import usual_name
from catalog.accounts.siret import is_siret
from catalog.actions import organization_life as life
from catalog.actions.access import request_access
from catalog.actions.dataset import publish_dataset
from catalog.enums import OrganizationKind, Right, Role
from catalog.exceptions import AlreadyDecided, CatalogError, WrongState
from tests import factories

pytestmark = pytest.mark.django_db
LA_POSTE, MINISTRY = "35600000049837", "11004601800013"


def proposed(**fields):
    fields = {"name": "DRAC Bretagne", "kind": OrganizationKind.REGIONAL} | fields
    return life.propose_organization(**fields)


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        (MINISTRY, True),
        (LA_POSTE, True),
        ("11004601800014", False),
        ("35600000049838", False),
        ("1100460180001", False),
        ("1100460180001²", False),
    ],
)
def test_a_siret_is_checked_by_its_last_figure(typed, right):
    assert is_siret(typed) is right


@pytest.mark.parametrize(
    ("written", "usual"),
    [
        ("Direction régionale des affaires culturelles de Bretagne", "DRAC Bretagne"),
        ("Direction départementale des territoires de la Seine-et-Marne", "DDT Seine-et-Marne"),
        ("direction départementale des territoires et de la mer du Var", "DDTM Var"),
        ("Unité départementale de l’architecture et du patrimoine de l’Aude", "UDAP Aude"),
        ("Préfecture de l’Aude", ""),
        ("Direction régionale des affaires culturelles", ""),
        ("DRAC Bretagne", ""),
    ],
)
def test_a_service_in_full_has_a_usual_name(written, usual):
    assert usual_name(written) == usual


def test_what_waits_is_seen_by_its_creator_and_the_dpnc_only():
    creator, dpnc = factories.user(), factories.dpnc_user()
    made = proposed(by=creator, siret="110 046 018 00013")
    readers = [creator, dpnc, factories.superuser()]
    others = [AnonymousUser(), factories.user(), factories.editor()]

    seen = [made in Organization.objects.visible_to(person) for person in [*readers, *others]]

    assert seen == [True] * 3 + [False] * 3
    assert made.siret == MINISTRY
    assert made.memberships.get().role == Role.ADMINISTRATOR
    assert made not in Organization.objects.validated()
    assert dpnc.email in [message.to[0] for message in mail.outbox]


def test_the_same_form_sent_twice_proposes_once_and_three_wait_at_most():
    creator, submission = factories.user(), uuid.uuid4()
    first = proposed(by=creator, submission=submission)

    assert proposed(by=creator, submission=submission) == first
    for number in (2, 3):
        proposed(by=creator, name=f"DDT {number}")
    with pytest.raises(CatalogError, match="attendent déjà"):
        proposed(by=creator, name="DDT 4")


@pytest.mark.parametrize(
    ("said", "field"),
    [({"name": "DRAC"}, "name"), ({"siret": "123"}, "siret"), ({"name": " "}, "name")],
)
def test_what_cannot_be_right_is_refused_beside_its_field(said, field):
    with pytest.raises(CatalogError) as refusal:
        proposed(by=factories.user(), **said)

    assert refusal.value.field == field


def test_those_that_may_be_the_same_are_named_if_the_public_sees_them():
    known = factories.organization("DRAC Bretagne")
    factories.proposed_organization("Drac bretagne")

    name = "Direction régionale des affaires culturelles de Bretagne"
    doubts = life.doubts_about(name, siret=MINISTRY)

    assert (doubts.name, doubts.twins) == ("DRAC Bretagne", (known,))


def test_nothing_is_published_nor_joined_before_validation():
    creator = factories.user()
    made = proposed(by=creator)
    draft = factories.dataset(organization=made, by=creator, with_file=True)

    with pytest.raises(WrongState, match="attend que la DPNC"):
        publish_dataset(draft, by=creator)
    with pytest.raises(WrongState):
        request_access(made, by=factories.user(), role=Role.EDITOR, service="a", reason="b")
    life.validate_organization(made, by=factories.dpnc_user())
    assert publish_dataset(draft, by=creator).is_public


def test_nobody_validates_their_own_and_an_answer_is_given_once():
    dpnc = factories.dpnc_user()
    own, made = proposed(by=dpnc), proposed(by=factories.user(), name="DDT 77")

    assert not dpnc.has_perm(Right.DECIDE_ORGANIZATION, own)
    for person in (own.created_by, made.created_by, factories.editor()):
        with pytest.raises(PermissionDenied):
            life.validate_organization(own, by=person)
    life.validate_organization(made, by=dpnc)
    with pytest.raises(AlreadyDecided):
        life.refuse_organization(made, by=factories.dpnc_user(), reason="Trop tard.")


def test_a_refusal_gives_its_reason_and_may_be_corrected():
    creator = factories.user()
    made = proposed(by=creator)
    mail.outbox.clear()

    refused = life.refuse_organization(made, by=factories.dpnc_user(), reason="Elle existe déjà.")

    assert "Elle existe déjà." in mail.outbox[0].body
    assert mail.outbox[0].to == [creator.email]
    assert life.propose_again(refused, by=creator).is_pending
