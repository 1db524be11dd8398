"""One case: who asks, what colleagues say of it, how it is answered."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from backoffice.console.addresses import back_to_queue
from backoffice.console.case_forms import AssignForm, DecisionForm, NoteForm, colleagues_of
from backoffice.console.past import past_of
from backoffice.console.phrases import ACCEPT, MOST, REFUSE, Phrases, usable_by
from backoffice.console.reading import KINDS, Entry, row_over, rows_of
from backoffice.screens import FormPage, Page, Screen
from catalog.actions.cases import assign_case, note_case
from catalog.exceptions import AlreadyDecided


class CasePage(Screen):
    """One thing that waits, or that did; what its kind may not show this person does not exist."""

    section = "backoffice:request-list"
    template_name = "backoffice/case_detail.html"

    def fetch(self):
        self.kind = KINDS.get(self.kwargs["kind"])
        if self.kind is None:
            raise Http404
        user, key = self.request.user, self.kwargs["pk"]
        found = self.kind.waiting(user).filter(pk=key).values_list("pk", self.kind.since).first()
        if found:
            (self.row,) = rows_of([Entry(self.kind, *found)], user)
        else:
            self.row = row_over(self.kind, get_object_or_404(self.kind.over(user), pk=key))

    def trail(self):
        return [("Demandes", reverse("backoffice:request-list"))]

    def after(self):
        return reverse("backoffice:case-detail", args=[self.kind.slug, self.row.pk])

    def get_context_data(self, **kwargs):
        user, row = self.request.user, self.row
        shown = {
            "row": row,
            "past": past_of(row, user),
            "note_form": NoteForm(),
            "assign_form": AssignForm(colleagues=colleagues_of(user, row.thing), case=row.case),
        }
        if not row.answer:
            shown["doubts"] = self.kind.doubts(row.thing, user)
        if self.kind.decided_here and not row.answer:
            shown |= {"answer_form": DecisionForm(), "phrases": usable_by(user)[:MOST]}
        return super().get_context_data(**(shown | kwargs))


class CaseDetail(CasePage, Page):
    """All that helps to answer, on one page."""


class CaseAnswer(Phrases, CasePage, FormPage):
    """The decision, of the kinds that are decided here. What this person has already decided so,
    sent twice, is no surprise.
    """

    form_class = DecisionForm
    chosen = ("decision",)

    def fetch(self):
        super().fetch()
        if not self.kind.decided_here:
            raise Http404

    def act(self, form):
        self.accepting = form.cleaned_data["decision"] == ACCEPT
        told = {"accepted": self.accepting, "by": self.request.user}
        try:
            self.kind.decide(self.row.thing, reason=form.cleaned_data["reason"], **told)
        except AlreadyDecided:
            if not self.kind.is_so(self.row.thing, **told):
                raise
        if form.cleaned_data["reason"].strip():
            self.keep(form)

    def sentence(self):
        return f"{self.row.title} : votre réponse part par courriel."

    def after(self):
        return back_to_queue(self.request.GET)

    def phrases(self):
        return usable_by(self.request.user)

    def unbound(self, phrase):
        """A phrase that serves to refuse says that one refuses, unless something was chosen."""
        options = super().unbound(phrase)
        options["initial"].setdefault("decision", ACCEPT if phrase.is_acceptance else REFUSE)
        return options

    def get_context_data(self, form=None, **kwargs):
        return super().get_context_data(answer_form=form or self.get_form(), **kwargs)


class CaseNote(CasePage, FormPage):
    form_class = NoteForm

    def act(self, form):
        return note_case(self.row.thing, by=self.request.user, **form.cleaned_data)

    def sentence(self):
        return "Votre note est gardée. Seuls vos collègues la lisent."

    def get_context_data(self, form=None, **kwargs):
        return super().get_context_data(note_form=form or self.get_form(), **kwargs)


class CaseAssign(CasePage, FormPage):
    form_class = AssignForm

    def get_form_kwargs(self):
        colleagues = colleagues_of(self.request.user, self.row.thing)
        return super().get_form_kwargs() | {"colleagues": colleagues, "case": self.row.case}

    def act(self, form):
        return assign_case(self.row.thing, to=form.chosen(), by=self.request.user)

    def sentence(self):
        who = self.made.assigned_to
        return f"{self.row.title} : suivi par {who}." if who else "Plus personne ne le suit."

    def get_context_data(self, form=None, **kwargs):
        return super().get_context_data(assign_form=form or self.get_form(), **kwargs)
