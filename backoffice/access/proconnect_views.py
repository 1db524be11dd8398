from urllib.parse import urlencode

from allauth.account.utils import get_next_redirect_url
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.base import AuthProcess
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from django.conf import settings
from django.http import Http404
from django.shortcuts import redirect
from django.utils.crypto import get_random_string
from django.views.decorators.http import require_safe

from backoffice.access.proconnect import PROVIDER, RANDOM_LENGTH, SESSION, ProConnect

CLAIMS = '{"id_token":{"amr":{"essential":true}}}'
"""How the person proved who they are is said to whoever asks for it, in these words."""
UNANSWERED = (OAuth2Error, OSError)
"""Its own page is another's, or nobody answers: what allauth takes for granted."""


@require_safe
def sign_in(request):
    """Leave for the provider, with a state, a nonce and a secret that this browser's session keeps.

    A link, not a form: our policy would refuse the pages to which the provider leads on.
    """
    if request.user.is_authenticated:
        return redirect(settings.LOGIN_REDIRECT_URL)
    provider = configured(request)
    nonce = get_random_string(RANDOM_LENGTH)
    try:
        return provider.redirect(
            request,
            AuthProcess.LOGIN,
            next_url=get_next_redirect_url(request),
            auth_params=provider.get_auth_params() | {"nonce": nonce, "claims": CLAIMS},
            nonce=nonce,
        )
    except UNANSWERED as error:
        return render_authentication_error(request, provider, exception=error)


@require_safe
def come_back(request):
    if request.user.is_authenticated:
        return redirect(settings.LOGIN_REDIRECT_URL)
    provider = configured(request)
    try:
        return Callback.adapter_view(ProConnect(request, PROVIDER))(request)
    except UNANSWERED as error:
        return render_authentication_error(request, provider, exception=error)


class Callback(OAuth2CallbackView):
    def _get_state(self, request, provider):
        state, response = super()._get_state(request, provider)
        self.adapter.nonce = (state or {}).get("nonce")
        return state, response


def configured(request):
    """Return the provider of our settings. Raises Http404 where there is none."""
    try:
        provider = get_adapter().get_provider(request, PROVIDER)
    except SocialApp.DoesNotExist as error:
        raise Http404 from error
    provider.oauth2_adapter_class = ProConnect
    return provider


def address_of_sign_out(request):
    """Return where the provider ends its own session, or "" for who did not come by it."""
    came = request.session.get(SESSION)
    if not came:
        return ""
    try:
        config = ProConnect(request, PROVIDER).openid_config
    except (SocialApp.DoesNotExist, *UNANSWERED):
        return ""
    if not (page := config.get("end_session_endpoint")):
        return ""
    asked = {
        "id_token_hint": came["id_token"],
        "state": get_random_string(RANDOM_LENGTH),
        "post_logout_redirect_uri": f"{settings.SITE_URL.rstrip('/')}/",
    }
    return f"{page}?{urlencode(asked)}"
