"""One resource, its versions, and what is decided about those that wait."""

import uuid
from typing import Any

from django.db import transaction
from django.http import Http404
from rest_framework import serializers
from rest_framework.exceptions import ParseError
from rest_framework.request import Request
from rest_framework.response import Response

from catalog.actions.decisions import confirm_version, reject_version
from catalog.actions.resource import describe_resource, reorder_resources
from catalog.actions.upkeep import schema_at, set_schema
from catalog.api.access import ReadingOrKnown
from catalog.api.checks import check_of
from catalog.api.datasets import absence
from catalog.api.errors import ResourceGone
from catalog.api.parsers import JSON_OR_FORM, Json
from catalog.api.resource_forms import ResourceForm, changes_in, identifiers_in
from catalog.api.serializers import ResourceSerializer
from catalog.api.versions import CheckedVersionSerializer, VersionSerializer
from catalog.api.views import PublicView
from catalog.api.writing import AboutDataset, AboutResource, etag
from catalog.enums import LegalBasis, Right
from catalog.models import Dataset, Resource, ResourceVersion


class ResourceDetail(AboutResource):
    """data.gouv.fr's resource. Its ETag is what If-Match expects of who would replace the file.

    PUT changes what it names, and nothing else: the facts of a hosted file are passed over.
    """

    permission_classes = (ReadingOrKnown,)
    reading_right = Right.VIEW_DATASET
    parser_classes = JSON_OR_FORM
    http_method_names = ("get", "head", "put", "options")

    def get(self, request: Request, **kwargs: Any) -> Response:
        return Response(self.resource_of(self.resource), headers=etag(self.resource))

    def put(self, request: Request, **kwargs: Any) -> Response:
        form = ResourceForm(data=request.data)
        form.is_valid(raise_exception=True)
        said = form.validated_data
        if said.get("filetype", self.resource.kind) != self.resource.kind:
            raise ParseError("Cannot modify filetype after creation")
        schema = self.schema_in(said)
        with transaction.atomic():
            changes = changes_in(said, self.resource)
            describe_resource(self.resource, by=request.user, **changes)
            if schema is not None:
                set_schema(self.resource, by=request.user, **schema)
        return self.get(request)

    def schema_in(self, said: dict[str, Any]) -> dict[str, Any] | None:
        """Return what to set, if anything: null removes the schema, another address is asked."""
        if "schema" not in said or self.resource.is_remote:
            return None
        url = str((said["schema"] or {}).get("url") or "")
        if not said["schema"]:
            return {"schema": None}
        unchanged = not url or url == self.resource.schema_url
        return None if unchanged else {"schema": schema_at(url), "url": url}


class ResourceList(AboutDataset):
    """PUT gives the resources the order of the identifiers it lists."""

    parser_classes = (Json,)
    http_method_names = ("put", "options")

    def put(self, request: Request, **kwargs: Any) -> Response:
        rows = self.dataset.resources.in_place()
        order = identifiers_in(request.data, set(rows.values_list("pk", flat=True)))
        reorder_resources(self.dataset, by=request.user, order=order)
        context = self.get_serializer_context()
        return Response(ResourceSerializer(rows.for_page(), many=True, context=context).data)


class ReadingResource(PublicView):
    required_right = Right.VIEW_DATASET

    def dataset(self, identifier: str) -> Dataset:
        rows = Dataset.objects.visible_to(self.request.user).outside_bin()
        found = rows.named(identifier).first()
        if found is None:
            raise absence(identifier)
        return found

    def resources(self, identifier: str, key: uuid.UUID) -> Any:
        within = Resource.objects.filter(dataset=self.dataset(identifier)).named(key)
        if not within.in_place().exists():
            raise ResourceGone if within.once_public().exists() else Http404
        return within.in_place().select_related("current_version", "dataset", "link_check")


class ResourceCheck(ReadingResource):
    """What its address gave, the last time it was asked for: to read it asks nobody."""

    def get(self, request: Request, identifier: str, resource: uuid.UUID) -> Response:
        found = self.resources(identifier, resource).get()
        return Response(check_of(found, url=request.build_absolute_uri(found.permalink)))


class VersionDetail(ReadingResource):
    """What became of a file; what was found in it is for those who prepare the dataset."""

    def get(self, request: Request, identifier: str, resource: uuid.UUID, number: int) -> Response:
        rows = ResourceVersion.objects.readable_by(request.user).with_dataset()
        resources = self.resources(identifier, resource)
        found = rows.filter(resource__in=resources, number=number).first()
        if found is None:
            raise Http404
        prepares = request.user.has_perm(Right.CHANGE_DATASET, found.resource.dataset)
        serializer = CheckedVersionSerializer if prepares else VersionSerializer
        return Response(serializer(found, context=self.get_serializer_context()).data)


class DecisionForm(serializers.Serializer):
    reason = serializers.CharField(required=False, allow_blank=True, default="")
    note = serializers.CharField(required=False, allow_blank=True, default="")
    legal_basis = serializers.ChoiceField(
        choices=LegalBasis.choices, required=False, allow_blank=True, default=""
    )


class Deciding(AboutResource):
    parser_classes = JSON_OR_FORM

    def post(self, request: Request, number: int, **kwargs: Any) -> Response:
        form = DecisionForm(data=request.data)
        form.is_valid(raise_exception=True)
        version = self.resource.versions.filter(number=number).first()
        if version is None:
            raise Http404
        version.resource = self.resource
        decided = self.decide(version, form.validated_data)
        told = self.version_of(decided)
        return Response(self.resource_of(self.resource, success=True, version=told))

    def decide(self, version: ResourceVersion, said: dict[str, str]) -> ResourceVersion:
        raise NotImplementedError


class VersionConfirm(Deciding):
    """Put a held version on line, knowing what it breaks."""

    def decide(self, version: ResourceVersion, said: dict[str, str]) -> ResourceVersion:
        return confirm_version(version, by=self.request.user, **said)


class VersionReject(Deciding):
    """Leave the one on line there."""

    def decide(self, version: ResourceVersion, said: dict[str, str]) -> ResourceVersion:
        return reject_version(version, by=self.request.user, reason=said["reason"])
