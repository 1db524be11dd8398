"""allauth's pages under French paths, with allauth's own names: it reverses them."""

from allauth.account import views
from django.urls import include, path, re_path
from django.views.generic import RedirectView

from backoffice.access import account_forms as forms, proconnect_views
from backoffice.access.account_views import ChangePassword, ConfirmEmail

urlpatterns = [
    path("second-facteur/", include("backoffice.access.second_factor_urls")),
    path("connexion/", views.LoginView.as_view(form_class=forms.SignIn), name="account_login"),
    path("deconnexion/", views.logout, name="account_logout"),
    path("inscription/", views.SignupView.as_view(form_class=forms.SignUp), name="account_signup"),
    path("desactive/", views.account_inactive, name="account_inactive"),
    path(
        "confirmer/",
        views.ReauthenticateView.as_view(form_class=forms.ConfirmPassword),
        name="account_reauthenticate",
    ),
    path("courriel/envoye/", views.email_verification_sent, name="account_email_verification_sent"),
    re_path(
        r"^courriel/confirmer/(?P<key>[-:\w]+)/$",
        ConfirmEmail.as_view(),
        name="account_confirm_email",
    ),
    path(
        "mot-de-passe/",
        ChangePassword.as_view(form_class=forms.ChangePassword),
        name="account_change_password",
    ),
    path(
        "mot-de-passe/oublie/",
        views.PasswordResetView.as_view(form_class=forms.AskNewPassword),
        name="account_reset_password",
    ),
    path(
        "mot-de-passe/oublie/envoye/",
        views.password_reset_done,
        name="account_reset_password_done",
    ),
    re_path(
        r"^mot-de-passe/nouveau/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        views.PasswordResetFromKeyView.as_view(form_class=forms.ChooseNewPassword),
        name="account_reset_password_from_key",
    ),
    path(
        "mot-de-passe/nouveau/fait/",
        views.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("proconnect/", proconnect_views.sign_in, name="proconnect_login"),
    path("proconnect/retour/", proconnect_views.come_back, name="proconnect_callback"),
    path(
        "proconnect/annule/",
        RedirectView.as_view(pattern_name="account_login"),
        name="socialaccount_login_cancelled",
    ),
    # allauth reverses these two. An address does not change here; a first password is a new one.
    path(
        "courriel/", RedirectView.as_view(pattern_name="backoffice:profile"), name="account_email"
    ),
    path(
        "mot-de-passe/definir/",
        RedirectView.as_view(pattern_name="account_reset_password"),
        name="account_set_password",
    ),
]
