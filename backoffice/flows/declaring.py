"""Declaring a flow, on one page, and saying it otherwise."""

from django.urls import reverse

from backoffice.flows.forms import FlowForm, StartForm
from backoffice.flows.views import AboutFlow
from backoffice.screens import AboutDataset, FormPage
from catalog.enums import Right
from catalog.flows.models import Inbox
from catalog.flows.verbs.declaring import change_flow, declare_flow
from catalog.models import Dataset


class FlowStart(FormPage):
    """Which dataset: the form that follows proposes its files, and the people around it."""

    template_name = "backoffice/flow_start.html"
    section = "backoffice:flow-"

    def trail(self):
        return [("Flux", reverse("backoffice:flow-list"))]

    def get_form(self, form_class=None):
        datasets = Dataset.objects.allowing(self.request.user, Right.PUBLISH_DATASET)
        datasets = datasets.outside_bin().order_by("title")
        return StartForm(self.request.POST or None, datasets=datasets)

    def act(self, form):
        return form.cleaned_data["dataset"]

    def after(self):
        return reverse("backoffice:flow-create", args=[self.made.pk])


class FlowCreate(AboutDataset, FormPage):
    required_right = Right.PUBLISH_DATASET
    section = "backoffice:flow-"
    template_name = "backoffice/flow_create.html"

    def get_form(self, form_class=None):
        by, sent = self.request.user, self.request.POST or None
        return FlowForm(sent, dataset=self.dataset, by=by)

    def act(self, form):
        by, submission = self.request.user, form.cleaned_data["submission"]
        return declare_flow(self.dataset, form.terms(by), by=by, submission=submission)

    def sentence(self):
        return f"« {self.made} » est déclaré. Essayez-le : rien n’est publié."

    def after(self):
        return reverse("backoffice:flow-detail", args=[self.made.pk])

    def get_context_data(self, **kwargs):
        inboxes = Inbox.objects.open_to(self.dataset).exists()
        return super().get_context_data(dataset=self.dataset, may_choose=inboxes, **kwargs)


class FlowEdit(AboutFlow, FormPage):
    required_right = Right.CHANGE_FLOW
    template_name = "backoffice/flow_edit.html"

    def get_form(self, form_class=None):
        return FlowForm(
            self.request.POST or None,
            initial=FlowForm.said_of(self.flow),
            dataset=self.flow.dataset,
            by=self.request.user,
        )

    def act(self, form):
        by, revision = self.request.user, form.cleaned_data["revision"]
        terms = form.terms(by, known=self.flow.told.all())
        return change_flow(self.flow, terms, by=by, revision=revision)

    def sentence(self):
        if self.flow.is_feeding and not self.made.is_feeding:
            return (
                f"« {self.made} » est modifié. Il lit ailleurs : essayez-le, puis soumettez-le de "
                "nouveau à la DPNC."
            )
        return f"« {self.made} » est modifié."

    def trail(self):
        return [*super().trail(), (self.flow.name, self.after())]

    def get_context_data(self, **kwargs):
        return super().get_context_data(flow=self.flow, dataset=self.flow.dataset, **kwargs)
