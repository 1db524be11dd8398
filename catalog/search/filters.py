"""The only readers of query parameters: Explorer, back office, API, feeds and exports ask them."""

from collections import Counter
from datetime import datetime
from typing import Any

import django_filters
from django import forms
from django.utils import timezone
from django.utils.functional import cached_property

from catalog.enums import DatasetState, Right
from catalog.models.dataset import DatasetQuerySet
from catalog.search.facets import (
    AGES,
    FACETS,
    FRESHNESS,
    Facet,
    FacetValue,
    Valued,
    counted,
    counted_by_age,
    having,
    labels_of,
    of_ages,
)
from catalog.search.models import FacetKind
from catalog.search.query import Query, best_first, fitted, matching, read

RELEVANCE, NEWEST, UPDATED = "pertinence", "nouveaux", "mis-a-jour"
DOWNLOADED = "telecharges"
EDITED, FAMILY = "modifies", "famille"
EDITED_SORT = (EDITED, "Modifiés récemment")
SUBMITTED = ("submitted", "soumis")
STATES = [DatasetState.choices[0], SUBMITTED, *DatasetState.choices[1:]]
REACHES = [(FAMILY, "Tous ceux de la famille")]
SORTS = [
    (RELEVANCE, "Pertinence"),
    (NEWEST, "Plus récents"),
    (UPDATED, "Mis à jour récemment"),
    (DOWNLOADED, "Les plus téléchargés"),
]
ORDERS = {
    NEWEST: DatasetQuerySet.newest_first,
    UPDATED: DatasetQuerySet.recently_updated_first,
    DOWNLOADED: DatasetQuerySet.most_downloaded_first,
}


class AnyChoiceField(forms.MultipleChoiceField):
    """Several values of one parameter; one that exists nowhere finds nothing, and is no error."""

    def valid_value(self, value: Any) -> bool:
        return len(str(value)) <= 220 and "\x00" not in str(value)


class SeveralFilter(django_filters.MultipleChoiceFilter):
    field_class = AnyChoiceField

    def __init__(self, **options: Any) -> None:
        super().__init__(distinct=False, choices=[], **options)


class FacetFilter(SeveralFilter):
    """Keeps what has one of the values chosen for this kind of facet."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        super().__init__()

    def filter(self, rows: DatasetQuerySet, values: list[str]) -> DatasetQuerySet:
        return having(rows, self.kind, values) if values else rows


class DatasetFilter(django_filters.FilterSet):
    """Parameters of the public pages, in French: q, tri, and one for each facet."""

    q = django_filters.CharFilter(method="search")
    thematique = FacetFilter(FacetKind.THEME)
    territoire = FacetFilter(FacetKind.TERRITORY)
    format = FacetFilter(FacetKind.FORMAT)
    fraicheur = SeveralFilter(method="of_age")
    organisation = FacetFilter(FacetKind.ORGANIZATION)
    nature = FacetFilter(FacetKind.NATURE)
    certification = FacetFilter(FacetKind.CERTIFICATION)
    mot = FacetFilter(FacetKind.KEYWORD)
    licence = FacetFilter(FacetKind.LICENSE)
    maille = FacetFilter(FacetKind.GRANULARITY)
    tri = django_filters.ChoiceFilter(choices=SORTS, method="unchanged")

    query = Query("")
    asked = ""

    @cached_property
    def at(self) -> datetime:
        return timezone.now()

    def search(self, rows: DatasetQuerySet, name: str, typed: str) -> DatasetQuerySet:
        """Keep what matches; when nothing does, what matches the query corrected, or most of it."""
        if self.asked != typed:
            self.asked, self.query = typed, fitted(rows, read(typed))
        return matching(rows, self.query)

    def of_age(self, rows: DatasetQuerySet, name: str, values: list[str]) -> DatasetQuerySet:
        return rows.filter(of_ages(values, self.at)) if values else rows

    def unchanged(self, rows: DatasetQuerySet, name: str, value: str) -> DatasetQuerySet:
        return rows

    @property
    def sort(self) -> str:
        chosen = self.form.cleaned_data.get("tri") if self.form.is_valid() else ""
        if chosen in ORDERS:
            return chosen
        return RELEVANCE if self.query.typed else NEWEST

    def results(self) -> DatasetQuerySet:
        """Return what the parameters keep, in the order they ask."""
        rows = self.qs
        if self.sort == RELEVANCE and self.query.tokens:
            return best_first(rows, self.query)
        return ORDERS.get(self.sort, DatasetQuerySet.newest_first)(rows)

    def facets(self) -> list[tuple[Facet, list[FacetValue]]]:
        """Return each facet with its values and counts, the chosen ones first, in one query.

        A facet's counts ignore its own choice: they say what one more click would show.
        """
        found: dict[str, list[FacetValue]] = {facet.kind: [] for facet in FACETS}
        chosen = {facet.kind: set(self.chosen(facet.parameter)) for facet in FACETS}
        for (kind, slug, label), count in self.by_value().items():
            found[kind].append(FacetValue(slug, label, count, chosen=slug in chosen[kind]))
        for kind, values in found.items():
            chosen[kind] -= {value.slug for value in values}
        for kind, value in self.fruitless({kind: left for kind, left in chosen.items() if left}):
            found[kind].append(value)
        return [(facet, sorted(found[facet.kind], key=by_use)) for facet in FACETS]

    def by_value(self) -> Counter[Valued]:
        """Return how many datasets have each value: a late one counts for its age and as late."""
        found: Counter[Valued] = Counter()
        first, *others = self.counts()
        for kind, slug, label, count in first.union(*others, all=True):
            if kind != FRESHNESS:
                found[kind, slug, label] += count
                continue
            for age in filter(None, (slug, label)):
                found[kind, age, AGES[age]] += count
        return found

    def counts(self) -> list[Any]:
        """Return queries of (kind, value, label, count): facets without a choice share one."""
        written = [facet for facet in FACETS if facet.kind != FRESHNESS]
        free = [facet.kind for facet in written if not self.chosen(facet.parameter)]
        alone = [facet for facet in written if self.chosen(facet.parameter)]
        return [
            counted(self.without(""), free),
            *(counted(self.without(facet.parameter), [facet.kind]) for facet in alone),
            counted_by_age(self.without("fraicheur"), self.at),
        ]

    def without(self, parameter: str) -> DatasetQuerySet:
        """Return what all the parameters but this one keep, in no order."""
        rows = self.queryset.all()
        for name, value in self.form.cleaned_data.items():
            if name != parameter:
                rows = self.filters[name].filter(rows, value)
        return rows.order_by()

    def fruitless(self, chosen: dict[str, set[str]]) -> list[tuple[str, FacetValue]]:
        """Return the chosen values that now keep nothing, so that they can still be unchosen."""
        if not chosen:
            return []
        labels = labels_of(self.queryset, chosen)
        return [
            (kind, FacetValue(slug, labels.get((kind, slug), slug), 0, chosen=True))
            for kind, slugs in chosen.items()
            for slug in slugs
        ]

    def chosen(self, parameter: str) -> list[str]:
        return self.form.cleaned_data.get(parameter) or []


def by_use(value: FacetValue) -> tuple[bool, int, str]:
    return (not value.chosen, -value.count, value.label)


class BackOfficeDatasetFilter(DatasetFilter):
    """The same for those who publish: what they may change; the bin only if asked."""

    etat = django_filters.ChoiceFilter(choices=STATES, method="in_state")
    portee = django_filters.ChoiceFilter(choices=REACHES, method="unchanged")
    tri = django_filters.ChoiceFilter(choices=[EDITED_SORT, *SORTS], method="unchanged")

    def __init__(self, *arguments: Any, user: Any, **options: Any) -> None:
        self.user = user
        super().__init__(*arguments, **options)

    def filter_queryset(self, queryset: DatasetQuerySet) -> DatasetQuerySet:
        rows = super().filter_queryset(self.within_reach(queryset))
        return rows if self.form.cleaned_data.get("etat") else rows.outside_bin()

    def in_state(self, rows: DatasetQuerySet, name: str, value: str) -> DatasetQuerySet:
        return rows.submitted() if value == SUBMITTED[0] else rows.in_state(value)

    def within_reach(self, rows: DatasetQuerySet) -> DatasetQuerySet:
        if self.form.cleaned_data.get("portee") == FAMILY:
            return rows.in_family()
        return rows.allowing(self.user, Right.CHANGE_DATASET)

    @property
    def sort(self) -> str:
        chosen = self.form.cleaned_data.get("tri") if self.form.is_valid() else ""
        return chosen or (RELEVANCE if self.query.typed else EDITED)

    def results(self) -> DatasetQuerySet:
        return self.qs.recently_edited_first() if self.sort == EDITED else super().results()
