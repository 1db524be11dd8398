"""The datasets of an organisation: `/api/1/organizations/<id>/datasets.csv` of data.gouv.fr.

Its columns grew over the years, and the ministry adds one: each is read where it is found.
"""

from collections.abc import Iterator, Mapping

from catalog.importing.datasets import dataset
from catalog.importing.outcome import Outcome
from catalog.importing.readers import Reader, read_rows
from catalog.importing.source import Source
from catalog.importing.values import Fields

MARKS = {"license", "frequency", "resources_count"}  # reuses have ids and titles too


class OrganizationCsv(Reader):
    slug = "organization_csv"
    label = "export des jeux de données d’une organisation"

    @staticmethod
    def recognizes(source: Source) -> bool:
        return source.columns >= {"id", "title"} and bool(MARKS & source.columns)

    @staticmethod
    def read(source: Source) -> Iterator[Outcome]:
        return read_rows(source, draft)


def draft(cells: Mapping[str, str]) -> Outcome:
    return dataset(Fields(cells))
