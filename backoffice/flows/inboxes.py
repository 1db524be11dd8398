"""Where flows may read: the DPNC says it, and no secret is ever typed here."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.urls import reverse

from backoffice.flows.forms import InboxForm
from backoffice.screens import Button, FormPage, Page, Screen
from catalog.enums import Right
from catalog.flows.models import Inbox
from catalog.flows.verbs.inboxes import change_inbox, declare_inbox, delete_inbox, try_inbox
from catalog.permissions import keeps_inboxes

LIST = "backoffice:inbox-list"


class Keeping(Screen):
    required_right = Right.MANAGE_INBOXES
    section = "backoffice:flow-"

    def fetch(self):
        if not keeps_inboxes(self.request.user):
            raise PermissionDenied("Les boîtes de dépôt sont déclarées par la DPNC.")

    def trail(self):
        return [("Flux", reverse("backoffice:flow-list")), ("Boîtes de dépôt", reverse(LIST))]

    def after(self):
        return reverse(LIST)


class AboutInbox(Keeping):
    def fetch(self):
        super().fetch()
        allowed = Inbox.objects.allowing(self.request.user, self.required_right)
        self.inbox = get_object_or_404(allowed.with_flow_count(), pk=self.kwargs["pk"])


class InboxList(Keeping, Page):
    template_name = "backoffice/inbox_list.html"

    def trail(self):
        return super().trail()[:-1]

    def get_context_data(self, **kwargs):
        allowed = Inbox.objects.allowing(self.request.user, self.required_right)
        return super().get_context_data(inboxes=allowed.with_flow_count().in_order(), **kwargs)


class InboxCreate(Keeping, FormPage):
    template_name = "backoffice/inbox_create.html"
    form_class = InboxForm

    def act(self, form):
        submission = form.cleaned_data["submission"]
        return declare_inbox(form.terms(), by=self.request.user, submission=submission)

    def sentence(self):
        return f"« {self.made} » est déclarée. Vérifiez qu’elle répond."


class InboxEdit(AboutInbox, FormPage):
    template_name = "backoffice/inbox_edit.html"
    form_class = InboxForm

    def get_initial(self):
        return InboxForm.said_of(self.inbox)

    def act(self, form):
        return change_inbox(self.inbox, form.terms(), by=self.request.user)

    def sentence(self):
        return f"« {self.made} » est enregistrée."

    def get_context_data(self, **kwargs):
        return super().get_context_data(inbox=self.inbox, **kwargs)


class InboxTry(AboutInbox, Button):
    def act(self):
        self.answer = try_inbox(self.inbox, by=self.request.user)

    def sentence(self):
        return f"« {self.inbox} » : {self.answer}"


class InboxDelete(AboutInbox, Button):
    def act(self):
        delete_inbox(self.inbox, by=self.request.user)

    def sentence(self):
        return f"« {self.inbox} » est supprimée."
