"""data.gouv.fr's JSON, key by key. Null, [] or {} where there is nothing to say yet."""

from datetime import UTC, datetime
from typing import Any

from django.urls import reverse
from rest_framework import serializers

from catalog.accounts.models import Organization
from catalog.api.quality import Quality, quality_of
from catalog.models import Dataset, Resource

UNKNOWN_FREQUENCY, UNKNOWN_LICENSE = "unknown", "notspecified"
ORGANIZATIONS = "/api/1/organizations/"


class Moment(serializers.DateTimeField):
    """2026-11-21T05:00:00+00:00, never « Z »: older clients do not read that."""

    def to_representation(self, value: datetime) -> str:
        return value.astimezone(UTC).isoformat()


class TextOrNull(serializers.CharField):
    """An empty text is null."""

    def to_representation(self, value: str) -> str | None:
        return value or None


class Constant(serializers.Field):
    """A key that says the same of everything, because nothing here fills it yet."""

    def __init__(self, value: Any) -> None:
        super().__init__(source="*", read_only=True)
        self.value = value

    def to_representation(self, value: Any) -> Any:
        return self.value


class Absolute(serializers.Serializer):
    """Knows the address at which the reader asked: `context["absolute"]` completes a path."""

    def absolute(self, path: str) -> str:
        return self.context["absolute"](path)


class OrganizationReference(Absolute):
    id = serializers.UUIDField()
    name = serializers.CharField()
    acronym = TextOrNull()
    slug = serializers.CharField()
    uri = serializers.SerializerMethodField()
    page = serializers.SerializerMethodField()
    logo = Constant(None)
    logo_thumbnail = Constant(None)
    badges = Constant([])

    def get_fields(self) -> dict[str, serializers.Field]:
        return super().get_fields() | {"class": Constant("Organization")}

    def get_uri(self, organization: Organization) -> str:
        return self.absolute(f"{ORGANIZATIONS}{organization.slug}/")

    def get_page(self, organization: Organization) -> str:
        return self.absolute(organization.get_absolute_url())


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
    filesize = serializers.IntegerField(source="current_version.size", default=None)
    mime = serializers.CharField(source="current_version.mime", default=None)
    created_at = Moment()
    last_modified = Moment(source="modified_at")
    metrics = Constant({})
    harvest = Constant(None)
    extras = Constant({})
    preview_url = Constant(None)
    schema = Constant(None)
    internal = serializers.SerializerMethodField()

    def get_url(self, resource: Resource) -> str:
        return resource.url if resource.is_remote else self.get_latest(resource)

    def get_latest(self, resource: Resource) -> str:
        return self.absolute(resource.permalink)

    def get_checksum(self, resource: Resource) -> dict[str, str] | None:
        version = resource.current_version
        return {"type": "sha256", "value": version.sha256} if version else None

    def get_internal(self, resource: Resource) -> dict[str, str]:
        return internal(resource)


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
    extras = Constant({})
    harvest = Constant(None)
    metrics = Constant({})
    organization = OrganizationReference()
    owner = Constant(None)
    schema = Constant(None)
    temporal_coverage = Constant(None)
    spatial = Constant(None)
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
    contact_points = Constant([])
    permissions = serializers.SerializerMethodField()

    def get_last_update(self, dataset: Dataset) -> str:
        return iso(dataset.data_updated_at or dataset.created_at)

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


def iso(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat()


def internal(thing: Dataset | Resource) -> dict[str, str]:
    """Our own dates, which data.gouv.fr keeps apart from those of a harvested catalogue."""
    return {
        "created_at_internal": iso(thing.created_at),
        "last_modified_internal": iso(thing.modified_at),
    }
