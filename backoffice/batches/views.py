"""One gesture over the datasets chosen in the list: what it asks, what it would change, then it."""

from dataclasses import dataclass

from django.shortcuts import get_object_or_404
from django.urls import reverse

from backoffice.batches.forms import FORMS
from backoffice.datasets.choosing import chosen_datasets, chosen_keys, of_one_organization
from backoffice.datasets.journal import Line, label, shown
from backoffice.screens import Button, FormPage, Page, Screen
from catalog.actions.batches import Terms, change_datasets, planned, undo_batch
from catalog.enums import BatchKind, Right
from catalog.models import Batch, Dataset, Theme
from catalog.templatetags.vitrine import datasets as counted_datasets

LATEST = 5


@dataclass(frozen=True)
class Row:
    """One dataset: what changes, or why nothing may."""

    dataset: Dataset
    lines: list[Line]
    refusal: str = ""


class BatchScreen(Screen):
    section = "backoffice:dataset-"

    def trail(self):
        return [("Jeux de données", reverse("backoffice:dataset-list"))]


class BatchCreate(BatchScreen, FormPage):
    """`jeu` names the datasets, or `tous` says that they are those the list finds; `geste` is what
    is done to them. Nothing is done before « Appliquer », to those of which the page said what will
    change.
    """

    template_name = "backoffice/batch_create.html"

    def fetch(self):
        asked = self.request.GET.get("geste", "")
        self.kind = BatchKind(asked) if asked in BatchKind.values else None
        right = Terms(self.kind or "").right
        self.chosen = chosen_datasets(self.request.user, chosen_keys(self.request), right)

    def get_form(self, form_class=None):
        return FORMS[self.kind](self.request.POST or None) if self.kind else None

    def post(self, request, *args, **kwargs):
        form = self.get_form()
        if form is None:
            return self.get(request)
        if "appliquer" in request.POST or not form.is_valid():
            return super().post(request, *args, **kwargs)
        if "modifier" in request.POST:
            return self.render_to_response(self.get_context_data(form=form))
        plans = [planned(row, form.terms(self.kind)) for row in self.chosen]
        return self.render_to_response(self.get_context_data(form=form, plans=plans))

    def act(self, form):
        return change_datasets(
            list(self.chosen),
            form.terms(self.kind),
            by=self.request.user,
            submission=form.cleaned_data["submission"],
        )

    def after(self):
        return reverse("backoffice:batch-detail", args=[self.made.pk])

    def may_transfer(self):
        mine = self.chosen.allowing(self.request.user, Right.TRANSFER_DATASET)
        return mine.count() == len(self.chosen) and of_one_organization(self.chosen)

    def get_context_data(self, plans=(), **kwargs):
        rows = rows_of((plan.dataset, plan.before, plan.after, plan.refusal) for plan in plans)
        return super().get_context_data(
            chosen=self.chosen,
            carried=[pair for pair in pairs_of(self.request.GET) if pair[0] != "geste"],
            kind=self.kind,
            kinds=BatchKind.choices,
            may_transfer=self.may_transfer(),
            latest=latest_of(self.request.user),
            rows=rows,
            changed=sum(bool(row.lines) for row in rows),
            refused=any(row.refusal for row in rows),
            **kwargs,
        )


class AboutBatch(BatchScreen):
    """A batch is its author's: who else may change the datasets reads it in their journals."""

    def fetch(self):
        rows = Batch.objects.made_by_person(self.request.user)
        self.batch = get_object_or_404(rows, pk=self.kwargs["pk"])

    def after(self):
        return reverse("backoffice:batch-detail", args=[self.batch.pk])


class BatchDetail(AboutBatch, Page):
    template_name = "backoffice/batch_detail.html"

    def get_context_data(self, **kwargs):
        visible = Dataset.objects.visible_to(self.request.user)
        parts = self.batch.parts.filter(dataset__in=visible).select_related("dataset")
        parts = parts.order_by("dataset__title")
        rows = rows_of((part.dataset, part.before, part.after, "") for part in parts)
        return super().get_context_data(batch=self.batch, rows=rows, **kwargs)


class BatchUndo(AboutBatch, Button):
    def act(self):
        undo_batch(self.batch, by=self.request.user)

    def sentence(self):
        count = counted_datasets(self.batch.parts.count())
        return f"{count} : tout est comme avant ce lot."


def latest_of(user):
    return Batch.objects.made_by_person(user).with_size().latest_first()[:LATEST]


def pairs_of(parameters):
    return [(name, value) for name, values in parameters.lists() for value in values]


def rows_of(changes):
    """Return a Row for each (dataset, before, after, refusal)."""
    themes = dict(Theme.objects.values_list("slug", "name"))
    return [
        Row(dataset, list(lines_of(before, after, themes)), refusal)
        for dataset, before, after, refusal in changes
    ]


def lines_of(before, after, themes):
    for name, value in after.items():
        if before[name] != value:
            both = (in_words(name, each, themes) for each in (before[name], value))
            yield Line(label(name), *shown(name, *both))


def in_words(name, value, themes):
    """Return the value as the journal writes it: names instead of keys."""
    if name == "themes":
        return [themes.get(slug, slug) for slug in value]
    if name == "contacts":
        return [" ".join(filter(None, [row["name"], row["email"], row["form"]])) for row in value]
    return value
