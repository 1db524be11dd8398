"""Parameters of data.gouv.fr's API, in its own words. A value that is not one is refused."""

import re
import uuid
from datetime import date
from typing import Any

import django_filters
from django import forms

from catalog.accounts.models import OrganizationAlias
from catalog.models import Keyword, Resource
from catalog.models.dataset import DatasetQuerySet
from catalog.search.filters import SeveralFilter
from catalog.search.query import matching, read
from catalog.vocabularies import granularities, licenses

FOREIGN_ID = re.compile(r"[0-9a-f]{24}")
BADGES = ("public-service", "certified")
"""data.gouv.fr calls « public service » what bears both."""
PERIOD = re.compile(r"(\d{4}-\d{2}-\d{2})-(\d{4}-\d{2}-\d{2})")


class StableOrdering(django_filters.OrderingFilter):
    """Two rows that sort alike keep their places: no page repeats or misses one."""

    def filter(self, qs: DatasetQuerySet, value: Any) -> DatasetQuerySet:
        rows = super().filter(qs, value)
        return rows.order_by(*rows.query.order_by, "pk") if value else rows


class ApiDatasetFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(method="search")
    organization = django_filters.CharFilter(method="of_organization")
    organization_badge = django_filters.CharFilter(method="bearing_badge")
    tag = SeveralFilter(method="with_every_tag")
    license = django_filters.ChoiceFilter(field_name="license", choices=licenses.CHOICES)
    granularity = django_filters.ChoiceFilter(
        field_name="granularity", choices=granularities.CHOICES
    )
    geozone = django_filters.CharFilter(method="about_zone")
    format = django_filters.CharFilter(method="with_format")
    temporal_coverage = django_filters.CharFilter(method="over_period")
    featured = django_filters.ChoiceFilter(
        choices=[("true", "true"), ("false", "false")], method="that_is_featured"
    )
    sort = StableOrdering(
        fields=[
            ("title", "title"),
            ("created_at", "created"),
            ("data_updated_at", "last_update"),
            ("views", "views"),
        ]
    )

    def search(self, rows: DatasetQuerySet, name: str, typed: str) -> DatasetQuerySet:
        return matching(rows, read(typed))

    def of_organization(self, rows: DatasetQuerySet, name: str, value: str) -> DatasetQuerySet:
        """Keep one organisation's, named by its id, ours or data.gouv.fr's.

        Raises ValidationError for anything else: a slug is no identifier to data.gouv.fr.
        """
        if FOREIGN_ID.fullmatch(value):
            known = OrganizationAlias.objects.filter(alias=value).values("organization")
            return rows.filter(organization__in=known)
        try:
            return rows.filter(organization=uuid.UUID(value))
        except ValueError as error:
            message = "Organization arg must be an identifier"
            raise forms.ValidationError(message) from error

    def bearing_badge(self, rows: DatasetQuerySet, name: str, value: str) -> DatasetQuerySet:
        """Keep those of the certified organisations, which bear both badges; others, none does."""
        return rows.of_certified() if value in BADGES else rows.none()

    def with_every_tag(self, rows: DatasetQuerySet, name: str, slugs: list[str]) -> DatasetQuerySet:
        for slug in slugs:
            rows = rows.filter(pk__in=Keyword.objects.filter(slug=slug).values("datasets"))
        return rows

    def about_zone(self, rows: DatasetQuerySet, name: str, value: str) -> DatasetQuerySet:
        return rows.filter(territories=value.partition("@")[0])

    def with_format(self, rows: DatasetQuerySet, name: str, value: str) -> DatasetQuerySet:
        found = Resource.objects.in_place().of_format(value.lower())
        return rows.filter(pk__in=found.values("dataset"))

    def over_period(self, rows: DatasetQuerySet, name: str, value: str) -> DatasetQuerySet:
        """Keep those whose coverage meets the period « 2020-01-01-2020-12-31 »."""
        found = PERIOD.fullmatch(value)
        try:
            start, end = (
                (date.fromisoformat(day) for day in found.groups()) if found else (None,) * 2
            )
        except ValueError:
            start = end = None
        if start is None:
            message = "temporal_coverage must be YYYY-MM-DD-YYYY-MM-DD"
            raise forms.ValidationError(message)
        return rows.filter(temporal_start__lte=end, temporal_end__gte=start)

    def that_is_featured(self, rows: DatasetQuerySet, name: str, value: str) -> DatasetQuerySet:
        """Nothing is featured yet: asking for what is finds nothing."""
        return rows.none() if value == "true" else rows
