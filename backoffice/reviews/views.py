"""From a draft to its publication: submitting it, reading it, deciding."""

from django.urls import reverse

from backoffice.datasets.detail import facts_of, resources_of
from backoffice.datasets.quality import graded, todo_of
from backoffice.reviews.forms import ADMINISTRATORS, EDITORS, FourEyesForm, ReturnForm, SubmitForm
from backoffice.screens import AboutDataset, AboutOrganization, Button, FormPage
from catalog.actions.dataset import what_is_missing
from catalog.actions.reviews import reviewers
from catalog.actions.submitting import (
    ask_four_eyes,
    return_dataset,
    submit_dataset,
    unsubmit_dataset,
)
from catalog.enums import Right
from catalog.markdown import render

MOST_NAMED = 3


class BackToDataset(AboutDataset):
    def after(self):
        return reverse("backoffice:dataset-detail", args=[self.dataset.pk])


class DatasetSubmit(BackToDataset, FormPage):
    template_name = "backoffice/dataset_submit.html"
    form_class = SubmitForm

    def act(self, form):
        return submit_dataset(self.dataset, by=self.request.user, note=form.cleaned_data["note"])

    def sentence(self):
        return f"« {self.dataset} » est soumis. Ceux qui peuvent le publier le savent par courriel."

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            dataset=self.dataset,
            missing=what_is_missing(self.dataset),
            review=self.dataset.reviews.waiting().first(),
            readers=in_words(reviewers(self.dataset, besides=self.request.user)),
            **kwargs,
        )


def in_words(people):
    """Return « Ana, Bo ou 3 autres »; nothing when there is nobody."""
    names = [str(person) for person in people[:MOST_NAMED]]
    others = len(people) - len(names)
    names += [f"{others} autre{'s' if others > 1 else ''}"] if others else []
    return " ou ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


class DatasetUnsubmit(BackToDataset, Button):
    def act(self):
        unsubmit_dataset(self.dataset, by=self.request.user)

    def sentence(self):
        return f"« {self.dataset} » est de nouveau un brouillon que personne n’a à relire."


class DatasetReview(BackToDataset, FormPage):
    """What was submitted, to be read before deciding; the form sends it back."""

    template_name = "backoffice/dataset_review.html"
    form_class = ReturnForm
    required_right = Right.PUBLISH_DATASET

    def datasets(self):
        rows = super().datasets().prefetch_related("themes", "territories", "contacts")
        return rows.with_resource_count()

    def act(self, form):
        return return_dataset(
            self.dataset, by=self.request.user, reason=form.cleaned_data["reason"]
        )

    def sentence(self):
        return f"« {self.dataset} » est renvoyé à {self.made.asked_by or 'son auteur'}."

    def get_context_data(self, **kwargs):
        (dataset,) = graded([self.dataset])
        return super().get_context_data(
            dataset=dataset,
            review=dataset.reviews.waiting().for_page().first(),
            last=dataset.reviews.for_page().latest_first().first(),
            resources=resources_of(dataset),
            facts=facts_of(dataset),
            description=render(dataset.description),
            todo=todo_of(dataset),
            **kwargs,
        )


class OrganizationFourEyes(AboutOrganization, FormPage):
    template_name = "backoffice/organization_four_eyes.html"
    form_class = FourEyesForm
    required_right = Right.CHANGE_ORGANIZATION

    def get_initial(self):
        return {"deciders": ADMINISTRATORS if self.organization.four_eyes else EDITORS}

    def act(self, form):
        asked = form.cleaned_data["deciders"] == ADMINISTRATORS
        return ask_four_eyes(self.organization, asked=asked, by=self.request.user)

    def sentence(self):
        who = "les administrateurs" if self.made.four_eyes else "les éditeurs"
        return f"Désormais, {who} décident de chaque première publication de « {self.made} »."

    def after(self):
        return reverse("backoffice:organization-detail", args=[self.organization.slug])

    def get_context_data(self, **kwargs):
        return super().get_context_data(organization=self.organization, **kwargs)
