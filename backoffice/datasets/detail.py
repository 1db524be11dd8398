"""The page of one dataset: where it stands, its files, who works on it, what was done."""

from django.core.paginator import Paginator

from backoffice.datasets.journal import entries
from backoffice.datasets.next_gesture import GAPS, gaps
from backoffice.datasets.people import named_people
from backoffice.datasets.quality import graded, todo_of, verified
from backoffice.datasets.rules_forms import next_update_in_words
from backoffice.datasets.steps import field_address
from backoffice.flows.fed import flows_around, with_feeders
from backoffice.screens import AboutDataset, Page
from backoffice.wording import capital, days_left, listed
from catalog.enums import DatasetState, Right
from catalog.journal.models import Activity
from catalog.markdown import render
from catalog.models import Dataset, Release, Transfer
from catalog.stats.reading import audience
from catalog.templatetags.vitrine import day

LAST_ENTRIES = 5
ENTRIES = 30
UNSAID = "—"
MOST_NAMES = 12
RIGHTS = {
    "may_change": Right.CHANGE_DATASET,
    "may_publish": Right.PUBLISH_DATASET,
    "may_delete": Right.DELETE_DATASET,
    "may_transfer": Right.TRANSFER_DATASET,
    "may_delegate": Right.DELEGATE_DATASET,
}


class DatasetDetail(AboutDataset, Page):
    """Whoever sees the dataset sees this page; only what they may do is offered."""

    required_right = Right.VIEW_DATASET
    template_name = "backoffice/dataset_detail.html"

    def datasets(self):
        visible = Dataset.objects.visible_to(self.request.user).for_page()
        visible = visible.prefetch_related("themes", "territories", "contacts")
        return visible.with_resource_count().with_rights(self.request.user, **RIGHTS)

    def trail(self):
        return super().trail()[:-1]

    def get_context_data(self, **kwargs):
        (dataset,) = graded([self.dataset])
        missing = gaps(dataset) if dataset.is_private else []
        return super().get_context_data(
            dataset=dataset,
            missing=[(lack, field_address(dataset, lack.field)) for lack in missing],
            lacking=listed([GAPS[lack.field][1] for lack in missing] or [""]),
            resources=with_feeders(resources_of(dataset)),
            flows=flows_around(dataset, self.request.user),
            removed=removed_from(dataset) if dataset.may_change else (),
            planned=planned_for(dataset),
            review=review_of(dataset),
            transfer=transfer_of(dataset, self.request.user),
            left=days_left(dataset.deleted_at) if dataset.deleted_at else "",
            may_copy=self.request.user.has_perm(Right.CREATE_DATASET, dataset.organization),
            people=named_people(dataset) if dataset.may_delegate else (),
            journal=last_entries(dataset) if dataset.may_change else (),
            facts=facts_of(dataset),
            todo=todo_of(dataset) if dataset.may_change else None,
            recent=audience(dataset).recent if dataset.published_at else None,
            description=render(dataset.description),
            **kwargs,
        )


class DatasetJournal(AboutDataset, Page):
    template_name = "backoffice/dataset_journal.html"

    def get_context_data(self, **kwargs):
        rows = Activity.objects.about(self.dataset).for_page()
        page = Paginator(rows, ENTRIES).get_page(self.request.GET.get("page"))
        return super().get_context_data(
            dataset=self.dataset, page_obj=page, journal=entries(page, self.dataset), **kwargs
        )


def planned_for(dataset):
    """Return the release in which the dataset waits, or None."""
    if dataset.state != DatasetState.SCHEDULED:
        return None
    return Release.objects.holding(dataset).first()


def review_of(dataset):
    """Return the last submission of a draft, for those who work on it, or None."""
    if dataset.state != DatasetState.DRAFT or not dataset.may_change:
        return None
    return dataset.reviews.for_page().latest_first().first()


def transfer_of(dataset, user):
    """Return the transfer in which it waits, for those who may give it or receive it, or None."""
    if dataset.may_change and not dataset.may_transfer:
        return None
    rows = Transfer.objects.waiting().allowing(user, Right.VIEW_TRANSFER)
    return rows.with_dataset(dataset).for_page().first()


def facts_of(dataset):
    facts = {
        "Organisation": dataset.organization.name,
        "Licence": dataset.get_license_display(),
        "Mise à jour": capital(dataset.get_frequency_display()),
        "Mots-clés": named(dataset.keywords),
        "Thématiques": named(dataset.themes),
        "Territoires": named(dataset.territories),
        "Période": period_of(dataset),
        "Contacts": named(dataset.contacts),
    }
    remarks = {"Mise à jour": next_update_in_words(dataset), "Licence": dataset.license_reason}
    return [(name, value or UNSAID, remarks.get(name, "")) for name, value in facts.items()]


def named(rows):
    """Return the names that were fetched with the dataset, the first ones of a long list."""
    names = [row.name for row in rows.all()]
    others = len(names) - MOST_NAMES
    return ", ".join(names[:MOST_NAMES]) + (f" et {others} autres" if others > 0 else "")


def period_of(dataset):
    start, end = day(dataset.temporal_start), day(dataset.temporal_end)
    if start and end:
        return f"{start} au {end}"
    return f"Depuis le {start}" if start else end and f"Jusqu’au {end}"


def resources_of(dataset):
    return verified(with_version_counts(dataset.resources.in_place()))


def with_version_counts(resources):
    rows = resources.for_page().with_version_count().prefetch_related("publication_checks")
    return rows.select_related("current_version__created_by")


def removed_from(dataset):
    """Return what can still be put back, with the time left to do it."""
    rows = dataset.resources.recoverable().latest_removed_first()
    return [(resource, days_left(resource.removed_at)) for resource in rows]


def last_entries(dataset):
    return entries(Activity.objects.about(dataset).for_page()[:LAST_ENTRIES], dataset)
