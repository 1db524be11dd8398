"""What a client may say of a resource, in data.gouv.fr's words, and what it is in ours."""

import uuid
from collections.abc import Set as AbstractSet
from typing import Any

from rest_framework import serializers
from rest_framework.exceptions import ParseError

from catalog.api.checks import is_ours
from catalog.enums import ResourceType
from catalog.models import Resource

BIGGEST = 2**63 - 1
PLAIN = {"title": "title", "description": "description", "type": "type"}
OF_A_LINK = {"url": "url", "format": "declared_format", "mime": "declared_mime"}


class ChecksumForm(serializers.Serializer):
    type = serializers.RegexField(r"^[A-Za-z0-9-]{1,10}$", default="sha1")
    value = serializers.RegexField(r"^[0-9A-Fa-f]{1,128}$")


class ResourceForm(serializers.Serializer):
    """Nothing is required: what is absent does not change."""

    title = serializers.CharField(required=False, allow_blank=True)
    description = serializers.CharField(required=False, allow_blank=True, allow_null=True)
    type = serializers.ChoiceField(required=False, choices=ResourceType.choices)
    filetype = serializers.CharField(required=False)
    url = serializers.CharField(required=False, allow_blank=True)
    format = serializers.CharField(required=False, allow_blank=True, allow_null=True)
    mime = serializers.CharField(required=False, allow_blank=True, allow_null=True)
    filesize = serializers.IntegerField(
        required=False, allow_null=True, min_value=0, max_value=BIGGEST
    )
    checksum = ChecksumForm(required=False, allow_null=True)
    extras = serializers.DictField(required=False, allow_null=True)
    schema = serializers.DictField(required=False, allow_null=True)


def changes_in(said: dict[str, Any], resource: Resource) -> dict[str, Any]:
    """Return the fields that change. What a hosted file says by itself is not taken from others."""
    names = PLAIN | (OF_A_LINK if resource.is_remote else {})
    changes = {ours: said[name] or "" for name, ours in names.items() if name in said}
    if "declared_format" in changes:
        changes["declared_format"] = changes["declared_format"].strip().lower()[:20]
    if "extras" in said:
        changes["extras"] = own_extras(said["extras"] or {}, resource)
    if resource.is_remote and "filesize" in said:
        changes["declared_size"] = said["filesize"]
    if resource.is_remote and "checksum" in said:
        told = said["checksum"]
        changes["declared_checksum"] = f"{told['type']}:{told['value']}" if told else ""
    return changes


def own_extras(said: dict[str, Any], resource: Resource) -> dict[str, Any]:
    """Return what the client says, and what it may not: the checks are kept as they were."""
    checks = {key: value for key, value in resource.extras.items() if is_ours(key)}
    return {key: value for key, value in said.items() if not is_ours(key)} | checks


def schema_of(resource: Resource) -> dict[str, Any] | None:
    """Return data.gouv.fr's {name, version, url}; None when there is no schema."""
    schema = resource.table_schema or {}
    if not (schema or resource.schema_url):
        return None
    return {
        "name": schema.get("name"),
        "version": schema.get("version"),
        "url": resource.schema_url or None,
    }


def identifiers_in(sent: Any, known: AbstractSet[uuid.UUID]) -> list[uuid.UUID]:
    """Return the whole order that was sent. Raises ParseError, in data.gouv.fr's words."""
    named = sent if isinstance(sent, list) else []
    if len(named) != len(known):
        message = f"All resources must be reordered, you provided {len(named)} out of {len(known)}"
        raise ParseError(message)
    order = [identifier_of(one) for one in named]
    if set(order) != known:
        expected = ", ".join(sorted(map(str, known)))
        message = f"Resource ids must match existing ones in dataset, ie: {{{expected}}}"
        raise ParseError(message)
    return [one for one in order if one]


def identifier_of(sent: Any) -> uuid.UUID | None:
    text = sent.get("id") if isinstance(sent, dict) else sent
    try:
        return uuid.UUID(str(text))
    except ValueError:
        return None
