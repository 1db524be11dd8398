"""The files of an organisation: `/api/1/organizations/<id>/datasets-resources.csv`.

The same rows are served in JSON, a page at a time, by data.gouv.fr's tabular API.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from catalog.importing.datasets import mentioned
from catalog.importing.outcome import Outcome
from catalog.importing.readers import Reader, read_objects, read_rows
from catalog.importing.resources import resource
from catalog.importing.source import Source
from catalog.importing.values import Fields

DATASET = "dataset."
COLUMNS = {"dataset.id", "id", "url"}


class ResourceCsv(Reader):
    slug = "resource_csv"
    label = "export des fichiers d’une organisation"

    @staticmethod
    def recognizes(source: Source) -> bool:
        return source.columns >= COLUMNS or any(
            isinstance(one, Mapping) and one.keys() >= COLUMNS for one in source.objects
        )

    @staticmethod
    def read(source: Source) -> Iterator[Outcome]:
        if source.columns:
            return read_rows(source, draft)
        return read_objects(source, source.objects, draft)


def draft(values: Mapping[str, Any]) -> Outcome:
    """Return the dataset as far as a row tells, with one of its files."""
    of_dataset = {
        name.removeprefix(DATASET): value
        for name, value in values.items()
        if name.startswith(DATASET)
    }
    of_resource = {name: value for name, value in values.items() if not name.startswith(DATASET)}
    return replace(
        mentioned(Fields(of_dataset)),
        resources=(resource(Fields(of_resource)),),
        resources_whole=False,
    )
