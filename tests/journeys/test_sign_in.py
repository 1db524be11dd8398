"""Two ways in: a password then the code of a telephone, or the identity of one's ministry."""

import re

from config.policy import policy
from tests import factories
from tests.oidc.provider import provider_of
from tests.telephone import code_of

KEY = {
    "protocol": "ctap2",
    "transport": "usb",
    "hasResidentKey": False,
    "hasUserVerification": True,
    "isUserVerified": True,
}


def plug_a_key(visitor):
    """A security key, as Chromium knows how to pretend."""
    browser = visitor.context.new_cdp_session(visitor.page)
    browser.send("WebAuthn.enable")
    browser.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})


def give_password(visitor, person):
    visitor.go("/compte/connexion/")
    visitor.page.fill("[name=login]", person.email)
    visitor.page.fill("[name=password]", factories.PASSWORD)
    visitor.page.press("[name=password]", "Enter")


def seen(visitor, heading):
    visitor.page.get_by_role("heading", name=heading).first.wait_for()
    visitor.look(heading)


def leave(visitor):
    """Sign out, from one's own pages."""
    visitor.go("/espace/")
    visitor.press("Se déconnecter")
    visitor.page.wait_for_url(lambda address: address.endswith("/") and "/espace" not in address)


def set_up_telephone(visitor):
    """Return the secret that the telephone keeps."""
    visitor.follow("Mettre en place")
    visitor.page.fill("[name=password]", factories.PASSWORD)
    visitor.press("Continuer")
    seen(visitor, "Mettre en place l’application")
    secret = visitor.page.locator(".vi-code").inner_text()
    visitor.page.fill("[name=code]", code_of(secret, -1))
    visitor.press("Mettre en place")
    seen(visitor, "Codes de secours")
    return secret


def test_the_dpnc_signs_in_with_a_telephone_then_with_a_key(visit, settings):
    settings.MFA_REQUIRED = True
    dpnc = factories.dpnc_user()
    someone = visit("dpnc")
    page = someone.page

    give_password(someone, dpnc)
    seen(someone, "Second facteur")
    secret = set_up_telephone(someone)
    plug_a_key(someone)
    someone.go("/compte/second-facteur/cles/ajouter/")
    seen(someone, "Ajouter une clé de sécurité")
    someone.press("Ajouter la clé")
    page.wait_for_url(re.compile("second-facteur/$"))
    page.get_by_text("1 clé").wait_for()
    leave(someone)

    give_password(someone, dpnc)
    seen(someone, "Confirmer avec le second facteur")
    page.fill("[name=code]", code_of(secret))
    someone.press("Se connecter")
    leave(someone)

    give_password(someone, dpnc)
    someone.press("Utiliser une clé de sécurité")
    page.wait_for_url(re.compile("/espace/$"))


def test_an_agent_signs_in_and_out_with_the_identity_of_the_ministry(visit, settings):
    names = {"given_name": "Inès", "usual_name": "Roussel", "email": "ines@culture.example"}
    with provider_of(sub="sub-1", **names) as provider:
        settings.SOCIALACCOUNT_PROVIDERS = provider.settings
        origin = f"http://127.0.0.1:{provider.port}"
        settings.CONTENT_SECURITY_POLICY = policy(images=[], forms=[origin])
        agent = visit("agent")
        agent.go("/compte/connexion/")
        seen(agent, "Se connecter")
        agent.follow("S’identifier avec ProConnect")
        seen(agent, "Rejoignez une organisation")
        agent.page.get_by_role("link", name="Inès Roussel").first.wait_for()

        for address in ("/espace/profil/connexions/", "/espace/notifications/courriels/"):
            agent.go(address)
            agent.look(address)
        agent.press("Se déconnecter")
        agent.page.wait_for_url(re.compile("/$"))

        assert [asked.keys() >= {"id_token_hint", "state"} for asked in provider.ended] == [True]
