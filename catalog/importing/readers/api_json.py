"""Datasets as data.gouv.fr's API gives them: one object, a page, or a list of them."""

from collections.abc import Iterator, Mapping
from typing import Any

from catalog.importing.datasets import dataset
from catalog.importing.outcome import Outcome
from catalog.importing.readers import Reader, read_objects
from catalog.importing.source import Source
from catalog.importing.values import Fields

MARKS = {"resources", "frequency", "license"}  # what a dataset has, and no post or reuse


class ApiJson(Reader):
    slug = "api_json"
    label = "jeux de données de l’API"

    @staticmethod
    def recognizes(source: Source) -> bool:
        return is_empty_page(source.document) or any(is_dataset(one) for one in source.objects)

    @staticmethod
    def read(source: Source) -> Iterator[Outcome]:
        return read_objects(source, source.objects, draft)


def is_dataset(value: Any) -> bool:
    return isinstance(value, Mapping) and bool(MARKS & value.keys()) and "dataset.id" not in value


def is_empty_page(document: Any) -> bool:
    return isinstance(document, Mapping) and document.get("data") == [] and "page" in document


def draft(values: Mapping[str, Any]) -> Outcome:
    return dataset(Fields(values))
