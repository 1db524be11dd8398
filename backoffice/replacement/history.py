"""Every version of a file: who, when, by which way, what it changed; compared, or put back."""

from dataclasses import dataclass

from django.core.cache import cache
from django.http import Http404
from django.urls import reverse

from backoffice.flows.fed import feeder_of
from backoffice.replacement.comparison import reading_of
from backoffice.replacement.views import AboutVersion, address_of
from backoffice.screens import AboutResource, Button, Page
from catalog.actions.comparing import comparison_of
from catalog.actions.decisions import suspicions_in
from catalog.actions.replacement import restore_version
from catalog.enums import VersionState
from catalog.files.shapes import Comparison, Severity
from catalog.models import ResourceVersion
from catalog.templatetags.vitrine import counted

REMEMBERED = 24 * 3600
MARKS = {
    VersionState.CURRENT: "bon",
    VersionState.HELD: "bloque",
    VersionState.REJECTED: "verifier",
}


@dataclass(frozen=True)
class HistoryLine:
    """A version, the suffix of its `vi-etat`, its count of rows and what was found."""

    version: ResourceVersion
    mark: str
    row_count: int | None
    found: str
    restorable: bool


class AboutFile(AboutResource):
    """A hosted file: a link has neither versions nor columns."""

    def fetch(self):
        super().fetch()
        if self.resource.is_remote:
            raise Http404

    def trail(self):
        edit = reverse("backoffice:resource-edit", args=[self.resource.pk])
        return [*super().trail(), (self.resource.title, edit)]


class VersionList(AboutFile, Page):
    template_name = "backoffice/version_list.html"

    def get_context_data(self, **kwargs):
        versions = list(self.resource.versions.newest_first().select_related("decided_by"))
        return super().get_context_data(
            dataset=self.dataset,
            resource=self.resource,
            lines=[line_of(version) for version in versions],
            feeder=feeder_of(self.resource),
            comparable=[one for one in versions if not one.is_being_checked],
            **kwargs,
        )


class VersionCompare(AboutFile, Page):
    """Any two versions. What was compared is remembered: versions never change."""

    template_name = "backoffice/version_compare.html"

    def get_context_data(self, **kwargs):
        before, after = (self.numbered(self.request.GET.get(name)) for name in ("avant", "apres"))
        comparison = remembered(after, before)
        return super().get_context_data(
            dataset=self.dataset,
            resource=self.resource,
            before=before,
            after=after,
            reading=reading_of(before, after, comparison, suspicions_in(after, comparison)),
            **kwargs,
        )

    def numbered(self, number):
        versions = {str(one.number): one for one in self.resource.versions.newest_first()}
        if number not in versions or versions[number].is_being_checked:
            raise Http404
        found = versions[number]
        found.resource = self.resource
        return found

    def trail(self):
        history = reverse("backoffice:version-list", args=[self.resource.pk])
        return [*super().trail(), ("Versions", history)]


class VersionRestore(AboutVersion, Button):
    def act(self):
        self.version = restore_version(self.version, by=self.request.user)

    def sentence(self):
        return f"Le fichier est remis en ligne, comme version {self.version.number}."

    def after(self):
        return address_of(self.version)


def line_of(version):
    contents = version.contents
    return HistoryLine(
        version=version,
        mark=MARKS.get(version.state, ""),
        row_count=contents.row_count if contents else None,
        found=found_in(version),
        restorable=version.state == VersionState.SUPERSEDED,
    )


def found_in(version):
    changes = version.changes
    if changes is None:
        return "—"
    counts = [
        (len(changes.of(Severity.BLOCKING)), "bloque", "bloquent"),
        (len(changes.of(Severity.WARNING)), "à vérifier", "à vérifier"),
    ]
    said = [counted(count, one, several) for count, one, several in counts if count]
    return ", ".join(said) or "Rien à signaler"


def remembered(version, base):
    key = f"comparison:{base.pk}:{version.pk}"
    if kept := cache.get(key):
        return Comparison.from_json(kept)
    comparison = comparison_of(version, base)
    cache.set(key, comparison.as_json(), REMEMBERED)
    return comparison
