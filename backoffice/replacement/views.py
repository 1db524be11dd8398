"""Replacing a file in two screens: what is on line and what is sent, then the receipt."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from backoffice.datasets.resources import FilePage
from backoffice.replacement.forms import ReplaceForm
from backoffice.screens import AboutResource, Page
from catalog.actions.replacement import replace_resource
from catalog.exceptions import Conflict
from catalog.journal.notify import absolute


class ResourceReplace(AboutResource, FilePage):
    template_name = "backoffice/resource_replace.html"
    form_class = ReplaceForm

    def get(self, request, *args, **kwargs):
        if self.resource.is_remote:
            return redirect("backoffice:resource-edit", pk=self.resource.pk)
        return super().get(request, *args, **kwargs)

    def get_initial(self):
        version = self.resource.current_version
        return {"expected_version": version.number if version else None}

    def act(self, form):
        file = form.cleaned_data.pop("file")
        try:
            return replace_resource(
                self.resource,
                file=file,
                filename=file.name,
                by=self.request.user,
                **form.cleaned_data,
            )
        except Conflict:
            self.fetch()
            form.show_conflict(self.resource.current_version)
            raise

    def after(self):
        return reverse("backoffice:version-detail", args=[self.resource.pk, self.made.number])

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            dataset=self.dataset,
            resource=self.resource,
            version=self.resource.current_version,
            **kwargs,
        )


class VersionDetail(AboutResource, Page):
    """What a replacement did; it stays readable when another one has followed."""

    template_name = "backoffice/version_detail.html"

    def get_context_data(self, **kwargs):
        if self.resource.is_remote:
            raise Http404
        versions = self.resource.versions.newest_first()
        version = get_object_or_404(versions, number=self.kwargs["number"])
        return super().get_context_data(
            dataset=self.dataset,
            resource=self.resource,
            version=version,
            previous=versions.before(version).first(),
            permalink=absolute(self.resource.permalink),
            is_current=version.pk == self.resource.current_version_id,
            **kwargs,
        )
