"""Organisations that are not public yet, and what one sends and asks."""

from catalog.actions.certification import ask_certification
from catalog.actions.invitations import invite
from catalog.actions.organization_life import refuse_organization
from catalog.enums import Role
from tests import factories

SIRET = "11004601800013"


def organizations(home, *, by, guest, secrets):
    """Return what the addresses name: one that waits for the DPNC, one that its administrator may
    propose again, an invitation and a certification that wait.
    """
    pending = factories.proposed_organization(f"Service {secrets['proposed']}", parent=home)
    refused = factories.proposed_organization(by=by)
    with factories.quietly():
        refuse_organization(refused, by=factories.platform(), reason="Trop vague.")
        asked = ask_certification(home, siret=SIRET, proof=secrets["certified"], by=by)
        invitation = invite(
            home, email=guest.email, role=Role.EDITOR, message=secrets["invited"], by=by
        )
    return {
        "pending": [pending.slug],
        "refused": [refused.slug],
        "certification": [asked.pk],
        "invitation": [home.slug, invitation.pk],
        "invitation-link": [invitation.token],
    }
