from django.http import JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.views import View

from catalog.enums import Right
from catalog.search.query import read
from showcase.suggest import suggestions


class ExplorerSuggest(View):
    """What the typed letters may mean: a list for the search box, a page of links without it."""

    required_right = Right.VIEW_DATASET

    def get(self, request):
        typed = read(request.GET.get("q", "")).typed
        found = suggestions(typed)
        if request.headers.get("Accept") == "application/json":
            answer = JsonResponse({"suggestions": [one.as_dict() for one in found]})
        else:
            trail = [("Explorer", reverse("showcase:explorer"))]
            context = {"query": typed, "suggestions": found, "trail": trail}
            answer = render(request, "showcase/explorer_suggest.html", context)
        patch_vary_headers(answer, ["Accept"])
        return answer
