"""The flows one may see, and the page of one: what it does, what it found, what to do."""

from django.core.paginator import Paginator
from django.http import StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views import View

from backoffice.flows.export import lines
from backoffice.flows.forms import RefuseForm, StopForm, ValidateForm
from backoffice.flows.page import seen_by, told_of
from backoffice.flows.reading import readings_of, title_of
from backoffice.flows.thread import moment_in, thread_of
from backoffice.screens import Button, Page, Screen
from catalog.enums import Right
from catalog.flows.models import Flow
from catalog.flows.verbs.declaring import submit_flow, try_flow
from catalog.flows.verbs.running import pause_flow, resume_flow, run_flow_now, stop_flow
from catalog.models import Dataset
from catalog.permissions import keeps_inboxes

ROWS = 20


class FlowList(Page):
    """Those of the datasets one works on; all of them for the DPNC, whose decisions come first."""

    template_name = "backoffice/flow_list.html"

    def get_context_data(self, **kwargs):
        user = self.request.user
        allowed = Flow.objects.allowing(user, Right.VIEW_FLOW).for_page()
        page = Paginator(allowed.decisions_first(), ROWS).get_page(self.request.GET.get("page"))
        awaited = Flow.objects.allowing(user, Right.DECIDE_FLOW).to_decide()
        return super().get_context_data(
            page_obj=page,
            rows=readings_of(page),
            title=title_of(awaited.declared_by_others(user).count()),
            may_declare=Dataset.objects.allowing(user, Right.PUBLISH_DATASET).exists(),
            may_keep_inboxes=keeps_inboxes(user),
            **kwargs,
        )


class AboutFlow(Screen):
    required_right = Right.VIEW_FLOW
    section = "backoffice:flow-"

    def fetch(self):
        allowed = Flow.objects.allowing(self.request.user, Right.VIEW_FLOW).for_page()
        self.flow = get_object_or_404(allowed, pk=self.kwargs["pk"])
        self.require(self.flow)

    def trail(self):
        return [("Flux", reverse("backoffice:flow-list"))]

    def after(self):
        return reverse("backoffice:flow-detail", args=[self.flow.pk])


class FlowPage(AboutFlow):
    """The same page whatever its state."""

    template_name = "backoffice/flow_detail.html"

    def get_context_data(self, **kwargs):
        flow, reader = self.flow, seen_by(self.flow, self.request.user)
        before = moment_in(self.request.GET.get("avant", ""))
        shown = told_of(flow, reader)
        shown |= {
            "before": before,
            "thread": thread_of(flow, before=before, opens=reader.may_confirm),
            "stop_form": StopForm(),
        }
        if flow.is_submitted and reader.may_decide:
            shown |= {"validate_form": ValidateForm(), "refuse_form": RefuseForm()}
        return super().get_context_data(**(shown | kwargs))


class FlowDetail(FlowPage, Page):
    """What a machine does by itself, as it can be read."""


class FlowJournal(AboutFlow, View):
    """The whole thread, for a spreadsheet or a script."""

    def get(self, request, *args, **kwargs):
        answer = StreamingHttpResponse(lines(self.flow), content_type="text/csv; charset=utf-8")
        answer["Content-Disposition"] = f'attachment; filename="flux-{self.flow.pk}.csv"'
        return answer


class FlowTry(AboutFlow, Button):
    def act(self):
        try_flow(self.flow, by=self.request.user)

    def sentence(self):
        return "L’essai est lancé : rien n’est publié. Son rapport paraît ici."

    def after(self):
        return f"{super().after()}#essai"


class FlowSubmit(AboutFlow, Button):
    def act(self):
        submit_flow(self.flow, by=self.request.user)

    def sentence(self):
        return f"« {self.flow} » est soumis à la DPNC. Sa réponse vous parviendra par courriel."


class FlowRun(AboutFlow, Button):
    def act(self):
        run_flow_now(self.flow, by=self.request.user)

    def sentence(self):
        return f"« {self.flow} » regarde sa boîte. Ce qu’il trouve paraît dans le journal."


class FlowPause(AboutFlow, Button):
    def act(self):
        pause_flow(self.flow, by=self.request.user)

    def sentence(self):
        return f"« {self.flow} » est en pause : rien ne sera publié avant sa reprise."


class FlowResume(AboutFlow, Button):
    def act(self):
        resume_flow(self.flow, by=self.request.user)

    def sentence(self):
        return f"« {self.flow} » reprend : ce qui est arrivé entre-temps est pris."


class FlowStop(AboutFlow, Button):
    def act(self):
        form = StopForm(self.request.POST)
        reason = form.cleaned_data["reason"] if form.is_valid() else ""
        stop_flow(self.flow, by=self.request.user, reason=reason)

    def sentence(self):
        return f"« {self.flow} » est arrêté. Ce qu’il a publié reste en ligne."
