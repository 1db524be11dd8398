"""The DPNC deals with ten requests, without a mouse."""

from datetime import timedelta

from django.core import mail
from django.utils import timezone

from catalog.accounts.requests.cases import Phrase
from catalog.accounts.requests.models import AccessRequest
from catalog.enums import RequestStatus
from tests import factories
from tests.journeys.keyboard import Keyboard


def ask(home, rank):
    """Return a request nine days old; the ranks follow one another in the queue."""
    at = timezone.now() - timedelta(days=9, minutes=-rank)
    return factories.request(home, by=factories.user(last_name=f"Essai {rank:02}"), at=at)


def test_ten_requests_are_dealt_with_by_the_keyboard_alone(visit):
    home = factories.organization("Musée du Sel", in_family=True)
    asked = [ask(home, rank) for rank in range(10)]
    factories.dpnc_user(email="dpnc@culture.exemple.org")
    dpnc = visit("dpnc-clavier")
    dpnc.sign_in("dpnc@culture.exemple.org", factories.PASSWORD)
    dpnc.go("/espace/demandes/")
    dpnc.look("la file")
    keys = Keyboard(dpnc)

    keys.press("Accepter", selector=f"form[action*='{asked[0].pk}'] button")
    assert dpnc.page.url.endswith(f"#demande-{asked[1].pk}")
    keys.press("Accepter", selector=f"form[action*='{asked[1].pk}'] button")

    for one in asked[2:8]:
        keys.tick("demande", str(one.pk))
    keys.press("Accepter avec le rôle demandé")
    dpnc.look("répondre ensemble")
    keys.press("Accepter")

    keys.reach("#ensemble-tout")
    keys.keys.press("Space")
    keys.press("Refuser avec un même motif")
    keys.write("reason", "Une demande par personne.")
    keys.reach("[name='keep']")
    keys.keys.press("Space")
    keys.press("Envoyer le refus")
    dpnc.page.get_by_role("heading", name="Aucune demande en attente").wait_for()
    dpnc.look("la file vide")

    answers = AccessRequest.objects.values_list("status", flat=True)
    assert sorted(answers) == [RequestStatus.ACCEPTED] * 8 + [RequestStatus.REFUSED] * 2
    assert Phrase.objects.get().text == "Une demande par personne."
    assert {sent.to[0] for sent in mail.outbox} >= {one.user.email for one in asked}
