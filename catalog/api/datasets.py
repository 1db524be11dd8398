"""Datasets as data.gouv.fr's clients read them: one page of the list, or one dataset."""

from typing import Any

from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.csrf import csrf_exempt
from django_filters.rest_framework import DjangoFilterBackend
from rest_framework.exceptions import NotAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response

from catalog.accounts.models import Organization
from catalog.api.cors import open_to_all
from catalog.api.errors import Gone
from catalog.api.organizations import absence_of
from catalog.api.serializers import DatasetSerializer
from catalog.api.views import PublicView
from catalog.enums import Right
from catalog.models import Dataset, Resource
from catalog.models.dataset import DatasetQuerySet
from catalog.search.api_filters import ApiDatasetFilter

KEEP_METHOD = 308
RESOURCES = Prefetch(
    "resources", queryset=Resource.objects.in_place().for_page(), to_attr="shown_resources"
)


class DatasetView(PublicView):
    """What the list and the one dataset share: who sees which rows, and how they are written."""

    required_right = Right.VIEW_DATASET
    serializer_class = DatasetSerializer

    def get_queryset(self) -> DatasetQuerySet:
        user = self.request.user
        rows = Dataset.objects.visible_to(user).for_page()
        rows = rows.prefetch_related(RESOURCES, "contacts", "territories")
        return rows.with_rights(
            user, may_edit=Right.CHANGE_DATASET, may_delete=Right.DELETE_DATASET
        )


class DatasetList(DatasetView):
    """Published datasets, newest first; `private=true`: the drafts that the reader may see."""

    filter_backends = (DjangoFilterBackend,)
    filterset_class = ApiDatasetFilter

    def get_queryset(self) -> DatasetQuerySet:
        rows = super().get_queryset().newest_first()
        if self.request.query_params.get("private", "").lower() != "true":
            return rows.published()
        if not self.request.user.is_authenticated:
            raise NotAuthenticated
        return rows.private()

    def get(self, request: Request) -> Response:
        page = self.paginate_queryset(self.filter_queryset(self.get_queryset()))
        return self.get_paginated_response(self.get_serializer(page, many=True).data)


class DatasetDetail(DatasetView):
    """One dataset by its id or slug; a former slug leads to the present one."""

    def get(self, request: Request, identifier: str) -> HttpResponseBase:
        dataset = self.get_queryset().outside_bin().named(identifier).first()
        if dataset is None:
            raise absence(identifier)
        serializer = self.get_serializer(dataset)
        if identifier.lower() not in (str(dataset.pk), dataset.slug):
            return Response(status=KEEP_METHOD, headers={"Location": serializer.data["uri"]})
        return Response(serializer.data)


def absence(identifier: str) -> Exception:
    """Return why there is no such dataset: taken away, or never seen by the public."""
    gone = Dataset.objects.named(identifier).in_bin().once_public()
    return Gone() if gone.exists() else Http404()


class OrganizationDatasets(DatasetView):
    """The published datasets of one organisation, newest first."""

    def get(self, request: Request, identifier: str) -> Response:
        organization = Organization.objects.validated().named(identifier).first()
        if organization is None:
            raise absence_of(identifier)
        rows = self.get_queryset().published().of_organization(organization).newest_first()
        page = self.paginate_queryset(rows)
        return self.get_paginated_response(self.get_serializer(page, many=True).data)


@method_decorator(csrf_exempt, name="dispatch")
class MissingSlash(View):
    """Every path of the API ends with a slash; the method and the body are kept on the way."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        target = request.get_full_path(force_append_slash=True)
        return open_to_all(HttpResponse(status=KEEP_METHOD, headers={"Location": target}))
