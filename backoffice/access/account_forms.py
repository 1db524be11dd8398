"""allauth's forms in the house's words. Apart from forms.py, which allauth itself imports."""

from allauth.account import forms

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
    labels = {
        "login": "Adresse électronique",
        "password": "Mot de passe",
        "remember": "Rester connecté sept jours",
    }
    hints = {"login": EMAIL_HINT, "remember": "Pas sur un poste partagé."}


class SignUp(Worded, forms.SignupForm):
    labels = {"email": "Adresse électronique professionnelle", "password1": "Mot de passe"}
    hints = {"email": EMAIL_HINT, "password1": CHOICE_HINT}


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
    labels = {"password": "Mot de passe"}
