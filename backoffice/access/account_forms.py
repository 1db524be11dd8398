"""allauth's forms in the house's words. Apart from forms.py, which allauth itself imports."""

from allauth.account import forms
from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from catalog.accounts.models import User

EMAIL_HINT = "Format attendu : nom@domaine.fr"
CHOICE_HINT = (
    "12 caractères au moins. Ni un mot de passe courant, ni votre nom ou votre adresse, "
    "ni seulement des chiffres."
)


class Worded:
    """Labels above the fields, none inside; a password is typed once, since it can be shown."""

    labels = {}
    hints = {}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields.pop("password2", None)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = self.labels.get(name, field.label)
            field.help_text = self.hints.get(name, "")


class SignIn(Worded, forms.LoginForm):
    refused = "Vous n’êtes pas connecté"
    labels = {
        "login": "Adresse électronique",
        "password": "Mot de passe",
        "remember": "Rester connecté sept jours",
    }
    hints = {"login": EMAIL_HINT, "remember": "Pas sur un poste partagé."}


class SignUp(Worded, forms.SignupForm):
    labels = {"email": "Adresse électronique professionnelle", "password1": "Mot de passe"}
    hints = {"email": EMAIL_HINT, "password1": CHOICE_HINT}

    def clean(self):
        """allauth compares the password with the address only: names are as easily guessed."""
        cleaned = super().clean()
        names = {name: cleaned.get(name, "") for name in ("first_name", "last_name")}
        if password := cleaned.get("password1"):
            try:
                validate_password(password, User(**names))
            except ValidationError as refusal:
                self.add_error("password1", refusal)
        return cleaned

    def try_save(self, request):
        """A known address costs the same time as a new one, and so does a form sent twice."""
        if self.account_already_exists:
            make_password(self.cleaned_data["password1"])
            return super().try_save(request)
        try:
            with transaction.atomic():
                return super().try_save(request)
        except IntegrityError:
            self.account_already_exists = True
            return super().try_save(request)


class AskNewPassword(Worded, forms.ResetPasswordForm):
    labels = {"email": "Adresse électronique"}
    hints = {"email": EMAIL_HINT}


class ChooseNewPassword(Worded, forms.ResetPasswordKeyForm):
    labels = {"password1": "Nouveau mot de passe"}
    hints = {"password1": CHOICE_HINT}


class ChangePassword(Worded, forms.ChangePasswordForm):
    labels = {"oldpassword": "Mot de passe actuel", "password1": "Nouveau mot de passe"}
    hints = {"password1": CHOICE_HINT}


class ConfirmPassword(Worded, forms.ReauthenticateForm):
    refused = "Votre mot de passe n’est pas confirmé"
    labels = {"password": "Mot de passe"}
