"""One resource, its versions, and what is decided about those that wait."""

import uuid
from typing import Any

from django.http import Http404
from rest_framework import serializers
from rest_framework.parsers import FormParser, JSONParser, MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from catalog.actions.decisions import confirm_version, reject_version
from catalog.api.datasets import absence
from catalog.api.errors import ResourceGone
from catalog.api.serializers import ResourceSerializer
from catalog.api.versions import CheckedVersionSerializer, VersionSerializer
from catalog.api.views import PublicView
from catalog.api.writing import AboutResource, etag
from catalog.enums import LegalBasis, Right
from catalog.models import Dataset, Resource, ResourceVersion


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
        return within.in_place().select_related("current_version", "dataset")


class ResourceDetail(ReadingResource):
    """data.gouv.fr's resource. Its ETag is what If-Match expects of who would replace the file."""

    def get(self, request: Request, identifier: str, resource: uuid.UUID) -> Response:
        found = self.resources(identifier, resource).get()
        shown = ResourceSerializer(found, context=self.get_serializer_context()).data
        return Response(shown, headers=etag(found))


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
    parser_classes = (JSONParser, FormParser, MultiPartParser)

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
