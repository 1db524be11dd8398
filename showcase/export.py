"""The results of a search as CSV: semicolons, UTF-8, and no cell that a spreadsheet would run."""

import csv
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.conf import settings

from catalog.models import Dataset
from catalog.models.dataset import DatasetQuerySet
from catalog.search.models import DatasetFacet, FacetKind
from catalog.templatetags.vitrine import formats
from showcase.rows import NOTHING, Contents, contents_of

AT_ONCE = 1000
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
LISTED = (FacetKind.THEME, FacetKind.KEYWORD, FacetKind.TERRITORY)
COLUMNS = (
    *("identifiant", "titre", "sigle", "adresse", "organisation", "nature", "résumé"),
    *("thématiques", "mots-clés", "territoires", "maille", "licence", "fréquence"),
    *("début", "fin", "publié le", "mis à jour le", "fichiers", "formats"),
    *("téléchargements", "consultations"),
)


class Echo:
    """What `csv` writes to: it gives each line back."""

    def write(self, line: str) -> str:
        return line


def lines(datasets: DatasetQuerySet) -> Iterator[str]:
    """Yield the header, then the rows, a thousand read at once."""
    writer = csv.writer(Echo(), delimiter=";", lineterminator="\r\n")
    yield writer.writerow(COLUMNS)
    rows = datasets.select_related("organization").defer("description", "extras", "source")
    for batch in batches(rows.iterator(chunk_size=AT_ONCE)):
        contents, labels = contents_of(batch), labels_of(batch)
        for dataset in batch:
            cells = cells_of(dataset, contents.get(dataset.pk, NOTHING), labels[dataset.pk])
            yield writer.writerow([harmless(cell) for cell in cells])


def batches(rows: Iterator[Dataset]) -> Iterator[list[Dataset]]:
    batch: list[Dataset] = []
    for row in rows:
        batch.append(row)
        if len(batch) == AT_ONCE:
            yield batch
            batch = []
    if batch:
        yield batch


def labels_of(datasets: list[Dataset]) -> dict[Any, dict[str, list[str]]]:
    found: dict[Any, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    rows = DatasetFacet.objects.filter(dataset__in=datasets, kind__in=LISTED).order_by("label")
    for key, kind, label in rows.values_list("dataset", "kind", "label"):
        found[key][kind].append(label)
    return found


def cells_of(dataset: Dataset, contents: Contents, labels: dict[str, list[str]]) -> list[Any]:
    organization = dataset.organization
    return [
        dataset.pk,
        dataset.title,
        dataset.acronym,
        f"{settings.SITE_URL}{dataset.get_absolute_url()}",
        organization.name,
        organization.get_kind_display(),
        dataset.short_description,
        *(", ".join(labels[kind]) for kind in LISTED),
        dataset.get_granularity_display(),
        dataset.get_license_display(),
        dataset.get_frequency_display(),
        *map(day, (dataset.temporal_start, dataset.temporal_end)),
        *map(day, (dataset.published_at, dataset.data_updated_at)),
        contents.files,
        formats(contents.formats),
        dataset.downloads,
        dataset.views,
    ]


def day(value: Any) -> str:
    return f"{value:%Y-%m-%d}" if value else ""


def harmless(cell: Any) -> Any:
    """Put an apostrophe before a text that a spreadsheet would take for a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell
