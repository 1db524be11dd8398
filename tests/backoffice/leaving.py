"""What somebody of an organisation could do, and what is left of it once they are out."""

from dataclasses import dataclass
from typing import Any

from catalog.accounts.joining import Invitation
from catalog.accounts.models import Membership
from catalog.actions.invitations import invite
from catalog.actions.transferring import propose_transfer
from catalog.enums import Role, TransferState
from catalog.models import DatasetUserPermission
from tests import factories

DOORS = """
                                          administrator  editor   contributor
GET  /espace/jeux-de-donnees/{draft}/          200>404   200>404    200>404
GET  /espace/jeux-de-donnees/{draft}/journal/  200>404   200>404    200>404
GET  {edit}                                    200>404   200>404    200>404
POST {edit}                                    422>404   422>404    422>404
GET  /espace/jeux-de-donnees/{public}/journal/ 200>403   200>403    200>403
GET  {organization}tableau-de-bord/            200>403   200>403    200>403
GET  {organization}statistiques.csv            200>403   200>403    200>403
GET  {organization}delegations/                200>403   403>403    403>403
POST {organization}description/                422>403   403>403    403>403
POST {organization}invitations/nouvelle/       422>403   403>403    403>403
POST {organization}publication/                422>403   403>403    403>403
GET  {organization}membres/{colleague}/role/   200>404   403>404    403>404
POST {organization}membres/{colleague}/retirer/ 302>404  403>404    403>404
GET  {file}                                    200>404   200>404    200>404
API  /api/1/datasets/{draft}/                  200>404   200>404    200>404
API  /api/1/datasets/{draft}/resources/{resource}/ 200>404 200>404  200>404
PUT  /api/1/datasets/{draft}/resources/{resource}/ 200>404 200>404  200>404
"""
"""A page or an address of the API: what each gets before, then after."""


def doors():
    """Yield (verb, address, role, before, after)."""
    heading, *lines = [line.split() for line in DOORS.splitlines() if line]
    for verb, address, *cells in lines:
        for role, cell in zip(heading, cells, strict=True):
            before, after = map(int, cell.split(">"))
            yield verb, address, role, before, after


@dataclass(frozen=True)
class Known:
    """Somebody with a role, and all that they began; elsewhere they are an editor, so that their
    key outlives what they leave.
    """

    person: Any
    boss: Any
    organization: Any
    elsewhere: Any
    draft: Any
    words: dict[str, Any]
    invitation: Any = None
    transfer: Any = None

    @property
    def membership(self):
        return Membership.objects.get(user=self.person, organization=self.organization)

    def left_over(self):
        """Return what of theirs may still serve somebody."""
        waiting = Invitation.objects.within(self.organization).pending()
        granted = DatasetUserPermission.objects.filter(user=self.person)
        left = {
            "grants": granted.filter(content_object__organization=self.organization).exists(),
            "invitations": waiting.filter(invited_by=self.person).exists(),
        }
        if self.transfer:
            self.transfer.refresh_from_db()
            left["transfer"] = self.transfer.state == TransferState.WAITING
        return [name for name, is_left in left.items() if is_left]


def known_as(role):
    """Return somebody of that role, who began what it allows."""
    organization = factories.organization()
    boss, person = factories.administrator(organization), factories.member(organization, role)
    elsewhere = factories.organization()
    factories.member(elsewhere, Role.EDITOR, person=person)
    draft = factories.dataset(organization=organization)
    public = factories.dataset(organization=organization, published=True)
    for dataset in (draft, public):
        factories.grant(dataset, to=person, publish=True)
    file = factories.resource(draft)
    colleague = factories.editor(organization)
    begun = began(organization, elsewhere, person) if role == Role.ADMINISTRATOR else {}
    words = {
        "draft": draft.pk,
        "public": public.pk,
        "edit": f"/espace/jeux-de-donnees/{draft.pk}/description/",
        "organization": f"/espace/organisations/{organization.slug}/",
        "colleague": Membership.objects.get(user=colleague).pk,
        "file": f"/datasets/r/{file.pk}",
        "resource": file.pk,
    }
    return Known(person, boss, organization, elsewhere, draft, words, **begun)


def began(organization, elsewhere, person):
    given = factories.dataset(organization=organization)
    factories.administrator(elsewhere)
    with factories.quietly():
        return {
            "invitation": invite(
                organization, email="invitee@exemple.org", role=Role.ADMINISTRATOR, by=person
            ),
            "transfer": propose_transfer([given], to=elsewhere, by=person, note="Il déménage."),
        }
