"""What the DPNC answers, on the page of the flow."""

from django.shortcuts import redirect

from backoffice.flows.forms import RefuseForm, ValidateForm
from backoffice.flows.views import FlowPage
from backoffice.screens import FormPage
from catalog.enums import Right
from catalog.flows.verbs.deciding import refuse_flow, validate_flow


class Deciding(FlowPage, FormPage):
    """Opened by hand, it is the page of the flow; refused, the same page with what was typed."""

    required_right = Right.DECIDE_FLOW

    def get(self, request, *args, **kwargs):
        return redirect(self.after())


class FlowValidate(Deciding):
    form_class = ValidateForm

    def act(self, form):
        return validate_flow(self.flow, by=self.request.user, reason=form.cleaned_data["reason"])

    def sentence(self):
        return f"« {self.made} » est validé : il regarde sa boîte dès maintenant."

    def get_context_data(self, form, **kwargs):
        self.fetch()
        return super().get_context_data(validate_form=form, **kwargs)


class FlowRefuse(Deciding):
    form_class = RefuseForm

    def act(self, form):
        return refuse_flow(self.flow, by=self.request.user, reason=form.cleaned_data["reason"])

    def sentence(self):
        return f"« {self.made} » est refusé. {self.made.declared_by} reçoit votre motif."

    def get_context_data(self, form, **kwargs):
        self.fetch()
        return super().get_context_data(refuse_form=form, **kwargs)
