"""The results of a search for readers of feeds and for spreadsheets, with the same parameters."""

from django.http import HttpResponse, StreamingHttpResponse
from django.views import View

from catalog.enums import Right
from catalog.search.filters import DatasetFilter
from showcase.export import lines
from showcase.feed import feed_of
from showcase.public import public_datasets


class ExplorerFeed(View):
    """An Atom feed of the results, the latest published first unless another order is asked."""

    required_right = Right.VIEW_DATASET

    def get(self, request):
        search = DatasetFilter(request.GET, queryset=public_datasets())
        answer = HttpResponse(content_type="application/atom+xml; charset=utf-8")
        feed_of(search, request.GET).write(answer, "utf-8")
        return answer


class ExplorerExport(View):
    """All the results, in a table that spreadsheets open."""

    required_right = Right.VIEW_DATASET

    def get(self, request):
        search = DatasetFilter(request.GET, queryset=public_datasets())
        answer = StreamingHttpResponse(
            lines(search.results()), content_type="text/csv; charset=utf-8"
        )
        answer["Content-Disposition"] = 'attachment; filename="jeux-de-donnees.csv"'
        return answer
