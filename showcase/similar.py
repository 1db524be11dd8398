"""Datasets that resemble one: those that share its themes, its keywords and its organisation."""

from django.db.models import Case, IntegerField, Q, Sum, Value, When

from catalog.models import Dataset
from catalog.search.models import FacetKind
from showcase.public import public_datasets

MOST = 4
WEIGHTS = {FacetKind.KEYWORD: 3, FacetKind.THEME: 2, FacetKind.ORGANIZATION: 1}
ENOUGH = 2
"""To be of the same organisation is not enough to resemble."""


def similar_to(dataset: Dataset, shared: dict[str, list[str]]) -> list[Dataset]:
    """Return the public datasets that share most of these values, in one query."""
    wanted = Q(pk__in=[])
    for kind, values in shared.items():
        wanted |= Q(facets__kind=kind, facets__value__in=values)
    weights = [When(facets__kind=kind, then=Value(weight)) for kind, weight in WEIGHTS.items()]
    strength = Sum(Case(*weights, default=Value(0), output_field=IntegerField()))
    found = public_datasets().filter(wanted).exclude(pk=dataset.pk).annotate(strength=strength)
    close = found.filter(strength__gte=ENOUGH).select_related("organization")
    return list(close.order_by("-strength", "-downloads", "pk")[:MOST])
