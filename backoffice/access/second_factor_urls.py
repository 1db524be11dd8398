"""allauth's pages of the second factor under French paths, with allauth's own names."""

from allauth.mfa.base import views as base
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as telephone
from allauth.mfa.webauthn import views as keys
from django.urls import path

from backoffice.access import second_factor as forms

urlpatterns = [
    path("", base.index, name="mfa_index"),
    path("code/", base.AuthenticateView.as_view(form_class=forms.AskCode), name="mfa_authenticate"),
    path(
        "confirmer/",
        base.ReauthenticateView.as_view(form_class=forms.AskCodeAgain),
        name="mfa_reauthenticate",
    ),
    path(
        "telephone/",
        telephone.ActivateTOTPView.as_view(form_class=forms.Telephone),
        name="mfa_activate_totp",
    ),
    path("telephone/retirer/", telephone.deactivate_totp, name="mfa_deactivate_totp"),
    path("codes/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("codes/nouveaux/", codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("codes/fichier/", codes.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("cles/", keys.list_webauthn, name="mfa_list_webauthn"),
    path(
        "cles/ajouter/",
        keys.AddWebAuthnView.as_view(form_class=forms.AddKey),
        name="mfa_add_webauthn",
    ),
    path("cles/confirmer/", keys.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("cles/<int:pk>/retirer/", keys.remove_webauthn, name="mfa_remove_webauthn"),
    path(
        "cles/<int:pk>/nom/",
        keys.EditWebAuthnView.as_view(form_class=forms.NameKey),
        name="mfa_edit_webauthn",
    ),
]
