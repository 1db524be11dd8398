from http import HTTPStatus
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as allauth_context
from allauth.core.exceptions import ImmediateHttpResponse
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from backoffice.access.proconnect_views import address_of_sign_out
from catalog.accounts.models import User
from catalog.accounts.signing_in import SignInStep
from catalog.actions.account_mails import post
from catalog.actions.oneself import (
    record_refused_sign_in,
    record_sign_in,
    refused_since_last_sign_in,
)
from catalog.journal.mails import written
from catalog.templatetags.vitrine import counted

AGAIN = {
    "reauthenticate": "Avec mon mot de passe",
    "mfa_reauthenticate": "Avec le code de mon application",
    "mfa_reauthenticate:webauthn": "Avec ma clé de sécurité",
}
"""How one proves again who one is, before what engages the account."""


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": "Ce compte est désactivé. Écrivez-nous pour le rouvrir.",
        "email_password_mismatch": (
            "Cette adresse et ce mot de passe ne vont pas ensemble. Vérifiez-les, "
            "ou demandez un nouveau mot de passe."
        ),
        "enter_current_password": "Ce n’est pas votre mot de passe actuel.",
        "incorrect_password": "Ce n’est pas votre mot de passe.",
        "invalid_password_reset": "Ce lien a déjà servi ou n’est plus valable.",
        "too_many_login_attempts": (
            "Trop de mauvais mots de passe ont été essayés. Attendez cinq minutes, "
            "ou demandez un nouveau mot de passe."
        ),
    }

    def clean_email(self, email):
        """Longer than its column, an address would be cut, or stop PostgreSQL."""
        User._meta.get_field("email").run_validators(email)
        return email

    def pre_authenticate(self, request, **credentials):
        """Answer 429 to whoever tries too often, the right password included."""
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError as refusal:
            raise ImmediateHttpResponse(too_many(request, refusal.message)) from refusal

    def _get_login_attempts_cache_key(self, request, **credentials):
        """Count by address alone: allauth adds the site's name as the request says it, with any
        port, and each port would give five tries more.
        """
        return credentials["email"].lower()

    def is_ajax(self, request):
        """Our pages are pages: allauth's other dialect is one more thing to guard."""
        return False

    def send_mail(self, template_prefix, email, context):
        """Lead to the address we know to be ours, whatever name the request was sent to, and
        wait for no relay: a page that answers later to those it knows tells who they are.
        """
        links = {
            name: on_our_site(value) for name, value in context.items() if name.endswith("_url")
        }
        own = {"request": self.request, "email": email}
        post(self.render_mail(template_prefix, email, {**context, **links, **own}))
        # The next page says where the mail went; the same whether or not an account exists.
        allauth_context.request.session["account_mail"] = email

    def render_mail(self, template_prefix, email, context, headers=None):
        subject = render_to_string(f"{template_prefix}_subject.txt", context).strip()
        page = f"{template_prefix}_message.html"
        return written(page, context, subject=subject, to=[email], headers=headers)

    def is_safe_url(self, url):
        """Only our own pages, as seen by this request: ALLOWED_HOSTS may hold other names."""
        request = allauth_context.request
        return url_has_allowed_host_and_scheme(
            url, allowed_hosts={request.get_host()}, require_https=request.is_secure()
        )

    def authentication_failed(self, request, **credentials):
        self.note_refused(credentials["email"], SignInStep.PASSWORD)

    def note_refused(self, email, step):
        record_refused_sign_in(email, step=step, **self.browser_of(allauth_context.request))

    def login(self, request, user):
        super().login(request, user)
        if count := refused_since_last_sign_in(user):
            messages.warning(request, refused_before(count))
        key = request.session.session_key
        record_sign_in(user, session_key=key, **self.browser_of(request))

    def browser_of(self, request):
        return {"ip": self.get_client_ip(request), "agent": self.get_http_user_agent(request)}

    def get_logout_redirect_url(self, request):
        return address_of_sign_out(request) or super().get_logout_redirect_url(request)

    def get_reauthentication_methods(self, user):
        known = super().get_reauthentication_methods(user)
        return [way | {"description": AGAIN.get(way["id"], way["description"])} for way in known]

    def get_password_change_redirect_url(self, request):
        return reverse("backoffice:profile")


def refused_before(count):
    refused = counted(count, "essai de connexion refusé", "essais de connexion refusés")
    return (
        f"{refused} depuis votre dernière visite. Si ce n’était pas vous, regardez « Connexions et "
        "sessions » dans votre compte, puis changez de mot de passe."
    )


def too_many(request, reason: str) -> HttpResponse:
    return render(request, "429.html", {"reason": reason}, status=HTTPStatus.TOO_MANY_REQUESTS)


def on_our_site(url: str) -> str:
    parts = urlsplit(url)
    return settings.SITE_URL + parts.path + (f"?{parts.query}" if parts.query else "")
