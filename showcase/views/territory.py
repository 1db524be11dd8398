from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views import View
from django.views.generic import TemplateView

from catalog.enums import Right
from catalog.models import Territory
from catalog.search.analyzer import fold
from catalog.search.facets import having
from catalog.search.models import FacetKind
from catalog.vocabularies.territories import REGIONS
from showcase.public import public_datasets
from showcase.rows import listing
from showcase.shares import Share, place_shares, spread

FRANCE = "country:fr"


@dataclass(frozen=True)
class Region:
    share: Share
    departments: list[Share]


class TerritoryList(TemplateView):
    """The regions of today with their departments, then the other collectivities."""

    template_name = "showcase/territory_list.html"
    required_right = Right.VIEW_DATASET

    def get_context_data(self, **kwargs):
        counts = spread(public_datasets(), FacetKind.TERRITORY).of(FacetKind.TERRITORY)
        places = list(Territory.objects.with_pages())
        regions = sorted(filter(is_region_of_today, places), key=lambda place: fold(place.name))
        inside = {
            region.pk: [place for place in places if lies_in(place, region)] for region in regions
        }
        return super().get_context_data(**kwargs) | {
            "regions": [
                Region(share, place_shares(inside[region.pk], counts))
                for region, share in zip(regions, place_shares(regions, counts), strict=True)
            ],
            "collectivities": place_shares(
                [place for place in places if place.level == "fr:collectivite"], counts
            ),
            "everywhere": explored(FRANCE),
            "everywhere_count": counts.get(FRANCE, 0),
        }


def lies_in(place: Territory, region: Territory) -> bool:
    """Tell whether to list the place under the region: Guadeloupe is not listed under itself."""
    return place.parent_id == region.pk and place.name != region.name


def is_region_of_today(place: Territory) -> bool:
    return place.level == "fr:region" and place.code in REGIONS


class TerritoryDetail(View):
    """A region, a department or a collectivity, and the datasets that speak of it."""

    required_right = Right.VIEW_DATASET

    def get(self, request, level, code):
        places = Territory.objects.with_pages().select_related("parent")
        place = places.filter(pk=f"fr:{level}:{code}").first()
        if place is None:
            raise Http404
        context = context_of(place, page=request.GET.get("page"))
        return render(request, "showcase/territory_detail.html", context)


def context_of(place: Territory, *, page: str | None) -> dict[str, Any]:
    datasets = having(public_datasets(), FacetKind.TERRITORY, [place.pk])
    found = spread(datasets, FacetKind.TERRITORY, FacetKind.THEME, FacetKind.ORGANIZATION)
    parent = place.parent if place.parent and place.parent.level == "fr:region" else None
    around = [(parent.name, parent.get_absolute_url())] if parent else []
    inside = place.children.with_pages()
    return {
        "place": place,
        "parent": parent,
        "trail": [("Territoires", reverse("showcase:territory-list")), *around],
        "search": explored(place.pk),
        "everywhere": explored(FRANCE),
        "listing": listing(datasets, page=page),
        "inside": place_shares(inside, found.of(FacetKind.TERRITORY)),
        "themes": found.links(FacetKind.THEME, "showcase:theme-detail"),
        "producers": found.links(FacetKind.ORGANIZATION, "showcase:organization-detail"),
    }


def explored(key: str) -> str:
    return f"{reverse('showcase:explorer')}?{urlencode({'territoire': key})}"
