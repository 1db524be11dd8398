import csv

from django.http import HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse
from django.views import View

from catalog.enums import Right
from catalog.models import Dataset
from catalog.stats.reading import whole_series
from showcase.views.dataset import gone

COLUMNS = ("jour", "consultations", "téléchargements")


class DatasetStatistics(View):
    """The views and downloads of a dataset, day by day; hidden, deleted, moved: as its page."""

    required_right = Right.VIEW_DATASET

    def get(self, request, slug):
        dataset = Dataset.objects.visible_to(request.user).outside_bin().named(slug).first()
        if dataset is None:
            return gone(request, slug)
        if dataset.slug != slug:
            address = reverse("showcase:dataset-statistics", args=[dataset.slug])
            return HttpResponsePermanentRedirect(address)
        answer = HttpResponse(content_type="text/csv; charset=utf-8")
        answer["Content-Disposition"] = f'attachment; filename="statistiques-{dataset.slug}.csv"'
        rows = ((one.day, one.views, one.downloads) for one in whole_series(dataset))
        csv.writer(answer, delimiter=";").writerows([COLUMNS, *rows])
        return answer
