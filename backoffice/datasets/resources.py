"""Adding, describing, ordering and removing the files and links of a dataset."""

import uuid

from django.conf import settings
from django.http import Http404
from django.urls import reverse

from backoffice.datasets.forms import AboutResourceForm, FileForm, LinkForm
from backoffice.datasets.quality import verification_of
from backoffice.datasets.steps import files_address
from backoffice.flows.fed import feeder_of
from backoffice.house_forms import HouseForm
from backoffice.screens import AboutDataset, AboutResource, Button, FormPage
from backoffice.sending import FilePage
from catalog.actions.replay import resource_sent
from catalog.actions.resource import (
    add_file,
    add_link,
    describe_resource,
    remove_resource,
    reorder_resources,
    restore_resource,
)
from catalog.models.dataset import BIN_DAYS


class ResourceAddFile(AboutDataset, FilePage):
    template_name = "backoffice/resource_add_file.html"
    form_class = FileForm

    @property
    def target(self):
        return self.dataset

    def send(self, form, file, filename):
        return add_file(
            self.dataset,
            file=file,
            filename=filename,
            by=self.request.user,
            **form.cleaned_data,
        )

    def sent_already(self, submission):
        return resource_sent(self.dataset, submission=submission, by=self.request.user)

    def sentence(self):
        return f"« {self.made} » est ajouté à « {self.dataset} »."

    def after(self):
        return files_address(self.dataset)

    def get_context_data(self, **kwargs):
        return super().get_context_data(dataset=self.dataset, **kwargs)


class ResourceAddLink(AboutDataset, FormPage):
    template_name = "backoffice/resource_add_link.html"
    form_class = LinkForm

    def act(self, form):
        return add_link(self.dataset, by=self.request.user, **form.cleaned_data)

    def sentence(self):
        return f"« {self.made} » est ajouté à « {self.dataset} »."

    def after(self):
        return files_address(self.dataset)

    def get_context_data(self, **kwargs):
        return super().get_context_data(dataset=self.dataset, **kwargs)


class ResourceEdit(AboutResource, FormPage):
    """The description, and every version kept. The file itself is changed by replacing it."""

    template_name = "backoffice/resource_edit.html"
    names = {"format": "declared_format"}

    def get_form_class(self):
        return LinkForm if self.resource.is_remote else AboutResourceForm

    def get_initial(self):
        fields = self.get_form_class().base_fields.keys() - {"submission"}
        return {name: getattr(self.resource, self.names.get(name, name)) for name in fields}

    def act(self, form):
        named = form.data.keys() & form.cleaned_data.keys() - {"submission"}
        changes = {self.names.get(name, name): form.cleaned_data[name] for name in named}
        return describe_resource(self.resource, by=self.request.user, **changes)

    def sentence(self):
        return f"« {self.made} » est décrit."

    def after(self):
        return files_address(self.dataset)

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            dataset=self.dataset,
            resource=self.resource,
            verification=verification_of(self.resource) if self.resource.is_remote else None,
            feeder=feeder_of(self.resource),
            **kwargs,
        )


class ResourceRemove(AboutResource, FormPage):
    """Says before what is lost with it: the addresses in use, and how much they are."""

    template_name = "backoffice/resource_remove.html"
    form_class = HouseForm

    def act(self, form):
        remove_resource(self.resource, by=self.request.user)

    def sentence(self):
        return (
            f"« {self.resource} » est retiré. Ses fichiers sont gardés {BIN_DAYS} jours : vous "
            "pouvez le rétablir."
        )

    def after(self):
        return files_address(self.dataset)

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            dataset=self.dataset,
            resource=self.resource,
            days=BIN_DAYS,
            addresses=addresses_of(self.resource) if self.dataset.published_at else (),
            **kwargs,
        )


def addresses_of(resource):
    """Return every address that leads to the resource, or to one of its versions."""
    permalinks = [resource.pk, *resource.aliases.values_list("alias", flat=True)]
    numbers = resource.versions.newest_first().values_list("number", flat=True)
    paths = [reverse("permalink:resource-download", args=[key]) for key in permalinks]
    paths += [reverse("permalink:version-download", args=[resource.pk, one]) for one in numbers]
    return [f"{settings.SITE_URL}{path}" for path in paths]


class ResourceRestore(AboutResource, Button):
    def act(self):
        restore_resource(self.resource, by=self.request.user)

    def sentence(self):
        return f"« {self.resource} » est rétabli."

    def after(self):
        return f"{reverse('backoffice:dataset-detail', args=[self.dataset.pk])}#fichiers"


class ResourceOrder(AboutDataset, Button):
    """The whole order at once, as it was dragged; sent twice, it is the same order."""

    def act(self):
        try:
            order = [uuid.UUID(key) for key in self.request.POST.get("ordre", "").split(",")]
        except ValueError as error:
            raise Http404 from error
        reorder_resources(self.dataset, by=self.request.user, order=order)

    def sentence(self):
        return "Le nouvel ordre des fichiers est enregistré."

    def after(self):
        return f"{reverse('backoffice:dataset-detail', args=[self.dataset.pk])}#fichiers"


class ResourceMove(AboutResource, Button):
    """One place up or down, from the place where it was seen: pressed twice, it moves once."""

    steps = {"haut": -1, "bas": 1}

    def act(self):
        step = self.steps.get(self.request.POST.get("vers"))
        order = list(self.dataset.resources.in_place().for_page().values_list("pk", flat=True))
        if step is None or self.resource.pk not in order:
            raise Http404
        place = order.index(self.resource.pk)
        if self.request.POST.get("rang", str(place)) != str(place):
            return
        order.insert(max(place + step, 0), order.pop(place))
        reorder_resources(self.dataset, by=self.request.user, order=order)

    def sentence(self):
        return f"« {self.resource} » a changé de place."

    def after(self):
        detail = reverse("backoffice:dataset-detail", args=[self.dataset.pk])
        return f"{detail}#ressource-{self.resource.pk}"
