"""One's own account: its address, its open sessions, what we hold of it, and leaving."""

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth import logout
from django.core.serializers.json import DjangoJSONEncoder
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.generic import TemplateView, View

from backoffice.access.arrivals import history_of
from backoffice.access.devices import device_of
from backoffice.access.oneself_forms import AddressForm, LeavingForm
from backoffice.screens import REFUSED, Button, FormPage, Page, Screen
from catalog.accounts.signing_in import EmailChange, SignIn
from catalog.actions.account_export import export_account
from catalog.actions.email_change import (
    Side,
    ask_email_change,
    cancel_email_change,
    confirm_email_change,
    proof_of,
)
from catalog.actions.oneself import (
    delete_account,
    end_other_sessions,
    end_session,
)
from catalog.exceptions import CatalogError


class OwnAccount(Screen):
    section = "backoffice:profile"

    def trail(self):
        return [("Mon compte", reverse("backoffice:profile"))]


class Engaging(OwnAccount):
    """What engages the account is done by somebody who has just proved who they are."""

    def dispatch(self, request, *args, **kwargs):
        verb = request.method.lower()
        is_heard = verb in self.http_method_names and hasattr(self, verb)
        if not request.user.is_authenticated or not is_heard:
            return super().dispatch(request, *args, **kwargs)
        return reauthentication_required(super().dispatch)(request, *args, **kwargs)


class SessionList(OwnAccount, Page):
    template_name = "backoffice/session_list.html"

    def get_context_data(self, **kwargs):
        own = SignIn.objects.of(self.request.user).newest_first()
        return super().get_context_data(
            opened=[(sign_in, device_of(sign_in.agent)) for sign_in in own.open()],
            history=history_of(self.request.user),
            here=self.request.session.session_key,
            **kwargs,
        )


class SessionButton(OwnAccount, Button):
    def after(self):
        return reverse("backoffice:session-list")


class SessionEnd(SessionButton):
    def fetch(self):
        own = SignIn.objects.of(self.request.user)
        self.sign_in = get_object_or_404(own.select_related("user"), pk=self.kwargs["pk"])

    def act(self):
        end_session(self.sign_in, by=self.request.user)

    def sentence(self):
        return "Cette session est fermée."


class SessionEndOthers(SessionButton):
    def act(self):
        user = self.request.user
        end_other_sessions(user, by=user, but=self.request.session.session_key)

    def sentence(self):
        return "Vous n’êtes plus connecté qu’ici."


class EmailChangeAsk(Engaging, FormPage):
    template_name = "backoffice/email_change.html"
    form_class = AddressForm

    def act(self, form):
        return ask_email_change(self.request.user, by=self.request.user, **form.cleaned_data)

    def after(self):
        return reverse("backoffice:email-change")

    def get_context_data(self, **kwargs):
        pending = EmailChange.objects.of(self.request.user).open().first()
        return super().get_context_data(pending=pending, **kwargs)


class EmailChangeCancel(OwnAccount, Button):
    def act(self):
        for change in EmailChange.objects.of(self.request.user).open():
            cancel_email_change(change)

    def sentence(self):
        return "Votre compte garde son adresse."

    def after(self):
        return reverse("backoffice:email-change")


class EmailConfirm(TemplateView):
    """Open to whoever holds the link of a mail, which proves that they read its mailbox. Nothing
    happens before a button is pressed: programs that look at mails follow their links.
    """

    template_name = "backoffice/email_confirm.html"
    http_method_names = ("get", "head", "post")

    def dispatch(self, request, *args, **kwargs):
        self.proof = proof_of(kwargs["token"])
        if not self.proof:
            raise Http404
        self.change = get_object_or_404(EmailChange, pk=self.proof.change)
        return super().dispatch(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        try:
            context = self.done()
        except CatalogError as refusal:
            context = self.get_context_data(refusal=refusal.message)
            return self.render_to_response(context, status=REFUSED)
        return self.render_to_response(context)

    def done(self):
        if self.proof.side == Side.FORMER and "refuser" in self.request.POST:
            cancel_email_change(self.change)
            return self.get_context_data(canceled=True)
        changed = confirm_email_change(self.change, side=self.proof.side)
        return self.get_context_data(changed=changed, agreed=True)

    def get_context_data(self, **kwargs):
        is_open = EmailChange.objects.open().filter(pk=self.change.pk).exists()
        return super().get_context_data(
            change=self.change,
            is_former=self.proof.side == Side.FORMER,
            is_open=is_open,
            **kwargs,
        )


class AccountExport(Engaging, View):
    def get(self, request, *args, **kwargs):
        own = export_account(request.user, by=request.user)
        options = {"ensure_ascii": False, "indent": 2}
        response = JsonResponse(own, encoder=DjangoJSONEncoder, json_dumps_params=options)
        response["Content-Disposition"] = 'attachment; filename="mon-compte.json"'
        return response


class AccountDelete(Engaging, FormPage):
    template_name = "backoffice/account_delete.html"
    form_class = LeavingForm

    def form_valid(self, form):
        person = self.request.user
        try:
            delete_account(person, by=person)
        except CatalogError as refusal:
            form.add_error(None, refusal.message)
            return self.form_invalid(form)
        logout(self.request)
        messages.success(self.request, "Votre compte est supprimé.")
        return redirect("account_login")
