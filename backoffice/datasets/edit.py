"""Starting a draft, then describing it in steps."""

from django.shortcuts import redirect
from django.urls import reverse

from backoffice.datasets.copies import copied_from
from backoffice.datasets.forms import NewDatasetForm
from backoffice.datasets.steps import FILES, STEPS, address, asked_step, field_address
from backoffice.screens import AboutDataset, FormPage
from backoffice.wording import listed
from catalog.accounts.models import Organization
from catalog.actions.dataset import create_dataset, describe_dataset, what_is_missing
from catalog.actions.description import defaults_of
from catalog.enums import DatasetState, Right
from catalog.exceptions import Conflict

GIVEN = {
    "license": "la licence",
    "frequency": "la fréquence",
    "keywords": "les mots-clés",
    "contacts": "le contact",
}
"""What an organisation says for its drafts, as it is told."""


class DatasetCreate(FormPage):
    template_name = "backoffice/dataset_create.html"
    form_class = NewDatasetForm

    def trail(self):
        return [("Jeux de données", reverse("backoffice:dataset-list"))]

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"user": self.request.user}

    def get_initial(self):
        allowed = Organization.objects.allowing(self.request.user, Right.CREATE_DATASET)
        return {"organization": allowed.filter(slug=self.request.GET.get("organisation")).first()}

    def get_context_data(self, **kwargs):
        user = self.request.user
        allowed = Organization.objects.allowing(user, Right.CREATE_DATASET)
        may_create = allowed.exists()
        return super().get_context_data(
            may_create=may_create,
            query=self.request.GET.get("q", ""),
            sources=copied_from(user, self.request.GET) if may_create else (),
            **kwargs,
        )

    def act(self, form):
        return create_dataset(by=self.request.user, **form.cleaned_data)

    def sentence(self):
        saved = "Votre brouillon est enregistré. Personne ne le voit avant sa publication."
        given = [GIVEN[name] for name in defaults_of(self.made.organization)]
        return f"{saved} Il part avec {listed(given)} de l’organisation." if given else saved

    def after(self):
        return address(self.made, STEPS[0], "short_description")


class DatasetEdit(AboutDataset, FormPage):
    """The step is in the form as well as in the address: a form sent again keeps it."""

    template_name = "backoffice/dataset_edit.html"

    def fetch(self):
        super().fetch()
        asked = self.request.POST.get("etape") or self.request.GET.get("etape")
        self.step = asked_step(asked)

    def datasets(self):
        rights = {"may_publish": Right.PUBLISH_DATASET}
        return super().datasets().with_rights(self.request.user, **rights)

    def post(self, request, *args, **kwargs):
        if self.step.form is None:
            return redirect(address(self.dataset, self.step))
        if {"ajouter", "retirer"} & request.POST.keys():
            form = self.step.form.typed(self.dataset, request.POST)
            return self.render_to_response(self.get_context_data(form=form))
        return super().post(request, *args, **kwargs)

    def get_form(self, form_class=None):
        if self.step.form is None:
            return None
        return self.step.form(self.request.POST or None, dataset=self.dataset)

    def act(self, form):
        revision = form.cleaned_data["revision"]
        try:
            return describe_dataset(
                self.dataset, by=self.request.user, expected_revision=revision, **form.changes
            )
        except Conflict:
            self.dataset = self.datasets().get(pk=self.dataset.pk)
            form.show_conflict(self.dataset)
            raise

    def sentence(self):
        return "" if "continuer" in self.request.POST else "Vos changements sont enregistrés."

    def after(self):
        if "continuer" in self.request.POST and self.step.next:
            return address(self.dataset, self.step.next)
        return reverse("backoffice:dataset-detail", args=[self.dataset.pk])

    def get_context_data(self, **kwargs):
        missing = [(lack, field_address(self.dataset, lack.field)) for lack in self.missing()]
        return super().get_context_data(
            dataset=self.dataset,
            step=self.step,
            steps=[(step, address(self.dataset, step)) for step in STEPS],
            step_url=address(self.dataset, self.step),
            next_url=self.step.next and address(self.dataset, self.step.next),
            resources=self.resources(),
            missing=missing,
            **kwargs,
        )

    def missing(self):
        return [] if self.dataset.state == DatasetState.DELETED else what_is_missing(self.dataset)

    def resources(self):
        return self.dataset.resources.in_place().for_page() if self.step == FILES else ()
