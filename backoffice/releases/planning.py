"""Choosing an hour for what one has in hand: some drafts, or a file that waits."""

from django.shortcuts import get_object_or_404
from django.urls import reverse

from backoffice.datasets.choosing import chosen_datasets, identifier
from backoffice.releases.forms import PlanForm
from backoffice.releases.reading import title_of
from backoffice.replacement.comparison import proposed_note
from backoffice.screens import FormPage
from catalog.actions.decisions import new_suspicions
from catalog.actions.guards import require
from catalog.actions.releasing import Confirmation, add_to_release, plan_release
from catalog.enums import Right
from catalog.exceptions import CatalogError, Incomplete
from catalog.models import Dataset, Release, Resource, ResourceVersion

MOST_DRAFTS = 50


class ReleaseCreate(FormPage):
    """`jeu` names drafts, several times if need be; `version` a file that waits; without them, all
    the drafts that the person may publish are proposed.
    """

    template_name = "backoffice/release_create.html"

    def fetch(self):
        named = self.request.GET.get("version")
        self.version = self.version_named(named) if named else None
        self.chosen = chosen_datasets(
            self.request.user, self.request.GET.getlist("jeu"), Right.PUBLISH_DATASET
        )

    def version_named(self, key):
        of_visible = Resource.objects.of_visible_datasets(self.request.user)
        rows = ResourceVersion.objects.with_dataset().filter(resource__in=of_visible)
        version = get_object_or_404(rows, pk=identifier(key))
        require(self.request.user, Right.CHANGE_DATASET, version.resource.dataset)
        return version

    def trail(self):
        return [("Calendrier", reverse("backoffice:release-list"))]

    def get_form(self, form_class=None):
        user, version = self.request.user, self.version
        releases = Release.objects.allowing(user, Right.CHANGE_RELEASE).planned().soonest_first()
        return PlanForm(
            self.request.POST or None,
            initial=self.get_initial(),
            datasets=self.proposed(),
            releases=releases,
            version=version,
            suspicions=new_suspicions(version) if version else (),
        )

    def proposed(self):
        if self.chosen or self.version:
            return self.chosen
        drafts = Dataset.objects.allowing(self.request.user, Right.PUBLISH_DATASET).drafts()
        latest = drafts.recently_edited_first().values("pk")[:MOST_DRAFTS]
        return drafts.filter(pk__in=list(latest.values_list("pk", flat=True))).order_by("title")

    def get_initial(self):
        known = [dataset.title for dataset in self.chosen]
        known += [self.version.resource.title] if self.version else []
        name = known[0] if len(known) == 1 else ""
        chosen = [dataset.pk for dataset in self.chosen]
        return {"name": name[:200], "hour": "08:00", "datasets": chosen, "reason": self.note()}

    def note(self):
        version = self.version
        return (version.note or proposed_note(version.changes)) if version else ""

    def act(self, form):
        typed = form.cleaned_data
        try:
            return self.plan(typed, by=self.request.user)
        except Incomplete as refusal:
            sentence = " ".join([refusal.message, *refusal.missing])
            raise CatalogError(sentence, field="datasets") from refusal

    def plan(self, typed, *, by):
        things = {
            "datasets": list(typed.get("datasets", [])),
            "confirmations": [self.confirmation(typed)] if self.version else [],
        }
        if typed.get("release"):
            return add_to_release(typed["release"], by=by, **things)
        return plan_release(
            name=typed["name"],
            due_at=typed["due_at"],
            by=by,
            submission=typed["submission"],
            **things,
        )

    def confirmation(self, typed):
        return Confirmation(self.version, typed["reason"], typed.get("legal_basis", ""))

    def sentence(self):
        return f"C’est programmé : {title_of(self.made)}."

    def after(self):
        return reverse("backoffice:release-detail", args=[self.made.pk])

    def get_context_data(self, **kwargs):
        return super().get_context_data(version=self.version, **kwargs)
