"""What criteria look at. Enters: datasets; leaves: all that is read of them, in as many queries for
one as for many.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from uuid import UUID

from django.db.models import prefetch_related_objects
from django.utils import timezone

from catalog.enums import DatasetState, ResourceType
from catalog.files.shapes import Profile
from catalog.models import Dataset, Keyword, Resource, ResourceVersion, Territory
from catalog.search.analyzer import stems

OF_DATA = (ResourceType.MAIN, ResourceType.UPDATE)
MOST_RESOURCES = 100
"""Beyond, the first ones speak for the others."""


@dataclass(frozen=True)
class Table:
    """A file of data whose columns are known."""

    resource: Resource
    profile: Profile

    @cached_property
    def columns(self) -> list[str]:
        return [column.name for column in self.profile.columns]


@dataclass(frozen=True)
class Subject:
    """`days`: when data came since the publication, in order; `words_elsewhere`: those of its
    keywords that other published datasets bear.
    """

    dataset: Dataset
    resources: Sequence[Resource]
    at: datetime
    days: Sequence[date] = ()
    words_elsewhere: frozenset[int] = frozenset()
    labels: dict[UUID, dict[str, str]] = field(default_factory=dict)

    @cached_property
    def files_of_data(self) -> list[Resource]:
        return [one for one in self.resources if one.type in OF_DATA][:MOST_RESOURCES]

    @cached_property
    def tables(self) -> list[Table]:
        """Return the files of data with known columns: none while nothing has been profiled."""
        found = [(one, profile_of(one)) for one in self.files_of_data]
        return [Table(one, profile) for one, profile in found if profile and profile.is_tabular]

    @cached_property
    def profiles(self) -> list[Profile]:
        found = [profile_of(one) for one in self.files_of_data]
        return [profile for profile in found if profile and profile.refusal is None]

    @cached_property
    def keywords(self) -> list[Keyword]:
        return list(self.dataset.keywords.all())

    @cached_property
    def territories(self) -> list[Territory]:
        return list(self.dataset.territories.all())

    @cached_property
    def said(self) -> frozenset[str]:
        """Return the stems of what the description says."""
        return frozenset(stems(f"{self.dataset.short_description} {self.dataset.description}"))


def profile_of(resource: Resource) -> Profile | None:
    kept = resource.current_version and resource.current_version.profile
    return Profile.from_json(kept) if kept else None


def subjects(datasets: Iterable[Dataset], *, at: datetime) -> dict[UUID, Subject]:
    """Return what the criteria read of each dataset."""
    rows = list(datasets)
    prefetch_related_objects(rows, "keywords", "territories")
    resources: dict[UUID, list[Resource]] = defaultdict(list)
    found = Resource.objects.in_place().of_datasets(Dataset.objects.filter(pk__in=keys_of(rows)))
    for one in found.for_page().prefetch_related("column_descriptions", "publication_checks"):
        resources[one.dataset_id].append(one)
    days, elsewhere = days_of(rows), words_elsewhere(rows)
    return {
        row.pk: Subject(
            dataset=row,
            resources=resources[row.pk],
            at=at,
            days=days[row.pk],
            words_elsewhere=elsewhere[row.pk],
            labels={one.pk: labels_of(one) for one in resources[row.pk]},
        )
        for row in rows
    }


def keys_of(rows: list[Dataset]) -> list[UUID]:
    return [row.pk for row in rows]


def labels_of(resource: Resource) -> dict[str, str]:
    return {row.name: row.label for row in resource.column_descriptions.all() if row.label}


def days_of(rows: list[Dataset]) -> dict[UUID, list[date]]:
    """Return the days when data came, from the publication on: a draft promised nothing."""
    found: dict[UUID, set[date]] = {row.pk: set() for row in rows}
    for key, day in ResourceVersion.objects.published().of_datasets(rows).days():
        found[key].add(day)
    for row in rows:
        if row.published_at is None:
            found[row.pk] = set()
            continue
        opened = timezone.localdate(row.published_at)
        found[row.pk] = {opened} | {day for day in found[row.pk] if day > opened}
    return {key: sorted(days) for key, days in found.items()}


def words_elsewhere(rows: list[Dataset]) -> dict[UUID, frozenset[int]]:
    """Return, of the keywords of each, those that some other published dataset bears."""
    words = {keyword.pk for row in rows for keyword in row.keywords.all()}
    bearers = Keyword.objects.filter(pk__in=words).public_counts()
    return {
        row.pk: frozenset(
            keyword.pk
            for keyword in row.keywords.all()
            if bearers.get(keyword.pk, 0) > int(row.state == DatasetState.PUBLISHED)
        )
        for row in rows
    }
