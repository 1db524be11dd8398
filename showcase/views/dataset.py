from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views import View

from catalog.enums import CountKind, Right
from catalog.models import Dataset, ResourceVersion
from catalog.stats.audience import Visit
from catalog.stats.counting import count
from showcase.changes import changed
from showcase.sheet import sheet_of

VERSIONS = 50


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


class VersionList(View):
    """Every version of the files of a dataset that its reader may download."""

    required_right = Right.VIEW_DATASET

    def get(self, request, slug):
        visible = Dataset.objects.visible_to(request.user).outside_bin().named(slug)
        dataset = visible.for_page().first()
        if dataset is None:
            return gone(request, slug)
        readable = ResourceVersion.objects.published().readable_by(request.user).of_dataset(dataset)
        versions = Paginator(readable.latest_first().select_related("resource"), VERSIONS)
        page = versions.get_page(request.GET.get("page"))
        changes = [changed(version, opened=dataset.published_at) for version in page]
        context = {"dataset": dataset, "page": page, "changes": changes, "trail": above(dataset)}
        return render(request, "showcase/version_list.html", context)


def above(dataset: Dataset) -> list[tuple[str, str]]:
    return [
        ("Explorer", reverse("showcase:explorer")),
        (dataset.title, dataset.get_absolute_url()),
    ]


def gone(request: Any, slug: str) -> Any:
    """Answer 410 for what the public could read one day. Raises Http404 for all the rest."""
    dataset = Dataset.objects.once_public().in_bin().named(slug).first()
    if dataset is None:
        raise Http404
    context = {"title": dataset.title, "date": dataset.deleted_at}
    return render(request, "410.html", context, status=410)
