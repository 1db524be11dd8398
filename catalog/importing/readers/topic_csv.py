"""The datasets of a topic, as the ministry's scripts write them: « title.dataset » and its like.

The topic of culture.data.gouv.fr has nine columns and keywords between semicolons; the survey of
the DPNC has the first four, and commas.
"""

from collections.abc import Iterator, Mapping

from catalog.importing.datasets import dataset
from catalog.importing.outcome import Outcome
from catalog.importing.readers import Reader, read_rows
from catalog.importing.source import Source
from catalog.importing.values import Fields


class TopicCsv(Reader):
    slug = "topic_csv"
    label = "liste des jeux de données d’un bouquet"

    @staticmethod
    def recognizes(source: Source) -> bool:
        names = source.columns
        return names >= {"id.dataset", "title.dataset"} and "id.ressource" not in names

    @staticmethod
    def read(source: Source) -> Iterator[Outcome]:
        return read_rows(source, draft)


def draft(cells: Mapping[str, str]) -> Outcome:
    return dataset(Fields({name.removesuffix(".dataset"): cell for name, cell in cells.items()}))
