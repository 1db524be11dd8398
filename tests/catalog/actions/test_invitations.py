"""An invitation is a link for one address, once; it never goes round who answers the requests."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from catalog.accounts.joining import Invitation
from catalog.accounts.models import AccessRequest, Membership
from catalog.actions import access, invitations
from catalog.actions.organization import describe_organization
from catalog.enums import Deciders, Right, Role
from catalog.exceptions import AlreadyDecided, CatalogError, LastAdministrator
from tests import factories

pytestmark = pytest.mark.django_db
EMAIL = "nouvelle@exemple.org"


def invited(organization, *, by=None, email=EMAIL, **fields):
    by = by or factories.administrator(organization)
    return invitations.invite(organization, email=email, role=Role.EDITOR, by=by, **fields)


def test_an_invitation_is_mailed_once_and_makes_a_member_once():
    organization = factories.organization()
    person = factories.user(EMAIL)
    made = invited(organization, email=" Nouvelle@exemple.org ", message="Bienvenue.")

    assert invited(organization, by=made.invited_by) == made
    invitations.send_invitation(str(made.pk))
    (message,) = mail.outbox
    token = message.body.split("/espace/invitations/")[1].split("/")[0]
    assert message.to == [EMAIL]
    assert Invitation.objects.carrying(token).get() == made
    assert not Invitation.objects.carrying(f"{token[:-1]}x").exists()
    joined = invitations.accept_invitation(made, by=person)
    assert (joined.user, joined.role) == (person, Role.EDITOR)
    with pytest.raises(AlreadyDecided):
        invitations.accept_invitation(made, by=person)


def test_it_is_worth_nothing_to_another_too_late_or_once_its_author_is_gone():
    organization = factories.organization()
    factories.administrator(organization)
    host, person = factories.administrator(organization), factories.user(EMAIL)
    long_ago = timezone.now() - timedelta(days=15)
    late = invited(organization, by=host, at=long_ago)

    with pytest.raises(PermissionDenied):
        invitations.accept_invitation(late, by=factories.user())
    with pytest.raises(CatalogError, match="expiré"):
        invitations.accept_invitation(late, by=person)
    again = invited(organization, by=host)
    assert again != late
    access.remove_member(Membership.objects.get(user=host), by=factories.platform())
    with pytest.raises(AlreadyDecided):
        invitations.accept_invitation(again, by=person)
    assert not Membership.objects.filter(user=person).exists()


def test_where_the_dpnc_answers_an_invitation_only_asks():
    organization = factories.organization(in_family=True)
    administrator, person = factories.administrator(organization), factories.user(EMAIL)

    invitations.accept_invitation(invited(organization, by=administrator), by=person)

    asked = AccessRequest.objects.get(user=person)
    assert asked.is_pending
    assert not administrator.has_perm(Right.DECIDE_REQUEST, asked)
    with pytest.raises(PermissionDenied):
        access.accept_request(asked, by=administrator, reason="Je la connais.")


def test_a_family_organization_may_say_that_its_administrators_answer():
    organization = factories.organization(in_family=True)
    administrator, dpnc = factories.administrator(organization), factories.dpnc_user()
    asked = factories.request(organization)

    describe_organization(organization, by=administrator, requests_by=Deciders.ADMINISTRATORS)

    assert administrator.has_perm(Right.DECIDE_REQUEST, asked)
    assert not dpnc.has_perm(Right.DECIDE_REQUEST, asked)
    access.accept_request(asked, by=administrator, reason="Je la connais.")


@pytest.mark.parametrize("in_family", [True, False])
def test_an_organization_that_nobody_administers_falls_to_the_dpnc(in_family):
    organization = factories.organization(in_family=in_family)
    describe_organization(
        organization, by=factories.platform(), requests_by=Deciders.ADMINISTRATORS
    )
    administrator, dpnc = factories.administrator(organization), factories.dpnc_user()
    asked = factories.request(organization)
    rights = [(Right.DECIDE_REQUEST, asked), (Right.MANAGE_MEMBERS, organization)]

    before = [dpnc.has_perm(*right) for right in rights]
    administrator.is_active = False
    administrator.save()

    assert before == [False, False]
    assert [dpnc.has_perm(*right) for right in rights] == [True, True]


def test_whoever_leaves_keeps_no_right_key_nor_invitation(client):
    organization = factories.organization()
    boss, person = factories.administrator(organization), factories.contributor(organization)
    draft = factories.dataset(organization=organization)
    factories.grant(draft, to=person, publish=True)
    key = {"X-API-KEY": factories.token(person)}
    address = f"/api/1/datasets/{draft.pk}/"
    back = Invitation.objects.create(
        organization=organization,
        email=person.email,
        role=Role.EDITOR,
        invited_by=boss,
        expires_at=timezone.now() + timedelta(days=1),
    )
    assert client.get(address, headers=key).status_code == 200

    access.remove_member(Membership.objects.get(user=person), by=person)

    assert client.get(address, headers=key).status_code == 401
    assert not person.has_perm(Right.VIEW_DATASET, draft)
    with pytest.raises(AlreadyDecided):
        invitations.accept_invitation(back, by=person)


def test_the_last_administrator_stays():
    organization = factories.organization()
    boss = Membership.objects.get(user=factories.administrator(organization))

    with pytest.raises(LastAdministrator):
        access.remove_member(boss, by=boss.user)
    with pytest.raises(LastAdministrator):
        access.change_role(boss, by=boss.user, role=Role.EDITOR)
