"""Asking to join an organisation, and answering."""

from django.urls import reverse

from backoffice.access.request_forms import AcceptForm, AskForm, RefuseForm
from backoffice.console.addresses import back_to_queue
from backoffice.console.kinds.access import facts, known_domains
from backoffice.console.phrases import Phrases
from backoffice.screens import AboutOrganization, AboutRequest, Button, FormPage
from catalog.accounts.models import Membership
from catalog.accounts.requests.models import AccessRequest
from catalog.actions.access import (
    accept_request,
    cancel_request,
    refuse_request,
    request_access,
)
from catalog.actions.telling import is_answered_by_dpnc
from catalog.enums import RequestStatus, Right
from catalog.exceptions import AlreadyDecided


class RequestCreate(AboutOrganization, FormPage):
    """The form, then its receipt: whoever waits or belongs already is told so here."""

    template_name = "backoffice/request_create.html"
    form_class = AskForm

    def act(self, form):
        return request_access(self.organization, by=self.request.user, **form.cleaned_data)

    def after(self):
        return reverse("backoffice:request-create", args=[self.organization.slug])

    def get_context_data(self, **kwargs):
        user, organization = self.request.user, self.organization
        return super().get_context_data(
            organization=organization,
            in_family=is_answered_by_dpnc(organization),
            membership=Membership.objects.filter(user=user, organization=organization).first(),
            asked=AccessRequest.objects.of(user).within(organization).pending().first(),
            **kwargs,
        )


class Answer(Phrases, AboutRequest, FormPage):
    """One request and one answer; also where a refused answer comes back, with its text."""

    answer = None

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"asked": self.asked}

    def act(self, form):
        values = {name: value for name, value in form.cleaned_data.items() if name != "keep"}
        try:
            self.decide(values)
        except AlreadyDecided:
            if not self.is_mine():
                raise
        self.keep(form)

    def is_mine(self):
        """Tell whether the answer already given is this one, sent twice."""
        self.fetch()
        return self.asked.decided_by == self.request.user and self.asked.status == self.answer

    def after(self):
        return back_to_queue(self.request.GET)

    def get_context_data(self, **kwargs):
        known = facts(self.asked, known_domains([self.asked]))
        return super().get_context_data(facts=known, asked=self.asked, **kwargs)


class RequestAccept(Answer):
    template_name = "backoffice/request_accept.html"
    form_class = AcceptForm
    answer = RequestStatus.ACCEPTED

    def decide(self, values):
        accept_request(self.asked, by=self.request.user, **values)

    def sentence(self):
        return f"{self.asked.user} rejoint « {self.asked.organization} » et reçoit votre motif."


class RequestRefuse(Answer):
    template_name = "backoffice/request_refuse.html"
    form_class = RefuseForm
    accepting = False
    answer = RequestStatus.REFUSED

    def decide(self, values):
        refuse_request(self.asked, by=self.request.user, **values)

    def sentence(self):
        return f"La demande de {self.asked.user} est refusée : votre motif lui est envoyé."


class RequestCancel(AboutRequest, Button):
    required_right = Right.VIEW_REQUEST

    def act(self):
        if self.asked.status != RequestStatus.CANCELED:
            cancel_request(self.asked, by=self.request.user)

    def sentence(self):
        return f"Votre demande pour « {self.asked.organization} » est annulée."

    def after(self):
        return reverse("backoffice:home")
