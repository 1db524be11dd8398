"""allauth's second factor in our words: codes of a telephone, security keys, spare codes."""

import logging
from io import BytesIO
from urllib.parse import urlsplit

import qrcode
from allauth.account.adapter import get_adapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.base import forms as base_forms
from allauth.mfa.totp import forms as totp_forms
from allauth.mfa.totp.internal.auth import generate_totp_secret
from allauth.mfa.webauthn import forms as webauthn_forms
from cryptography.fernet import InvalidToken
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from qrcode.image.svg import SvgPathFillImage

from backoffice.access.account_forms import Worded
from catalog.accounts.sealing import box
from catalog.accounts.second_factor import must_have_one, proofs_of
from catalog.accounts.signing_in import SignInStep

logger = logging.getLogger(__name__)

NAMES = ("Clé principale", "Clé de secours")


class SecondFactor(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "cannot_delete_authenticator": (
            "Votre rôle demande un second facteur. Ajoutez-en un autre avant de retirer celui-ci."
        ),
        "cannot_generate_recovery_codes": (
            "Les codes de secours remplacent un second facteur : mettez-en un en place d’abord."
        ),
        "incorrect_code": (
            "Ce code n’est pas le bon, ou il a déjà servi. Attendez le suivant et vérifiez que "
            "l’heure de votre téléphone est juste."
        ),
        "unverified_email": "Confirmez d’abord l’adresse électronique de votre compte.",
    }

    def encrypt(self, text):
        """A copy of the database gives nobody the means to answer for somebody else."""
        return box("second factor").encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text):
        """What a lost key of the site had locked answers to no code, and breaks no page."""
        try:
            return box("second factor").decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            logger.warning("Second factor locked with a key of the site that is gone")
            return generate_totp_secret()

    def build_totp_svg(self, url):
        """On white whatever the theme: telephones read dark on light."""
        drawn = BytesIO()
        qrcode.make(url, image_factory=SvgPathFillImage).save(drawn)
        return drawn.getvalue().decode()

    def can_delete_authenticator(self, authenticator):
        """Who must have one keeps one, though it may change."""
        if not settings.MFA_REQUIRED or not must_have_one(authenticator.user):
            return True
        return proofs_of(authenticator.user).exclude(pk=authenticator.pk).exists()

    def get_totp_issuer(self):
        return f"Vitrine, {settings.SITE_NAME}"

    def get_public_key_credential_rp_entity(self):
        """The name a key is bound to is our own, never one that the request gives itself."""
        return {"id": urlsplit(settings.SITE_URL).hostname, "name": self.get_totp_issuer()}

    def generate_authenticator_name(self, user, type):
        count = user.authenticator_set.filter(type=type).count()
        return NAMES[count] if count < len(NAMES) else f"Clé {count + 1}"


class Code(Worded):
    labels = {"code": "Code"}
    hints = {"code": "Six chiffres, ou l’un de vos codes de secours."}


class AskCode(Code, base_forms.AuthenticateForm):
    """At the sign-in."""

    refused = "Vous n’êtes pas connecté"

    def clean_code(self):
        """Whoever comes so far had the right password: the owner is told of it."""
        try:
            return super().clean_code()
        except ValidationError as refusal:
            if refusal.code == "incorrect_code":
                get_adapter().note_refused(self.user.email, SignInStep.CODE)
            raise


class AskCodeAgain(Code, base_forms.ReauthenticateForm):
    """Before a gesture that engages the account."""

    refused = "Votre code n’est pas confirmé"


class Telephone(Worded, totp_forms.ActivateTOTPForm):
    labels = {"code": "Code affiché par l’application"}
    hints = {"code": "Six chiffres, qui changent toutes les trente secondes."}


class AddKey(Worded, webauthn_forms.AddWebAuthnForm):
    labels = {"name": "Nom de la clé"}
    hints = {"name": "Pour la reconnaître le jour où vous la retirerez."}
    name = forms.CharField(required=False, max_length=100)


class NameKey(Worded, webauthn_forms.EditWebAuthnForm):
    labels = {"name": "Nom de la clé"}
    name = forms.CharField(max_length=100)
