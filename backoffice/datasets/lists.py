from django.core.paginator import Paginator

from backoffice.datasets.next_gesture import next_gesture
from backoffice.datasets.quality import graded
from backoffice.screens import Page
from catalog.accounts.models import Organization
from catalog.enums import DatasetState, Right
from catalog.models import Dataset
from catalog.permissions import dpnc
from catalog.search.filters import BackOfficeDatasetFilter

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
        return super().get_context_data(
            filter=found,
            page_obj=page,
            rows=[(dataset, next_gesture(dataset)) for dataset in graded(page)],
            organizations=organizations_of(found),
            states=DatasetState.choices,
            sorts=found.filters["tri"].extra["choices"],
            reads_family=Organization.objects.in_family().filter(dpnc(user)).exists(),
            asked=any(self.request.GET.get(name) for name in ("q", "organisation", "etat")),
            **kwargs,
        )


def for_list(rows, user):
    """Return the rows with all that a line of a list says of them."""
    rights = {"may_change": Right.CHANGE_DATASET, "may_publish": Right.PUBLISH_DATASET}
    return rows.select_related("organization").with_resource_count().with_rights(user, **rights)


def organizations_of(found):
    """Return those that filtering by organisation can keep."""
    datasets = found.within_reach(found.queryset)
    return Organization.objects.filter(pk__in=datasets.values("organization")).order_by("name")
