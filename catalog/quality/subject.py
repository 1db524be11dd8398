"""What criteria look at. Enters: datasets; leaves: all that is read of them, in as many queries for
one as for many.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from uuid import UUID

from django.db.models import Prefetch, prefetch_related_objects
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
    """`days`: when data came since the publication, in order; `keywords`: each with its `count`
    of published datasets; `labels`: how people call the columns of a file, by its id.
    """

    dataset: Dataset
    resources: Sequence[Resource]
    at: datetime
    days: Sequence[date] = ()
    keywords: Sequence[Keyword] = ()
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
    def shared_keywords(self) -> list[Keyword]:
        """Return those that some other published dataset bears."""
        own = int(self.dataset.state == DatasetState.PUBLISHED)
        return [word for word in self.keywords if getattr(word, "count", 0) > own]

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
    counted = Prefetch("keywords", Keyword.objects.with_public_count(), to_attr="counted_keywords")
    prefetch_related_objects(rows, counted, "territories")
    resources: dict[UUID, list[Resource]] = defaultdict(list)
    found = Resource.objects.in_place().of_datasets(Dataset.objects.filter(pk__in=keys_of(rows)))
    for one in found.for_page().prefetch_related("column_descriptions", "publication_checks"):
        resources[one.dataset_id].append(one)
    days = days_of(rows)
    return {
        row.pk: Subject(
            dataset=row,
            resources=resources[row.pk],
            at=at,
            days=days[row.pk],
            keywords=getattr(row, "counted_keywords", ()),
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
