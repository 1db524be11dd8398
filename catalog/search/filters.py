"""The only readers of query parameters: Explorer, back office, API, feeds and exports ask them."""

import uuid
from dataclasses import dataclass
from typing import Any

import django_filters
from django import forms
from django.db.models import CharField, Count, F, Value
from django.db.models.functions import Cast

from catalog.enums import DatasetState, Right
from catalog.models import Keyword
from catalog.models.dataset import DatasetQuerySet
from catalog.search.query import Query, best_first, corrected, matching, read

RELEVANCE, NEWEST, UPDATED = "pertinence", "nouveaux", "mis-a-jour"
EDITED, FAMILY = "modifies", "famille"
EDITED_SORT = (EDITED, "Modifiés récemment")
REACHES = [(FAMILY, "Tous ceux de la famille")]
SORTS = [(RELEVANCE, "Pertinence"), (NEWEST, "Plus récents"), (UPDATED, "Mis à jour récemment")]


class AnyChoiceField(forms.MultipleChoiceField):
    """Several values of one parameter; one that exists nowhere finds nothing, and is no error."""

    def valid_value(self, value: Any) -> bool:
        return len(str(value)) <= 220 and "\x00" not in str(value)


class SeveralFilter(django_filters.MultipleChoiceFilter):
    field_class = AnyChoiceField

    def __init__(self, **options: Any) -> None:
        super().__init__(distinct=False, choices=[], **options)


@dataclass(frozen=True)
class FacetValue:
    """One value of a facet, with the number of datasets that choosing it would show."""

    slug: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True)
class Facet:
    """A way to refine: the parameter, its title on screen, and where its values are read."""

    parameter: str
    title: str
    slug: str
    label: str


FACETS = (
    Facet("organisation", "Organisation", "organization__slug", "organization__name"),
    Facet("mot", "Mot-clé", "keywords__slug", "keywords__name"),
)


class DatasetFilter(django_filters.FilterSet):
    """Parameters of the public pages, in French: q, organisation, mot, tri."""

    q = django_filters.CharFilter(method="search")
    organisation = SeveralFilter(method="in_organizations")
    mot = SeveralFilter(method="with_keywords")
    tri = django_filters.ChoiceFilter(choices=SORTS, method="unchanged")

    query = Query("")

    def search(self, rows: DatasetQuerySet, name: str, typed: str) -> DatasetQuerySet:
        """Keep what matches; when nothing does, what matches the query as corrected."""
        if self.query.typed != read(typed).typed:
            self.query = read(typed)
            if not matching(rows, self.query).exists():
                self.query = corrected(self.query) or self.query
        return matching(rows, self.query)

    def in_organizations(
        self, rows: DatasetQuerySet, name: str, slugs: list[str]
    ) -> DatasetQuerySet:
        return rows.filter(organization__slug__in=slugs) if slugs else rows

    def with_keywords(self, rows: DatasetQuerySet, name: str, slugs: list[str]) -> DatasetQuerySet:
        chosen = Keyword.objects.filter(slug__in=slugs).values("datasets")
        return rows.filter(pk__in=chosen) if slugs else rows

    def unchanged(self, rows: DatasetQuerySet, name: str, value: str) -> DatasetQuerySet:
        return rows

    @property
    def sort(self) -> str:
        chosen = self.form.cleaned_data.get("tri") if self.form.is_valid() else ""
        if chosen in (NEWEST, UPDATED):
            return chosen
        return RELEVANCE if self.query.typed else NEWEST

    def results(self) -> DatasetQuerySet:
        """Return what the parameters keep, in the order they ask."""
        rows = self.qs
        if self.sort == RELEVANCE and self.query.tokens:
            return rows.order_by(*best_first(self.query))
        return rows.recently_updated_first() if self.sort == UPDATED else rows.newest_first()

    def facets(self) -> list[tuple[Facet, list[FacetValue]]]:
        """Return each facet with its values and counts, the chosen ones first, in one query.

        A facet's counts ignore its own choice: they say what one more click would show.
        """
        counts = [self.counts_of(facet) for facet in FACETS]
        chosen = {facet.parameter: set(self.data_list(facet.parameter)) for facet in FACETS}
        found: dict[str, list[FacetValue]] = {facet.parameter: [] for facet in FACETS}
        for parameter, slug, label, count in counts[0].union(*counts[1:], all=True):
            value = FacetValue(slug, label, count, slug in chosen[parameter])
            found[parameter].append(value)
        for facet in FACETS:
            known = {value.slug for value in found[facet.parameter]}
            found[facet.parameter] += self.fruitless(facet, chosen[facet.parameter] - known)
        return [(facet, sorted(found[facet.parameter], key=by_use)) for facet in FACETS]

    def fruitless(self, facet: Facet, slugs: set[str]) -> list[FacetValue]:
        """Return the chosen values that now keep nothing, so that they can still be unchosen."""
        if not slugs:
            return []
        rows = self.queryset.filter(**{f"{facet.slug}__in": slugs}).order_by()
        labels = dict(rows.values_list(facet.slug, facet.label).distinct())
        return [FacetValue(slug, labels.get(slug, slug), 0, True) for slug in slugs]

    def counts_of(self, facet: Facet) -> Any:
        rows = self.queryset.all()
        for name, value in self.form.cleaned_data.items():
            if name != facet.parameter:
                rows = self.filters[name].filter(rows, value)
        return (
            rows.order_by()
            .filter(**{f"{facet.slug}__isnull": False})
            .values_list(
                Value(facet.parameter, output_field=CharField()),
                Cast(F(facet.slug), CharField()),
                Cast(F(facet.label), CharField()),
            )
            .annotate(count=Count("pk", distinct=True))
        )

    def data_list(self, parameter: str) -> list[str]:
        return self.form.cleaned_data.get(parameter) or []


def by_use(value: FacetValue) -> tuple[bool, int, str]:
    return (not value.chosen, -value.count, value.label)


class BackOfficeDatasetFilter(DatasetFilter):
    """The same for those who publish: what they may change; the bin only if asked."""

    etat = django_filters.ChoiceFilter(field_name="state", choices=DatasetState)
    portee = django_filters.ChoiceFilter(choices=REACHES, method="unchanged")
    tri = django_filters.ChoiceFilter(choices=[EDITED_SORT, *SORTS], method="unchanged")

    def __init__(self, *arguments: Any, user: Any, **options: Any) -> None:
        self.user = user
        super().__init__(*arguments, **options)

    def filter_queryset(self, queryset: DatasetQuerySet) -> DatasetQuerySet:
        rows = super().filter_queryset(self.within_reach(queryset))
        return rows if self.form.cleaned_data.get("etat") else rows.outside_bin()

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


class StableOrdering(django_filters.OrderingFilter):
    """Two rows that sort alike keep their places: no page repeats or misses one."""

    def filter(self, qs: DatasetQuerySet, value: Any) -> DatasetQuerySet:
        rows = super().filter(qs, value)
        return rows.order_by(*rows.query.order_by, "pk") if value else rows


class ApiDatasetFilter(django_filters.FilterSet):
    """Parameters of data.gouv.fr's API: q, organization, tag, license, sort."""

    q = django_filters.CharFilter(method="search")
    organization = django_filters.CharFilter(method="of_organization")
    tag = SeveralFilter(method="with_every_tag")
    license = django_filters.CharFilter(field_name="license")
    sort = StableOrdering(
        fields=[
            ("title", "title"),
            ("created_at", "created"),
            ("data_updated_at", "last_update"),
        ]
    )

    def search(self, rows: DatasetQuerySet, name: str, typed: str) -> DatasetQuerySet:
        return matching(rows, read(typed))

    def of_organization(self, rows: DatasetQuerySet, name: str, value: str) -> DatasetQuerySet:
        """Keep one organisation's, named by its id. Raises ValidationError for anything else."""
        try:
            return rows.filter(organization=uuid.UUID(value))
        except ValueError as error:
            message = "Organization arg must be an identifier"
            raise forms.ValidationError(message) from error

    def with_every_tag(self, rows: DatasetQuerySet, name: str, slugs: list[str]) -> DatasetQuerySet:
        for slug in slugs:
            rows = rows.filter(pk__in=Keyword.objects.filter(slug=slug).values("datasets"))
        return rows
