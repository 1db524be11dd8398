"""A version in JSON, and what a client does next with it. These keys are ours."""

from typing import Any

from django.urls import reverse
from rest_framework import serializers

from catalog.api.fields import Absolute, Moment, TextOrNull
from catalog.files.shapes import Finding
from catalog.models import ResourceVersion


class VersionSerializer(Absolute):
    """Facts that anybody who may read the bytes may read."""

    number = serializers.IntegerField()
    state = serializers.CharField()
    filename = serializers.CharField()
    format = serializers.CharField()
    mime = serializers.CharField()
    filesize = serializers.IntegerField(source="size")
    checksum = serializers.SerializerMethodField()
    note = TextOrNull()
    origin = serializers.CharField()
    created_at = Moment()
    url = serializers.SerializerMethodField()
    uri = serializers.SerializerMethodField()

    def get_checksum(self, version: ResourceVersion) -> dict[str, str]:
        return {"type": "sha256", "value": version.sha256}

    def get_url(self, version: ResourceVersion) -> str:
        return self.absolute(
            reverse("permalink:version-download", args=[version.resource_id, version.number])
        )

    def get_uri(self, version: ResourceVersion) -> str:
        return self.absolute(reverse("api:version-detail", args=address_of(version)))


class CheckedVersionSerializer(VersionSerializer):
    """For those who prepare the dataset: what the comparison found, and what may be decided."""

    findings = serializers.SerializerMethodField()
    reason = TextOrNull()
    decisions = serializers.SerializerMethodField()

    def get_findings(self, version: ResourceVersion) -> list[dict[str, Any]]:
        changes = version.changes
        return [finding_of(finding) for finding in changes.findings] if changes else []

    def get_decisions(self, version: ResourceVersion) -> dict[str, Any] | None:
        """Return what may be posted, and where, about a version that waits."""
        if not version.is_held:
            return None
        arguments = address_of(version)
        return {
            "confirm": {
                "method": "POST",
                "url": self.absolute(reverse("api:version-confirm", args=arguments)),
                "fields": {"reason": "required", "note": "optional", "legal_basis": "optional"},
            },
            "reject": {
                "method": "POST",
                "url": self.absolute(reverse("api:version-reject", args=arguments)),
                "fields": {"reason": "optional"},
            },
            "page": self.absolute(
                reverse("backoffice:version-detail", args=[version.resource_id, version.number])
            ),
        }


def finding_of(finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "severity": str(finding.severity),
        "message": finding.message,
        "column": finding.column,
    }


def address_of(version: ResourceVersion) -> list[Any]:
    return [version.resource.dataset_id, version.resource_id, version.number]
