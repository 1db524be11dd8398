"""The files of a topic's datasets: their ids alone, or with their addresses and their columns.

When it describes columns, a file has one row for each of them: its first row gives the draft, and
the others give nothing. A dataset comes once for each of its files.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from catalog.drafts import DatasetDraft, Maybe
from catalog.importing.datasets import mentioned
from catalog.importing.outcome import Outcome
from catalog.importing.readers import Reader, read_rows
from catalog.importing.resources import resource
from catalog.importing.source import Source
from catalog.importing.values import Fields

DATASET, RESOURCE = ".dataset", ".ressource"


class TopicResourceCsv(Reader):
    slug = "topic_resource_csv"
    label = "liste des fichiers d’un bouquet"

    @staticmethod
    def recognizes(source: Source) -> bool:
        return source.columns >= {"id.dataset", "id.ressource"}

    @staticmethod
    def read(source: Source) -> Iterator[Outcome]:
        seen = set()
        for outcome in read_rows(source, draft):
            key = pair(outcome)
            if key is None or key not in seen:
                yield outcome
            seen.add(key)


def pair(outcome: Outcome) -> tuple[Maybe[str], Maybe[str]] | None:
    """Return the ids of the dataset and of its file; None for a row that was refused."""
    if not isinstance(outcome, DatasetDraft) or not outcome.resources:
        return None
    return outcome.identifier, outcome.resources[0].identifier


def draft(cells: Mapping[str, str]) -> Outcome:
    described = mentioned(Fields({**named(cells, DATASET), **shared(cells)}))
    return replace(
        described,
        resources=(resource(Fields(named(cells, RESOURCE))),),
        resources_whole=False,
    )


def named(cells: Mapping[str, str], suffix: str) -> dict[str, str]:
    """Return the cells of one of the two things that a row speaks of."""
    return {
        name.removesuffix(suffix): cell for name, cell in cells.items() if name.endswith(suffix)
    }


def shared(cells: Mapping[str, str]) -> dict[str, str]:
    return {name: cell for name, cell in cells.items() if name == "generated_at"}
