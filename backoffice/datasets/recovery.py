"""What was deleted or removed lately, and can still be taken back."""

from django.urls import reverse

from backoffice.screens import Page
from backoffice.wording import days_left
from catalog.enums import Right
from catalog.models import Dataset, Resource
from catalog.models.dataset import BIN_DAYS

MOST = 100


class DatasetBin(Page):
    template_name = "backoffice/dataset_bin.html"

    def trail(self):
        return [("Jeux de données", reverse("backoffice:dataset-list"))]

    def get_context_data(self, **kwargs):
        user = self.request.user
        deleted = Dataset.objects.allowing(user, Right.DELETE_DATASET).recoverable()
        deleted = deleted.latest_deleted_first().select_related("organization")[:MOST]
        changed = Dataset.objects.allowing(user, Right.CHANGE_DATASET).outside_bin()
        removed = Resource.objects.of_datasets(changed).recoverable().latest_removed_first()
        removed = removed.select_related("dataset", "current_version")[:MOST]
        return super().get_context_data(
            days=BIN_DAYS,
            deleted=[(dataset, days_left(dataset.deleted_at)) for dataset in deleted],
            removed=[(resource, days_left(resource.removed_at)) for resource in removed],
            **kwargs,
        )
