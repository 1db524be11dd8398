"""P16 of the threats: whoever leaves, or is removed, is out at the very next request, everywhere.

Their session stays open, and their key works for what they still have elsewhere.
"""

import pytest

from catalog.accounts.models import Membership
from catalog.actions.access import remove_member
from catalog.actions.invitations import accept_invitation
from catalog.actions.oneself import delete_account
from catalog.actions.transferring import accept_transfer
from catalog.enums import Role
from catalog.exceptions import AlreadyDecided
from tests import factories
from tests.backoffice.leaving import doors, known_as
from tests.client import StrictClient

pytestmark = pytest.mark.django_db
TABLE = list(doors())
WAYS = ("removed", "leaves")


def answer(client, key, verb, address):
    if verb == "GET":
        return client.get(address, follow=address.startswith("/datasets/r/")).status_code
    if verb == "POST":
        return client.post(address, {}).status_code
    keyed = StrictClient(headers={"X-API-KEY": key})
    if verb == "API":
        return keyed.get(address).status_code
    return keyed.put(address, {"description": "Relu."}, content_type="application/json").status_code


def answers(client, key, known, role):
    """Ask at each door; the one who is asked for goes last, since that door removes a colleague."""
    mine = [line for line in TABLE if line[2] == role]
    mine.sort(key=lambda line: "retirer" in line[1])
    return {
        (verb, address): answer(client, key, verb, address.format(**known.words))
        for verb, address, *_ in mine
    }


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.EDITOR, Role.CONTRIBUTOR])
def test_whoever_is_out_finds_every_door_shut(client_of, cases, role, way):
    known = known_as(role)
    window, key = client_of(known.person), factories.token(known.person)
    lines = [line for line in TABLE if line[2] == role]

    before = answers(window, key, known, role)
    remove_member(known.membership, by=known.boss if way == "removed" else known.person)
    after = answers(window, key, known, role)

    assert before == {(verb, address): entitled for verb, address, _, entitled, _ in lines}
    assert after == {(verb, address): out for verb, address, _, _, out in lines}
    assert known.left_over() == []
    assert window.get("/espace/").status_code == 200
    cases("P16", len(lines) * 2)


def test_what_they_had_begun_is_worth_nothing_to_others():
    known = known_as(Role.ADMINISTRATOR)
    guest = factories.user("invitee@exemple.org")
    target = Membership.objects.get(organization=known.elsewhere, role=Role.ADMINISTRATOR).user

    remove_member(known.membership, by=known.boss)

    with pytest.raises(AlreadyDecided):
        accept_invitation(known.invitation, by=guest)
    with pytest.raises(AlreadyDecided):
        accept_transfer(known.transfer, by=target)


def test_an_account_that_ends_leaves_no_transfer_to_accept():
    known = known_as(Role.ADMINISTRATOR)
    target = Membership.objects.get(organization=known.elsewhere, role=Role.ADMINISTRATOR).user

    delete_account(known.person, by=known.person)

    with pytest.raises(AlreadyDecided):
        accept_transfer(known.transfer, by=target)
