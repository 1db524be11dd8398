"""Answering several access requests with one reason, which a kept phrase may begin."""

from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse

from backoffice.access.request_forms import WELCOME
from backoffice.console.domains import UNKNOWN
from backoffice.console.kinds.access import facts, known_domains
from backoffice.console.phrases import ACCEPT, REFUSE, Phrases, ReasonForm
from backoffice.screens import FormPage
from catalog.accounts.requests.models import AccessRequest
from catalog.actions.answers import accept_requests, refuse_requests
from catalog.enums import Right
from catalog.templatetags.vitrine import requests

MOST = 100


class RequestAnswer(Phrases, FormPage):
    """The ticked ones, and one reason. What one of them refuses, all of them refuse."""

    required_right = Right.DECIDE_REQUEST
    section = "backoffice:request-list"
    template_name = "backoffice/request_answer.html"
    form_class = ReasonForm

    def fetch(self):
        sent = self.request.POST if self.request.method == "POST" else self.request.GET
        self.accepting = sent.get("reponse") != REFUSE
        self.requests = self.ticked(self.keys())
        for asked in self.requests:
            self.require(asked)

    def ticked(self, keys):
        """Return them in the order of the queue; one that is hidden hides the page."""
        rows = AccessRequest.objects.allowing(self.request.user, Right.VIEW_REQUEST)
        try:
            found = list(rows.filter(pk__in=keys).oldest_first().with_people())
        except ValidationError as error:
            raise Http404 from error
        if len(found) != len(set(keys)):
            raise Http404
        return found

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated and not self.keys():
            return redirect(self.after())
        return super().dispatch(request, *args, **kwargs)

    def keys(self):
        sent = self.request.POST if self.request.method == "POST" else self.request.GET
        return sent.getlist("demande")[:MOST]

    def get_initial(self):
        return {"reason": WELCOME if self.accepting else ""}

    def act(self, form):
        answer = accept_requests if self.accepting else refuse_requests
        made = answer(self.requests, by=self.request.user, reason=form.cleaned_data["reason"])
        self.keep(form)
        return made

    def sentence(self):
        count, done = len(self.requests), "acceptée" if self.accepting else "refusée"
        plural = "s" if count > 1 else ""
        return f"{requests(count)} {done}{plural} : votre motif part par courriel."

    def after(self):
        return reverse("backoffice:request-list")

    def trail(self):
        return [("Demandes", self.after())]

    def get_context_data(self, **kwargs):
        known = known_domains(self.requests)
        rows = [facts(asked, known) for asked in self.requests]
        return super().get_context_data(
            rows=rows,
            accepting=self.accepting,
            answer=ACCEPT if self.accepting else REFUSE,
            unknown=[row.asked.user for row in rows if row.domain == UNKNOWN],
            **kwargs,
        )
