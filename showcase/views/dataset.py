from typing import Any

from django.http import Http404, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.views import View

from catalog.enums import CountKind, Right
from catalog.models import Dataset
from catalog.stats.audience import Visit
from catalog.stats.counting import count
from showcase.sheet import sheet_of


class DatasetDetail(View):
    """The page of a dataset. Hidden: 404. Once public, then deleted: 410. Former address: 301."""

    required_right = Right.VIEW_DATASET

    def get(self, request, slug):
        visible = Dataset.objects.visible_to(request.user).outside_bin().named(slug)
        visible = visible.with_rights(request.user, may_change=Right.CHANGE_DATASET)
        dataset = visible.select_related("organization__parent").first()
        if dataset is None:
            return gone(request, slug)
        if dataset.slug != slug:
            return HttpResponsePermanentRedirect(dataset.get_absolute_url())
        sheet = sheet_of(dataset, reader=request.user)
        context = {"dataset": dataset, "sheet": sheet, "can_change": dataset.may_change}
        response = render(request, "showcase/dataset_detail.html", context)
        visit = Visit.read(request.method, request.headers, by_editor=dataset.may_change)
        count(CountKind.VIEW, dataset, visit)
        return response


def gone(request: Any, slug: str) -> Any:
    """Answer 410 for what the public could read one day. Raises Http404 for all the rest."""
    dataset = Dataset.objects.once_public().in_bin().named(slug).first()
    if dataset is None:
        raise Http404
    context = {"title": dataset.title, "date": dataset.deleted_at}
    return render(request, "410.html", context, status=410)
