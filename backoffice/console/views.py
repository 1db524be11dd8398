"""The queue, its history, and one case: who asks, what colleagues say of it, how it is answered."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from backoffice.console.case_forms import AssignForm, NoteForm, colleagues_of
from backoffice.console.choices import choices_of
from backoffice.console.filters import asked_by
from backoffice.console.past import past_of
from backoffice.console.reading import (
    KINDS,
    Entry,
    answers_of,
    latest_answers,
    median_delay,
    over,
    row_over,
    rows_of,
    waiting,
)
from backoffice.console.screens import Queue
from backoffice.console.wording import late_in_words, title_of
from backoffice.screens import FormPage, Page, Screen
from catalog.actions.cases import assign_case, note_case

ROWS = 10
ANSWERS = 5
HISTORY = 50


class RequestList(Queue, Page):
    template_name = "backoffice/request_list.html"

    def get_context_data(self, **kwargs):
        user, asked = self.request.user, asked_by(self.request.GET)
        page = Paginator(waiting(user, asked), ROWS).get_page(self.request.GET.get("page"))
        choices = choices_of(user)
        return super().get_context_data(
            asked=asked,
            choices=choices,
            page_obj=page,
            rows=rows_of(list(page), user),
            title=title_of(page.paginator.count),
            late=late_in_words(choices.late),
            answers=latest_answers(user, ANSWERS),
            median=median_delay(user),
            **kwargs,
        )


class RequestHistory(Queue, Page):
    template_name = "backoffice/request_history.html"

    def get_context_data(self, **kwargs):
        user, asked = self.request.user, asked_by(self.request.GET)
        page = Paginator(over(user, asked), HISTORY).get_page(self.request.GET.get("page"))
        return super().get_context_data(
            asked=asked,
            choices=choices_of(user, past=True),
            page_obj=page,
            answers=answers_of(list(page), user),
            median=median_delay(user),
            **kwargs,
        )


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
        user = self.request.user
        shown = {
            "row": self.row,
            "past": past_of(self.row, user),
            "note_form": NoteForm(),
            "assign_form": AssignForm(
                colleagues=colleagues_of(user, self.row.thing), case=self.row.case
            ),
        }
        return super().get_context_data(**(shown | kwargs))


class CaseDetail(CasePage, Page):
    """All that helps to answer, on one page."""


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
        return f"« {self.row.title} » est suivi par {who}." if who else "Plus personne ne le suit."

    def get_context_data(self, form=None, **kwargs):
        return super().get_context_data(assign_form=form or self.get_form(), **kwargs)
