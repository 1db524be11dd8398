"""Asking the DPNC for help, from any page of the back office, and reading the answer."""

from django.shortcuts import get_object_or_404
from django.urls import reverse

from backoffice.console.addresses import back_to_queue
from backoffice.console.context import context_of
from backoffice.console.help_forms import AnswerForm, HelpForm
from backoffice.screens import FormPage
from catalog.accounts.requests.models import HelpRequest
from catalog.actions.help import answer_help, ask_help
from catalog.enums import Right


class HelpCreate(FormPage):
    template_name = "backoffice/help_create.html"
    form_class = HelpForm

    def asked_from(self):
        parameters = self.request.POST if self.request.method == "POST" else self.request.GET
        return context_of(parameters.get("page", ""), self.request.user)

    def get_initial(self):
        return {"page": self.asked_from().page}

    def act(self, form):
        words, where = form.cleaned_data, self.asked_from()
        return ask_help(
            message=words["message"],
            submission=words["submission"],
            page=where.page,
            about=where.about,
            organization=where.organization,
            by=self.request.user,
        )

    def sentence(self):
        return "Votre demande est partie à la DPNC. Sa réponse vous parviendra par courriel."

    def after(self):
        return reverse("backoffice:help-detail", args=[self.made.pk])

    def get_context_data(self, **kwargs):
        return super().get_context_data(where=self.asked_from(), **kwargs)


class HelpDetail(FormPage):
    """What was asked and answered; whoever may answer does so here."""

    required_right = Right.VIEW_HELP
    template_name = "backoffice/help_detail.html"
    form_class = AnswerForm

    def fetch(self):
        rows = HelpRequest.objects.allowing(self.request.user, self.required_right)
        self.asked = get_object_or_404(rows.for_page(), pk=self.kwargs["pk"])

    def act(self, form):
        return answer_help(self.asked, by=self.request.user, **form.cleaned_data)

    def sentence(self):
        return f"{self.made.user} reçoit votre réponse."

    def after(self):
        return back_to_queue(self.request.GET)

    def get_context_data(self, **kwargs):
        user = self.request.user
        may_answer = user.has_perm(Right.ANSWER_HELP, self.asked) and self.asked.user != user
        return super().get_context_data(asked=self.asked, may_answer=may_answer, **kwargs)
