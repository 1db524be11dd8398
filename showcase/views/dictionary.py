import json

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views import View

from catalog.actions.upkeep import dictionary_of
from catalog.enums import Right
from catalog.files.dictionary import dictionary_csv
from catalog.files.schema_draft import dictionary_schema
from catalog.models import Resource


class ResourceDictionary(View):
    """The columns of a file, as CSV or as a Table Schema, for whoever may read the file."""

    required_right = Right.VIEW_DATASET

    def get(self, request, pk, form):
        resource = Resource.objects.readable_by(request.user).named(pk).first()
        if resource is None:
            return taken_away(request, pk)
        columns = dictionary_of(resource)
        if not columns:
            raise Http404
        if form == "csv":
            answer = HttpResponse(dictionary_csv(columns), content_type="text/csv; charset=utf-8")
        else:
            schema = dictionary_schema(columns, title=resource.title).descriptor()
            text = json.dumps(schema, ensure_ascii=False, indent=1)
            answer = HttpResponse(text, content_type="application/json")
        answer["Content-Disposition"] = f'attachment; filename="colonnes-{resource.pk}.{form}"'
        return answer


def taken_away(request, pk):
    """Answer 410 for what the public could read one day. Raises Http404 for all the rest."""
    resource = Resource.objects.once_public().named(pk).select_related("dataset").first()
    if resource is None:
        raise Http404
    date = resource.removed_at or resource.dataset.deleted_at
    return render(request, "410.html", {"title": resource.title, "date": date}, status=410)
