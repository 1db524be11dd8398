"""Keys of the API: one's own, shown once, revoked in one gesture."""

from django.conf import settings
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from backoffice.access.key_forms import KeyForm
from backoffice.house_forms import HouseForm
from backoffice.screens import FormPage, Page, Screen
from catalog.accounts.keys import ApiKey
from catalog.actions.keys import create_api_key, revoke_api_key
from catalog.exceptions import CatalogError

LAST_DEAD = 10


def api_address():
    return f"{settings.SITE_URL}/api/1"


class OwnKeys(Screen):
    section = "backoffice:profile"

    def trail(self):
        return [
            ("Mon compte", reverse("backoffice:profile")),
            ("Mes clés d’API", reverse("backoffice:key-list")),
        ]


class KeyList(OwnKeys, Page):
    template_name = "backoffice/key_list.html"

    def trail(self):
        return super().trail()[:1]

    def get_context_data(self, **kwargs):
        now = timezone.now()
        keys = list(ApiKey.objects.of(self.request.user).newest_first())
        usable = [key for key in keys if not key.revoked_at and not key.has_expired(now)]
        dead = [key for key in keys if key not in usable]
        return super().get_context_data(
            keys=usable, dead=dead[:LAST_DEAD], api=api_address(), **kwargs
        )


class KeyCreate(OwnKeys, FormPage):
    """The answer to the form shows the key: nothing keeps it, so no other page could."""

    template_name = "backoffice/key_create.html"
    form_class = KeyForm

    def form_valid(self, form):
        user = self.request.user
        try:
            made = create_api_key(user, by=user, **form.cleaned_data)
        except CatalogError as refusal:
            form.add_error(refusal.field or None, refusal.message)
            return self.form_invalid(form)
        return self.render_to_response(self.get_context_data(made=made, form=form))

    def get_context_data(self, **kwargs):
        return super().get_context_data(api=api_address(), **kwargs)


class KeyRevoke(OwnKeys, FormPage):
    template_name = "backoffice/key_revoke.html"
    form_class = HouseForm

    def fetch(self):
        own = ApiKey.objects.of(self.request.user)
        self.key = get_object_or_404(own, pk=self.kwargs["pk"])

    def act(self, form):
        return revoke_api_key(self.key, by=self.request.user)

    def sentence(self):
        return f"La clé « {self.key} » n’ouvre plus rien."

    def after(self):
        return reverse("backoffice:key-list")

    def get_context_data(self, **kwargs):
        return super().get_context_data(key=self.key, **kwargs)
