"""Facets: the values by which a list is refined, written with the dataset, counted in one query."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeVar

from django.db import connection
from django.db.models import Case, CharField, Count, Max, Q, QuerySet, Value, When

from catalog.models import Dataset, Resource
from catalog.models.dataset import DatasetQuerySet
from catalog.search.models import DatasetFacet, FacetKind
from catalog.vocabularies import formats
from catalog.vocabularies.granularities import GRANULARITIES

FRESHNESS = "freshness"
CERTIFIED = "service-public"
MONTH, YEAR, OLDER, LATE = "mois", "annee", "ancien", "retard"
AGES = {
    MONTH: "Moins de 30 jours",
    YEAR: "De 30 jours à un an",
    OLDER: "Plus d’un an",
    LATE: "En retard",
}

Rows = TypeVar("Rows", bound="QuerySet[Any, Any]")
Valued = tuple[str, str, str]
"""A kind of facet, the value that addresses carry, the label that people read."""


@dataclass(frozen=True)
class Facet:
    """A way to refine: its parameter in addresses, its title on screen, the kind of its values."""

    parameter: str
    title: str
    kind: str


FACETS = (
    Facet("thematique", "Thématique", FacetKind.THEME),
    Facet("territoire", "Territoire", FacetKind.TERRITORY),
    Facet("format", "Format", FacetKind.FORMAT),
    Facet("fraicheur", "Fraîcheur", FRESHNESS),
    Facet("organisation", "Organisation", FacetKind.ORGANIZATION),
    Facet("nature", "Nature de l’organisation", FacetKind.NATURE),
    Facet("certification", "Certification", FacetKind.CERTIFICATION),
    Facet("mot", "Mot-clé", FacetKind.KEYWORD),
    Facet("licence", "Licence", FacetKind.LICENSE),
    Facet("maille", "Maille géographique", FacetKind.GRANULARITY),
)


@dataclass(frozen=True)
class FacetValue:
    """One value of a facet, with the number of datasets that choosing it would show."""

    slug: str
    label: str
    count: int
    chosen: bool


def values_of(dataset: Dataset) -> set[Valued]:
    """Return every value by which this dataset is found."""
    organization = dataset.organization
    found = {
        (FacetKind.ORGANIZATION, organization.slug, organization.name),
        (FacetKind.NATURE, organization.kind, capitalized(organization.get_kind_display())),
        *((FacetKind.THEME, theme.slug, theme.name) for theme in dataset.themes.all()),
        *((FacetKind.KEYWORD, word.slug, word.name) for word in dataset.keywords.all()),
        *((FacetKind.FORMAT, family, label) for family, label in families_of(dataset)),
        *((FacetKind.TERRITORY, place.pk, place.name) for place in places_of(dataset)),
    }
    if organization.certified_at:
        found.add((FacetKind.CERTIFICATION, CERTIFIED, "Service public certifié"))
    if dataset.license:
        found.add((FacetKind.LICENSE, dataset.license, dataset.get_license_display()))
    if dataset.granularity:
        label = capitalized(GRANULARITIES.get(dataset.granularity, dataset.granularity))
        found.add((FacetKind.GRANULARITY, dataset.granularity, label))
    return {(kind, value, label[:200]) for kind, value, label in found}


def families_of(dataset: Dataset) -> set[tuple[str, str]]:
    """Return the families of the formats of its files; one that says no format belongs to none."""
    families = {formats.family(file.format) for file in files_of(dataset) if file.format}
    return {(family, capitalized(formats.FAMILIES[family])) for family in families}


def files_of(dataset: Dataset) -> list[Resource]:
    """Return its files and links, without those removed; no query if they were fetched with it."""
    return [resource for resource in dataset.resources.all() if resource.removed_at is None]


def places_of(dataset: Dataset) -> set[Any]:
    """Return its territories, and the French ones they lie in: Rennes is found in Brittany."""
    found = set()
    for place in dataset.territories.all():
        found.add(place)
        around = [place.parent, place.parent.parent if place.parent else None]
        found |= {other for other in around if other and other.level.startswith("fr:")}
    return found


def capitalized(label: str) -> str:
    return f"{label[:1].upper()}{label[1:]}"


def write_values(values: dict[Any, set[Valued]]) -> None:
    """Make the rows of these datasets say these values, by key, writing only what differs."""
    rows = DatasetFacet.objects.filter(dataset__in=list(values))
    known = {(row.dataset_id, row.kind, row.value, row.label): row.pk for row in rows}
    wanted = {(key, *valued) for key, all_of_it in values.items() for valued in all_of_it}
    if old := [key for row, key in known.items() if row not in wanted]:
        DatasetFacet.objects.filter(pk__in=old).delete()
    DatasetFacet.objects.bulk_create(
        [
            DatasetFacet(dataset_id=key, kind=kind, value=value, label=label)
            for key, kind, value, label in sorted(wanted - known.keys())
        ]
    )


def among(rows: Rows, field: str, keys: QuerySet[Any, Any]) -> Rows:
    """Keep the rows whose field is one of these keys, which are listed once.

    Joined to them, PostgreSQL lists them again for each row when it believes that a table is empty,
    as it does of one that was just filled: a page then lasts minutes.
    """
    kept = {f"{field}__in": keys}
    if connection.vendor == "sqlite":
        return rows.filter(**kept)
    return rows.filter(Case(When(**kept, then=Value(value=True)), default=Value(value=False)))


def having(datasets: DatasetQuerySet, kind: str, values: Iterable[str]) -> DatasetQuerySet:
    """Keep the datasets that have one of these values."""
    chosen = DatasetFacet.objects.filter(kind=kind, value__in=list(values))
    return among(datasets, "pk", chosen.values("dataset"))


def counted(datasets: DatasetQuerySet, kinds: Iterable[str]) -> Any:
    """Return rows of (kind, value, label, number of datasets) for these kinds."""
    rows = among(DatasetFacet.objects.all(), "dataset", datasets.values("pk"))
    if (wanted := set(kinds)) != set(FacetKind):  # asked of every row, it doubles the work
        rows = rows.filter(kind__in=sorted(wanted))
    return rows.order_by().values_list("kind", "value").annotate(Max("label"), Count("pk"))


def counted_by_age(datasets: DatasetQuerySet, at: datetime) -> Any:
    """Return the same rows for freshness, whose values change with time, the late ones apart.

    The label of a row is LATE or nothing: a dataset has its age, whether it is late or not.
    """
    dated = datasets.filter(data_updated_at__isnull=False).annotate(
        kind=text(FRESHNESS),
        value=age_at(at),
        label=Case(When(is_late(at), then=text(LATE)), default=text("")),
    )
    return dated.order_by().values_list("kind", "value", "label").annotate(Count("pk"))


def age_at(at: datetime) -> Case:
    return Case(
        When(data_updated_at__gte=at - timedelta(days=30), then=text(MONTH)),
        When(data_updated_at__gte=at - timedelta(days=365), then=text(YEAR)),
        default=text(OLDER),
    )


def of_ages(values: Iterable[str], at: datetime) -> Q:
    """Return the condition of being of one of these ages; of an unknown one, nothing is."""
    month, year = at - timedelta(days=30), at - timedelta(days=365)
    conditions = {
        MONTH: Q(data_updated_at__gte=month),
        YEAR: Q(data_updated_at__gte=year, data_updated_at__lt=month),
        OLDER: Q(data_updated_at__lt=year),
        LATE: is_late(at),
    }
    kept = Q(pk__in=[])
    for value in values:
        kept |= conditions.get(value, Q(pk__in=[]))
    return kept


def is_late(at: datetime) -> Q:
    return Q(search_document__late_at__lte=at)


def text(value: str) -> Value:
    return Value(value, output_field=CharField())


def labels_of(datasets: DatasetQuerySet, chosen: dict[str, set[str]]) -> dict[Any, str]:
    """Return the labels of values that now keep nothing, by (kind, value), as readers see them."""
    wanted = Q()
    for kind, values in chosen.items():
        wanted |= Q(kind=kind, value__in=values)
    rows = among(DatasetFacet.objects.filter(wanted), "dataset", datasets.values("pk")).order_by()
    known = rows.values_list("kind", "value", "label").distinct()
    ages = {(FRESHNESS, value): label for value, label in AGES.items()}
    return {(kind, value): label for kind, value, label in known} | ages
