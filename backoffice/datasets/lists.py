from django.core.paginator import Paginator
from django.urls import reverse

from backoffice.datasets.next_gesture import next_gesture
from backoffice.datasets.quality import graded
from backoffice.screens import Page
from catalog.accounts.models import Organization
from catalog.actions.batches import MOST_DATASETS
from catalog.enums import DatasetState, Right
from catalog.models import Dataset
from catalog.search.filters import STATES, BackOfficeDatasetFilter
from catalog.standing import dpnc

ROWS = 20


class DatasetList(Page):
    """What one may change; the DPNC may also look at the whole family."""

    template_name = "backoffice/dataset_list.html"

    def get_context_data(self, **kwargs):
        user = self.request.user
        found = BackOfficeDatasetFilter(
            self.request.GET, queryset=Dataset.objects.visible_to(user), user=user
        )
        page = Paginator(for_list(found.results(), user), ROWS).get_page(
            self.request.GET.get("page")
        )
        rows = [(dataset, next_gesture(dataset)) for dataset in graded(page)]
        return super().get_context_data(
            filter=found,
            page_obj=page,
            rows=rows,
            may_choose=any(dataset.may_change for dataset, _ in rows),
            all_url=self.all_url(page.paginator),
            most=MOST_DATASETS if page.paginator.count > MOST_DATASETS else 0,
            may_plan=any(may_be_planned(dataset) for dataset, _ in rows),
            organizations=organizations_of(found),
            states=STATES,
            sorts=found.filters["tri"].extra["choices"],
            reads_family=Organization.objects.in_family().filter(dpnc(user)).exists(),
            asked=any(self.request.GET.get(name) for name in ("q", "organisation", "etat")),
            **kwargs,
        )

    def all_url(self, paginator):
        if paginator.num_pages == 1 or paginator.count > MOST_DATASETS:
            return ""
        asked = self.request.GET.copy()
        asked.pop("page", None)
        return f"{reverse('backoffice:batch-create')}?tous=1&{asked.urlencode()}"


def may_be_planned(dataset):
    """Tell it of a row that has its rights."""
    return dataset.may_publish and dataset.state == DatasetState.DRAFT


def for_list(rows, user):
    """Return the rows with all that a line of a list says of them."""
    rights = {"may_change": Right.CHANGE_DATASET, "may_publish": Right.PUBLISH_DATASET}
    rows = (
        rows.select_related("organization").with_resource_count().with_due_date().with_submission()
    )
    return rows.with_rights(user, **rights)


def organizations_of(found):
    """Return those that filtering by organisation can keep."""
    datasets = found.within_reach(found.queryset)
    return Organization.objects.filter(pk__in=datasets.values("organization")).order_by("name")
