"""ProConnect: what the provider says is believed once signed, for us, now, and for this browser."""

from http import HTTPStatus

import jwt
from allauth.account.models import EmailAddress
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter, get_adapter
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.core.exceptions import ValidationError
from django.shortcuts import render
from django.urls import reverse
from django.utils.crypto import constant_time_compare, get_random_string

from backoffice.access.forms import refuse_links
from catalog.accounts.models import User
from catalog.actions.identities import disarm_unconfirmed

PROVIDER = "proconnect"
SESSION = "proconnect"
ALGORITHMS = ("RS256", "ES256")
"""Signatures by a key that only the provider has: never « none », nor a secret that we share."""
REQUIRED = ["exp", "iat", "iss", "aud", "sub"]
LATE_SECONDS = 10
RANDOM_LENGTH = 43
"""Of a state and of a nonce: ProConnect refuses those of fewer than 32 characters."""


class ProConnect(OpenIDConnectOAuth2Adapter):
    """One exchange with the provider; `nonce` is the one that this browser left with."""

    nonce = None

    @property
    def openid_config(self):
        """The provider is the one of our settings, whatever its own page says."""
        config = super().openid_config
        expected = self.get_provider().app.settings["server_url"]
        if config.get("issuer") != expected:
            raise OAuth2Error("The configuration is another provider's.")
        return config

    def get_callback_url(self, request, app):
        return settings.SITE_URL.rstrip("/") + reverse("proconnect_callback")

    def complete_login(self, request, app, token, **kwargs):
        signed = kwargs["response"].get("id_token", "")
        claims = self.verified(app, signed, required=REQUIRED)
        if not self.nonce or not constant_time_compare(claims.get("nonce", ""), self.nonce):
            raise OAuth2Error("The answer is to another request.")
        person = self.verified(app, self.signed_person(token.token), required=["sub"])
        if person["sub"] != claims["sub"]:
            raise OAuth2Error("The provider speaks of two people.")
        if not person.get("email"):
            raise OAuth2Error("The provider gives no address.")
        told_how = {name: claims[name] for name in ("acr", "amr") if name in claims}
        request.session[SESSION] = {"id_token": signed} | told_how
        told = {"userinfo": person, "id_token": claims}
        return self.get_provider().sociallogin_from_response(request, told)

    def signed_person(self, token):
        answer = self.asked(self.profile_url, headers={"Authorization": f"Bearer {token}"})
        if answer.headers.get("Content-Type", "").partition(";")[0] != "application/jwt":
            raise OAuth2Error("What is said of the person is not signed.")
        return answer.text

    def verified(self, app, token, *, required):
        """Return the claims. Raises OAuth2Error for what is not signed for us by the provider."""
        try:
            header = jwt.get_unverified_header(token)
            return jwt.decode(
                token,
                key=self.key_named(header.get("kid")),
                algorithms=ALGORITHMS,
                audience=app.client_id,
                issuer=self.openid_config["issuer"],
                leeway=LATE_SECONDS,
                options={"require": required},
            )
        except (jwt.PyJWTError, KeyError, ValueError) as error:
            raise OAuth2Error("The signature or the terms of a token are wrong.") from error

    def key_named(self, name):
        keys = jwt.PyJWKSet.from_json(self.asked(self.openid_config["jwks_uri"]).text).keys
        found = [key for key in keys if key.key_id == name]
        if not found or found[0].algorithm_name not in ALGORITHMS:
            raise OAuth2Error("The key of the signature is unknown.")
        return found[0]

    def asked(self, address, **options):
        with get_adapter().get_requests_session() as session:
            answer = session.get(address, allow_redirects=False, **options)
        answer.raise_for_status()
        return answer


class Identities(DefaultSocialAccountAdapter):
    """Whose account it is: the one known by the provider's `sub`, never by an address alone."""

    def generate_state_param(self, state):
        return get_random_string(RANDOM_LENGTH)

    def is_auto_signup_allowed(self, request, sociallogin):
        return True

    def populate_user(self, request, sociallogin, data):
        person = super().populate_user(request, sociallogin, data)
        said = sociallogin.account.extra_data.get("userinfo", {})
        person.email = person.email.lower()
        person.first_name = name_of(person.first_name)
        person.last_name = name_of(said.get("usual_name") or person.last_name)
        return person

    def pre_social_login(self, request, sociallogin):
        """Join the account whose owner has proved the same address here, when the provider has
        proved it too. One that was never confirmed may be an impostor's: it is joined to nobody,
        and opens to nobody before its mailbox has answered.
        """
        if sociallogin.is_existing:
            return
        person = User.objects.filter(email__iexact=sociallogin.user.email).first()
        if person is None:
            return
        proved = any(address.verified for address in sociallogin.email_addresses)
        known = EmailAddress.objects.filter(
            user=person, email__iexact=person.email, verified=True
        ).exists()
        if proved and known and person.is_active:
            sociallogin.connect(request, person)
            return
        if not known:
            disarm_unconfirmed(person)
        raise ImmediateHttpResponse(conflict(request, known=known))


def conflict(request, *, known):
    context = {"known": known}
    return render(request, "account/identity_conflict.html", context, status=HTTPStatus.CONFLICT)


def name_of(value):
    """Return the name as our own form would take it, or nothing."""
    name = " ".join(str(value or "").split())[:150]
    try:
        refuse_links(name)
    except ValidationError:
        return ""
    return name


def proved_elsewhere(session):
    """Tell whether the provider asked for a second factor, and says so."""
    return "mfa" in session.get(SESSION, {}).get("amr", [])
