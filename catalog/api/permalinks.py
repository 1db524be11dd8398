"""The addresses that never change: what a resource, or one of its versions, serves now."""

import logging
import uuid
from typing import Any

from django.http import (
    Http404,
    HttpRequest,
    HttpResponseBase,
    HttpResponseRedirect,
    JsonResponse,
)
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.csrf import csrf_exempt
from rest_framework.exceptions import APIException

from catalog import storage
from catalog.actions import exporting
from catalog.api.access import signed_reader
from catalog.api.cors import open_options, open_to_all
from catalog.api.download import Body, send, send_version, unavailable
from catalog.enums import CountKind, Right
from catalog.exceptions import StorageFailure
from catalog.files.sandbox import SandboxRefusal
from catalog.models import Resource, ResourceVersion
from catalog.stats.audience import Visit
from catalog.stats.counting import count

logger = logging.getLogger(__name__)
WAIT_SECONDS = "5"


@method_decorator(csrf_exempt, name="dispatch")  # nothing is written here: other methods get 405
class ResourceDownload(View):
    """Visible: the bytes, or the way to them. Hidden: 404. Once public, then taken away: 410."""

    required_right = Right.VIEW_DATASET
    http_method_names = ["get", "head", "options"]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            request.user = signed_reader(request)
        except APIException as error:
            return JsonResponse({"message": str(error.detail)}, status=error.status_code)
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, resource: uuid.UUID) -> HttpResponseBase:
        rows = Resource.objects.named(resource).select_related("dataset", "current_version")
        found = rows.readable_by(request.user).first()
        if found is None:
            return open_to_all(gone(request, resource))
        private = not found.dataset.is_public
        if found.is_remote:
            response: HttpResponseBase = to_the_link(found)
        else:
            response = send_version(request, found.current_version, private=private)
        count_download(request, found, status=response.status_code)
        return open_to_all(response)

    def options(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return open_options(super().options(request, *args, **kwargs))


class VersionDownload(ResourceDownload):
    """One version for ever: what a citation, or a script that wants no surprise, points to."""

    def get(self, request: HttpRequest, resource: uuid.UUID, number: int) -> HttpResponseBase:
        named = Resource.objects.named(resource)
        versions = ResourceVersion.objects.filter(resource__in=named, number=number)
        found = versions.readable_by(request.user).select_related("resource__dataset").first()
        if found is None:
            if versions.once_public().exists():
                return open_to_all(gone(request, resource))
            raise Http404
        if found.discarded_at:
            return open_to_all(erased(request, found))
        public = found.resource.dataset.is_public and versions.once_public().exists()
        response = send_version(request, found, private=not public)
        count_download(request, found.resource, status=response.status_code)
        return open_to_all(response)


class ResourceExport(ResourceDownload):
    """The version on line in another format: made from it, and said to be."""

    def get(self, request: HttpRequest, resource: uuid.UUID, format: str) -> HttpResponseBase:
        rows = Resource.objects.named(resource).select_related("dataset", "current_version")
        found = rows.readable_by(request.user).first()
        if found is None:
            return open_to_all(gone(request, resource))
        version = found.current_version
        if version is None or format not in exporting.formats_of(version):
            raise Http404
        response = export(request, version, format, private=not found.dataset.is_public)
        count_download(request, found, status=response.status_code)
        return open_to_all(response)


def export(
    request: HttpRequest, version: ResourceVersion, format: str, *, private: bool
) -> HttpResponseBase:
    """Answer with the export, with when to come back for it, or with why it cannot be made."""
    try:
        ready = exporting.asked(version, format)
    except SandboxRefusal as refusal:
        shown = {"version": version, "format": format, "refusal": str(refusal)}
        return render(request, "showcase/export_refused.html", shown, status=422)
    except (StorageFailure, *storage.UNREACHABLE):
        logger.exception("Export not served", extra={"version": str(version.pk)})
        return unavailable(body_of(exporting.Export(version, format)))
    if ready is None:
        shown = {"version": version, "format": format}
        page = render(request, "showcase/export_waiting.html", shown, status=202)
        for name in ("Retry-After", "Refresh"):
            page.headers[name] = WAIT_SECONDS
        page.headers["Cache-Control"] = "no-store"
        return page
    return send(request, body_of(ready), private=private)


def body_of(ready: exporting.Export) -> Body:
    return Body(
        storage.derived(),
        ready.key,
        ready.filename,
        ready.mime,
        tag=f"{ready.version.sha256}-{ready.format}",
        moment=int(ready.version.created_at.timestamp()),
    )


def count_download(request: HttpRequest, resource: Resource, *, status: int) -> None:
    by_editor = request.user.has_perm(Right.CHANGE_DATASET, resource.dataset)
    visit = Visit.read(request.method, request.headers, status=status, by_editor=by_editor)
    count(CountKind.DOWNLOAD, resource, visit)


def to_the_link(resource: Resource) -> HttpResponseRedirect:
    response = HttpResponseRedirect(resource.url)
    shared = resource.dataset.is_public
    response.headers["Cache-Control"] = "no-cache" if shared else "private, no-store"
    return response


def gone(request: HttpRequest, key: uuid.UUID) -> HttpResponseBase:
    """Answer 410 for what the public could read one day. Raises Http404 for all the rest."""
    rows = Resource.objects.named(key).once_public()
    resource = rows.select_related("dataset").first()
    if resource is None or not (resource.removed_at or resource.dataset.deleted_at):
        raise Http404
    if request.path.startswith("/api/"):
        thing = "Resource" if resource.removed_at else "Dataset"
        return JsonResponse({"message": f"{thing} has been deleted"}, status=410)
    date = resource.removed_at or resource.dataset.deleted_at
    return render(request, "410.html", {"title": resource.title, "date": date}, status=410)


def erased(request: HttpRequest, version: ResourceVersion) -> HttpResponseBase:
    """Answer 410 for a version too old to be kept: the permalink of its resource still serves."""
    return render(request, "410.html", {"version": version}, status=410)
