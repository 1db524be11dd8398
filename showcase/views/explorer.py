from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.http import QueryDict
from django.views.generic import TemplateView

from catalog.enums import Right
from catalog.search.analyzer import words
from catalog.search.filters import DatasetFilter
from showcase.found import accented
from showcase.public import public_datasets
from showcase.refine import active_filters, facets_of, sorts_of, without
from showcase.relief import ways_out
from showcase.rows import rows_of

PAGE_SIZE = 20
IN_LETTERS = dict(enumerate("un deux trois quatre cinq six sept".split(), start=1))  # noqa: SIM905 (counted)


class Explorer(TemplateView):
    """The public list: search, facets, order and page, all in the address."""

    template_name = "showcase/explorer.html"
    required_right = Right.VIEW_DATASET

    def get_context_data(self, **kwargs):
        parameters = self.request.GET
        search = DatasetFilter(parameters, queryset=public_datasets())
        found = search.results().select_related("organization")
        page = Paginator(found, PAGE_SIZE).get_page(parameters.get("page"))
        return super().get_context_data(**kwargs) | context_of(search, page, parameters)


def context_of(search: DatasetFilter, page: Page, parameters: QueryDict) -> dict[str, Any]:
    query = search.query
    facets = facets_of(search)
    active = active_filters(facets, parameters)
    total = page.paginator.count
    corrected = accented(query.corrected, page.object_list)
    return {
        "query": query.typed,
        "corrected": corrected,
        "enough": IN_LETTERS.get(query.enough, ""),
        "wider": [place.name for place in query.places] if query.says_what else [],
        "page_obj": page,
        "rows": rows_of(page.object_list, query=query),
        "total": total,
        "facets": facets,
        "active": active,
        "without_query": without(parameters, "q"),
        "only_corrected": f"?{urlencode({'q': corrected})}",
        "sorts": sorts_of(search),
        "tried": words(query.text),
        "ways": [] if total else ways_out(search, active, parameters),
        "kept": without(parameters, "page"),
    }
