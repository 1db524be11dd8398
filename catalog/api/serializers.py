"""data.gouv.fr's JSON, key by key. Null, [] or {} where there is nothing to say yet."""

from typing import Any

from django.urls import reverse
from rest_framework import serializers

from catalog.api.checks import extras_of
from catalog.api.fields import Absolute, Constant, Moment, TextOrNull, internal, iso
from catalog.api.organizations import OrganizationReference
from catalog.api.quality import Quality, quality_of
from catalog.api.resource_forms import schema_of
from catalog.models import Dataset, Resource

UNKNOWN_FREQUENCY, UNKNOWN_LICENSE = "unknown", "notspecified"


class ResourceSerializer(Absolute):
    id = serializers.UUIDField()
    title = serializers.CharField()
    description = TextOrNull()
    filetype = serializers.CharField(source="kind")
    type = serializers.CharField()
    format = TextOrNull()
    url = serializers.SerializerMethodField()
    latest = serializers.SerializerMethodField()
    checksum = serializers.SerializerMethodField()
    filesize = serializers.SerializerMethodField()
    mime = serializers.SerializerMethodField()
    created_at = Moment()
    last_modified = Moment(source="modified_at")
    metrics = serializers.SerializerMethodField()
    harvest = Constant(None)
    extras = serializers.SerializerMethodField()
    preview_url = Constant(None)
    schema = serializers.SerializerMethodField()
    internal = serializers.SerializerMethodField()

    def get_url(self, resource: Resource) -> str:
        return resource.url if resource.is_remote else self.get_latest(resource)

    def get_latest(self, resource: Resource) -> str:
        return self.absolute(resource.permalink)

    def get_checksum(self, resource: Resource) -> dict[str, str] | None:
        if version := resource.current_version:
            return {"type": "sha256", "value": version.sha256}
        kind, _, value = resource.declared_checksum.partition(":")
        return {"type": kind, "value": value} if value else None

    def get_filesize(self, resource: Resource) -> int | None:
        version = resource.current_version
        return version.size if version else resource.declared_size

    def get_mime(self, resource: Resource) -> str | None:
        version = resource.current_version
        return version.mime if version else resource.declared_mime or None

    def get_metrics(self, resource: Resource) -> dict[str, int]:
        return {"views": resource.downloads}

    def get_extras(self, resource: Resource) -> dict[str, Any]:
        return extras_of(resource)

    def get_schema(self, resource: Resource) -> dict[str, Any] | None:
        return schema_of(resource)

    def get_internal(self, resource: Resource) -> dict[str, str]:
        return internal(resource)


class ContactSerializer(serializers.Serializer):
    id = serializers.CharField(source="pk")
    name = serializers.CharField()
    email = TextOrNull()
    contact_form = TextOrNull(source="form")
    role = serializers.CharField()


class DatasetSerializer(Absolute):
    """Reads `dataset.shown_resources`, `may_delete` and `may_edit`, which the queryset computes."""

    id = serializers.UUIDField()
    title = serializers.CharField()
    acronym = TextOrNull()
    slug = serializers.CharField()
    description = serializers.CharField()
    description_short = TextOrNull(source="short_description")
    created_at = Moment()
    last_modified = Moment(source="modified_at")
    last_update = serializers.SerializerMethodField()
    deleted = Moment(source="deleted_at")
    archived = Moment(source="archived_at")
    private = serializers.SerializerMethodField()
    featured = Constant(value=False)
    tags = serializers.SlugRelatedField("slug", source="keywords", many=True, read_only=True)
    badges = Constant([])
    resources = ResourceSerializer(source="shown_resources", many=True)
    frequency = serializers.SerializerMethodField()
    frequency_date = Constant(None)
    extras = serializers.JSONField()
    harvest = serializers.SerializerMethodField()
    metrics = serializers.SerializerMethodField()
    organization = OrganizationReference()
    owner = Constant(None)
    schema = Constant(None)
    temporal_coverage = serializers.SerializerMethodField()
    spatial = serializers.SerializerMethodField()
    license = serializers.SerializerMethodField()
    access_type = Constant("open")
    access_audiences = Constant([])
    authorization_request_url = Constant(None)
    access_type_reason_category = Constant(None)
    access_type_reason = Constant(None)
    uri = serializers.SerializerMethodField()
    page = serializers.SerializerMethodField()
    quality = serializers.SerializerMethodField()
    internal = serializers.SerializerMethodField()
    contact_points = ContactSerializer(source="contacts", many=True)
    permissions = serializers.SerializerMethodField()

    def get_last_update(self, dataset: Dataset) -> str:
        return iso(dataset.data_updated_at or dataset.created_at)

    def get_harvest(self, dataset: Dataset) -> dict[str, Any] | None:
        return dataset.source.get("harvest") or None

    def get_metrics(self, dataset: Dataset) -> dict[str, int]:
        return {"views": dataset.views, "resources_downloads": dataset.downloads}

    def get_temporal_coverage(self, dataset: Dataset) -> dict[str, str | None] | None:
        start, end = dataset.temporal_start, dataset.temporal_end
        if start is None and end is None:
            return None
        return {"start": start and start.isoformat(), "end": end and end.isoformat()}

    def get_spatial(self, dataset: Dataset) -> dict[str, Any] | None:
        zones = sorted(territory.pk for territory in dataset.territories.all())
        if not zones and not dataset.granularity:
            return None
        return {"geom": None, "zones": zones, "granularity": dataset.granularity or "other"}

    def get_private(self, dataset: Dataset) -> bool:
        return dataset.published_at is None

    def get_frequency(self, dataset: Dataset) -> str:
        return dataset.frequency or UNKNOWN_FREQUENCY

    def get_license(self, dataset: Dataset) -> str:
        return dataset.license or UNKNOWN_LICENSE

    def get_uri(self, dataset: Dataset) -> str:
        return self.absolute(reverse("api:dataset-detail", args=[dataset.slug]))

    def get_page(self, dataset: Dataset) -> str | None:
        return self.absolute(dataset.get_absolute_url()) if dataset.is_public else None

    def get_quality(self, dataset: Dataset) -> Quality:
        return quality_of(dataset, dataset.shown_resources, at=self.context["at"])

    def get_internal(self, dataset: Dataset) -> dict[str, str]:
        return internal(dataset)

    def get_permissions(self, dataset: Dataset) -> dict[str, bool]:
        edit = dataset.may_edit
        return {"delete": dataset.may_delete, "edit": edit, "edit_resources": edit}
