"""Replacing a file: what is on line and what is sent, then what was found, then a decision."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from backoffice.flows.fed import feeder_of
from backoffice.replacement.comparison import proposed_note, reading_of
from backoffice.replacement.forms import ConfirmForm, NoteForm, RejectForm, ReplaceForm
from backoffice.replacement.verdict import verdict_of
from backoffice.screens import AboutResource, Button, FormPage, Page
from backoffice.sending import FilePage
from catalog.actions.decisions import (
    annotate_version,
    confirm_version,
    new_suspicions,
    reject_version,
)
from catalog.actions.replacement import replace_resource
from catalog.actions.replay import version_sent
from catalog.exceptions import Conflict
from catalog.journal.notify import absolute
from catalog.models import Release


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

    @property
    def target(self):
        return self.resource

    def send(self, form, file, filename):
        try:
            return replace_resource(
                self.resource,
                file=file,
                filename=filename,
                by=self.request.user,
                **form.cleaned_data,
            )
        except Conflict:
            self.fetch()
            form.show_conflict(self.resource.current_version)
            raise

    def sent_already(self, submission):
        return version_sent(self.resource, submission=submission)

    def sentence(self):
        """The version on line is what the verb gives back for the bytes that are on line."""
        if self.made.pk != self.resource.current_version_id:
            return ""
        return "Ce fichier est identique, octet pour octet, à celui qui est en ligne. Rien à faire."

    def after(self):
        return address_of(self.made)

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            dataset=self.dataset,
            resource=self.resource,
            version=self.resource.current_version,
            waiting=self.resource.versions.undecided().newest_first(),
            feeder=feeder_of(self.resource),
            **kwargs,
        )


class AboutVersion(AboutResource):
    """A version of the file, whatever became of it."""

    def fetch(self):
        super().fetch()
        if self.resource.is_remote:
            raise Http404
        versions = self.resource.versions.newest_first()
        versions = versions.select_related("created_by", "decided_by", "based_on__created_by")
        self.version = get_object_or_404(versions, number=self.kwargs["number"])
        self.version.resource = self.resource

    def trail(self):
        history = reverse("backoffice:version-list", args=[self.resource.pk])
        return [*super().trail(), (self.resource.title, history)]


class VersionPage(AboutVersion):
    """What a version changes, and what may be decided about it: the same page for every state."""

    template_name = "backoffice/version_detail.html"

    def get_context_data(self, **kwargs):
        version, resource = self.version, self.resource
        suspicions = new_suspicions(version)
        changes = version.changes if version.based_on else None
        reading = reading_of(version.based_on, version, changes, suspicions) if changes else None
        forms = decision_forms(version, suspicions, changes)
        return super().get_context_data(
            dataset=self.dataset,
            resource=resource,
            version=version,
            previous=version.based_on or resource.versions.before(version).newest_first().first(),
            planned=planned_for(version),
            verdict=verdict_of(version, resource, self.dataset),
            reading=reading,
            permalink=absolute(resource.permalink),
            **(forms | kwargs),
        )


class VersionDetail(VersionPage, Page):
    """Stays readable when another version has followed."""


class VersionConfirm(VersionPage, FormPage):
    """Opened by hand, it is the page of the version; refused, the same page with what was typed."""

    def get(self, request, *args, **kwargs):
        return redirect(self.after())

    def get_form(self, form_class=None):
        suspicions = new_suspicions(self.version)
        return ConfirmForm(self.request.POST, suspicions=suspicions)

    def act(self, form):
        note = form.cleaned_data["note"]
        basis = form.cleaned_data.get("legal_basis", "")
        by = self.request.user
        return confirm_version(self.version, by=by, reason=note, note=note, legal_basis=basis)

    def sentence(self):
        return f"La version {self.version.number} est en ligne."

    def after(self):
        return address_of(self.version)

    def get_context_data(self, form, **kwargs):
        self.fetch()
        return super().get_context_data(confirm_form=form, **kwargs)


class VersionReject(AboutVersion, Button):
    def act(self):
        form = RejectForm(self.request.POST)
        reason = form.cleaned_data["reason"] if form.is_valid() else ""
        reject_version(self.version, by=self.request.user, reason=reason)

    def sentence(self):
        return f"La version {self.version.number} est rejetée. Rien n’a changé en ligne."

    def after(self):
        return address_of(self.version)


class VersionNote(AboutVersion, Button):
    """A word for those who reuse the file, once it is on line."""

    def act(self):
        form = NoteForm(self.request.POST)
        note = form.cleaned_data["note"] if form.is_valid() else self.version.note
        annotate_version(self.version, by=self.request.user, note=note)

    def sentence(self):
        return f"La note de la version {self.version.number} est enregistrée."

    def after(self):
        return address_of(self.version)


def decision_forms(version, suspicions, changes):
    if version.is_held:
        note = version.note or proposed_note(changes)
        confirming = ConfirmForm(initial={"note": note}, suspicions=suspicions)
        return {"confirm_form": confirming, "reject_form": RejectForm()}
    if version.is_current:
        return {"note_form": NoteForm(initial={"note": version.note})}
    return {}


def planned_for(version):
    """Return the release in which the version waits, or None."""
    return Release.objects.holding_version(version).first() if version.is_held else None


def address_of(version):
    return reverse("backoffice:version-detail", args=[version.resource_id, version.number])
