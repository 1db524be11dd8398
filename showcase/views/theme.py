from typing import Any

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views import View
from django.views.generic import TemplateView

from catalog.enums import Right
from catalog.models import Theme
from catalog.search.facets import having
from catalog.search.models import FacetKind
from showcase.public import public_datasets
from showcase.rows import listing
from showcase.shares import spread, theme_shares


class ThemeList(TemplateView):
    """The ways in that the DPNC keeps, with what each holds."""

    template_name = "showcase/theme_list.html"
    required_right = Right.VIEW_DATASET

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"themes": theme_shares()}


class ThemeDetail(View):
    """A theme and its datasets. A topical one opens on its first day, and stays once over."""

    required_right = Right.VIEW_DATASET

    def get(self, request, slug):
        theme = get_object_or_404(Theme.objects.begun(timezone.localdate()), slug=slug)
        context = context_of(theme, page=request.GET.get("page"))
        return render(request, "showcase/theme_detail.html", context)


def context_of(theme: Theme, *, page: str | None) -> dict[str, Any]:
    datasets = having(public_datasets(), FacetKind.THEME, [theme.slug])
    producers = spread(datasets, FacetKind.ORGANIZATION)
    return {
        "theme": theme,
        "is_over": bool(theme.ends_on and theme.ends_on < timezone.localdate()),
        "trail": [("Thématiques", reverse("showcase:theme-list"))],
        "search": f"{reverse('showcase:explorer')}?thematique={theme.slug}",
        "listing": listing(datasets, page=page),
        "producers": producers.links(FacetKind.ORGANIZATION, "showcase:organization-detail"),
    }
