"""Organisations: one object or a page of the API, or the list that thematic sites publish."""

from collections.abc import Iterator, Mapping
from typing import Any

from catalog.importing.organizations import organization
from catalog.importing.outcome import Outcome
from catalog.importing.readers import Reader, read_objects
from catalog.importing.source import Source
from catalog.importing.values import Fields


class OrganizationJson(Reader):
    slug = "organization_json"
    label = "organisations"

    @staticmethod
    def recognizes(source: Source) -> bool:
        return any(is_organization(one) for one in source.objects)

    @staticmethod
    def read(source: Source) -> Iterator[Outcome]:
        return read_objects(source, source.objects, draft)


def is_organization(value: Any) -> bool:
    return isinstance(value, Mapping) and value.keys() >= {"id", "name", "slug"}


def draft(values: Mapping[str, Any]) -> Outcome:
    return organization(Fields(values))
