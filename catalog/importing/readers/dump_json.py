"""A dump of udata: each dataset beside its files, its organisation and what people say of it.

Reuses, discussions, posts and the site's settings are not read.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from catalog.importing.datasets import dataset
from catalog.importing.outcome import BadValue, Outcome
from catalog.importing.readers import Reader, read_objects
from catalog.importing.source import Source
from catalog.importing.values import Fields


class DumpJson(Reader):
    slug = "dump_json"
    label = "copie d’un site udata"

    @staticmethod
    def recognizes(source: Source) -> bool:
        return isinstance(source.document, Mapping) and isinstance(
            source.document.get("datasets"), list
        )

    @staticmethod
    def read(source: Source) -> Iterator[Outcome]:
        return read_objects(source, source.document["datasets"], draft)


def draft(values: Mapping[str, Any]) -> Outcome:
    described = values.get("dataset", values)
    if not isinstance(described, Mapping):
        raise BadValue("L’objet « dataset » manque.")
    beside = {name: values[name] for name in ("resources", "organization") if name in values}
    return dataset(Fields({**described, **beside}))
