"""Publishing, archiving, the bin and back."""

import re

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse

from backoffice.datasets.forms import ArchiveForm, DeleteForm
from backoffice.datasets.steps import CHECK, address
from backoffice.screens import AboutDataset, Button, FormPage
from catalog.actions.dataset import (
    archive_dataset,
    delete_dataset,
    publish_dataset,
    restore_dataset,
)
from catalog.enums import DatasetState, Right
from catalog.models.dataset import BIN_DAYS

LITTLE_NUMBER = re.compile(r"\d{1,9}", re.ASCII)


class Moving(AboutDataset):
    """Whatever the gesture, pressed twice it was done once: `reached` is the state it leads to."""

    reached = None

    def post(self, request, *args, **kwargs):
        if self.dataset.state == self.reached:
            messages.success(request, self.sentence())
            return redirect(self.after())
        return super().post(request, *args, **kwargs)

    def after(self):
        return reverse("backoffice:dataset-detail", args=[self.dataset.pk])


class DatasetPublish(Moving, Button):
    required_right = Right.PUBLISH_DATASET
    reached = DatasetState.PUBLISHED

    def act(self):
        read = self.request.POST.get("revision", "")
        self.dataset = publish_dataset(
            self.dataset,
            by=self.request.user,
            expected_revision=int(read) if LITTLE_NUMBER.fullmatch(read) else None,
        )

    def sentence(self):
        return f"« {self.dataset} » est publié : la recherche le trouve dès maintenant."

    def after(self):
        if self.dataset.is_private and "revision" in self.request.POST:
            return reverse("backoffice:dataset-review", args=[self.dataset.pk])
        if self.dataset.is_private:
            return address(self.dataset, CHECK)
        return super().after()


class DatasetArchive(Moving, FormPage):
    template_name = "backoffice/dataset_archive.html"
    form_class = ArchiveForm
    required_right = Right.PUBLISH_DATASET
    reached = DatasetState.ARCHIVED

    def act(self, form):
        archive_dataset(self.dataset, by=self.request.user, reason=form.cleaned_data["reason"])

    def sentence(self):
        return f"« {self.dataset} » est archivé : sa page et ses fichiers restent lisibles."

    def get_context_data(self, **kwargs):
        return super().get_context_data(dataset=self.dataset, **kwargs)


class DatasetDelete(Moving, FormPage):
    template_name = "backoffice/dataset_delete.html"
    form_class = DeleteForm
    required_right = Right.DELETE_DATASET
    reached = DatasetState.DELETED

    def act(self, form):
        delete_dataset(self.dataset, by=self.request.user, reason=form.cleaned_data["reason"])

    def sentence(self):
        return f"« {self.dataset} » est dans la corbeille, qui le garde {BIN_DAYS} jours."

    def get_context_data(self, **kwargs):
        return super().get_context_data(dataset=self.dataset, days=BIN_DAYS, **kwargs)


class DatasetRestore(Moving, Button):
    required_right = Right.DELETE_DATASET

    def post(self, request, *args, **kwargs):
        if self.dataset.state != DatasetState.DELETED:
            return redirect(self.after())
        return super().post(request, *args, **kwargs)

    def act(self):
        self.dataset = restore_dataset(self.dataset, by=self.request.user)

    def sentence(self):
        return f"« {self.dataset} » est sorti de la corbeille : {self.dataset.get_state_display()}."
