"""Organisations that are not public yet, and what one sends and asks."""

from catalog.actions.invitations import invite
from catalog.actions.organization_life import refuse_organization
from catalog.enums import Role
from tests import factories


def organizations(home, *, by, guest, secrets):
    """Return what the addresses name: one that waits for the DPNC, one that its administrator may
    propose again, an invitation and a certification that wait.
    """
    pending = factories.proposed_organization(f"Service {secrets['proposed']}", parent=home)
    refused = factories.proposed_organization(by=by)
    asked = factories.certification(home, proof=secrets["certified"], by=by)
    with factories.quietly():
        refuse_organization(refused, by=factories.platform(), reason="Trop vague.")
        invitation = invite(
            home, email=guest.email, role=Role.EDITOR, message=secrets["invited"], by=by
        )
    return {
        "pending": [pending.slug],
        "refused": [refused.slug],
        "certification": [asked.pk],
        "certification-case": ["certification", asked.pk],
        "organization-case": ["organisation", pending.pk],
        "invitation": [home.slug, invitation.pk],
        "invitation-link": [invitation.token],
    }
