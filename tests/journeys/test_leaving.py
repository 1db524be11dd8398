"""A member is removed and loses every right at once: the page left open in another window, the key,
the invitation sent, the transfer proposed.
"""

from catalog.accounts.models import Membership
from catalog.enums import Role
from tests import factories
from tests.backoffice.leaving import known_as

TYPED = "Relu par qui n’est plus là."


def test_whoever_is_removed_is_out_in_the_window_left_open_too(visit):
    known = known_as(Role.ADMINISTRATOR)
    key, edit = factories.token(known.person), known.words["edit"]
    window = visit("partante")
    window.sign_in(known.person.email, factories.PASSWORD)
    window.go(f"{edit}?etape=2")
    window.page.fill("[name=description]", TYPED)
    assert read_with(key, window, known) == [200, 200]

    head = visit("administratrice")
    head.sign_in(known.boss.email, factories.PASSWORD)
    take_out(head, known)

    window.press("Enregistrer et continuer")
    window.page.get_by_role("heading", name="Il n’y a pas de page à cette adresse").wait_for()
    assert TYPED in window.page.content()
    assert read_with(key, window, known) == [404, 404]
    refused_to_the_guest(visit("invitée"), known)
    refused_to_the_target(visit("destinataire"), known)


def take_out(head, known):
    head.go(known.words["organization"])
    address = f"membres/{known.membership.pk}/retirer/"
    head.page.locator(f"a[href$='{address}']").click()
    head.look("retirer")
    head.press("Retirer de l’organisation")
    head.page.get_by_text("n’est plus membre").wait_for()


def refused_to_the_guest(guest, known):
    person = factories.user("invitee@exemple.org")
    guest.sign_in(person.email, factories.PASSWORD)
    guest.go(f"/espace/invitations/{known.invitation.token}/")
    guest.page.get_by_role("heading", name="Cette invitation a déjà servi").wait_for()
    guest.look("invitation sans effet")


def refused_to_the_target(target, known):
    rows = Membership.objects.filter(role=Role.ADMINISTRATOR)
    person = rows.get(organization=known.elsewhere).user
    target.sign_in(person.email, factories.PASSWORD)
    target.go(f"/espace/transferts/{known.transfer.pk}/")
    target.page.get_by_text("Annulé").first.wait_for()
    assert target.page.get_by_role("button", name="Accepter").count() == 0


def read_with(key, visitor, known):
    """Ask as a script does, with the key and no session."""
    base = visitor.page.url.partition("/espace/")[0]
    script = visitor.context.browser.new_context(extra_http_headers={"X-API-KEY": key})
    addresses = (f"/api/1/datasets/{known.draft.pk}/", known.words["file"])
    found = [script.request.get(f"{base}{one}").status for one in addresses]
    script.close()
    return found
