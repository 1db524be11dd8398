"""What the views that write share: who may, over which thing, and from which version."""

from typing import Any

from django.conf import settings
from django.http import Http404
from rest_framework.permissions import SAFE_METHODS
from rest_framework.request import Request
from rest_framework.response import Response

from catalog.actions.guards import require
from catalog.api.access import SomebodyKnown
from catalog.api.datasets import absence
from catalog.api.errors import Moved, ResourceGone
from catalog.api.serializers import ResourceSerializer
from catalog.api.versions import CheckedVersionSerializer
from catalog.api.views import PublicView
from catalog.enums import Right
from catalog.exceptions import Conflict, TooLarge
from catalog.models import Dataset, Resource, ResourceVersion

AROUND_THE_FILE = 1024 * 1024
"""What the other fields of a form may weigh."""


class AboutDataset(PublicView):
    """Hidden: 404. Once public, then deleted: 410. Visible, and not one's own: 403."""

    required_right: Right = Right.CHANGE_DATASET
    reading_right: Right = Right.CHANGE_DATASET
    permission_classes = (SomebodyKnown,)
    http_method_names = ("post", "options")

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        if request.method != "OPTIONS":
            self.fetch()
            reads = request.method in SAFE_METHODS
            right = self.reading_right if reads else self.required_right
            require(request.user, right, self.dataset)
            self.refuse_too_much()

    def fetch(self) -> None:
        identifier = self.kwargs["identifier"]
        rows = Dataset.objects.visible_to(self.request.user).outside_bin()
        found = rows.named(identifier).select_related("organization").first()
        if found is None:
            raise absence(identifier)
        self.dataset = found

    def refuse_too_much(self) -> None:
        """Say it before reading: nobody sends gigabytes to be refused at the end."""
        length = self.request.META.get("CONTENT_LENGTH") or "0"
        if int(length) > settings.FILES_MAX_BYTES + AROUND_THE_FILE:
            raise TooLarge(f"The limit is {settings.FILES_MAX_BYTES} bytes.")

    def resource_of(self, resource: Resource, **more: Any) -> dict[str, Any]:
        """Return data.gouv.fr's resource, and what is only in answers to writes."""
        rows = Resource.objects.select_related("current_version", "dataset", "link_check")
        fresh = rows.get(pk=resource.pk)
        shown = ResourceSerializer(fresh, context=self.get_serializer_context()).data
        return {**shown, **more}

    def version_of(self, version: ResourceVersion) -> dict[str, Any]:
        rows = ResourceVersion.objects.with_dataset()
        return CheckedVersionSerializer(
            rows.get(pk=version.pk), context=self.get_serializer_context()
        ).data


class AboutResource(AboutDataset):
    def fetch(self) -> None:
        super().fetch()
        key = self.kwargs["resource"]
        rows = Resource.objects.named(key).filter(dataset=self.dataset)
        found = rows.select_related("current_version", "link_check").first()
        if found is None or (found.removed_at and not rows.once_public().exists()):
            raise Http404
        if found.removed_at:
            raise ResourceGone
        found.dataset = self.dataset
        self.resource = found
        self.expected_version = self.expected()

    def expected(self) -> int | None:
        """Return the version that the client starts from, by If-Match. Raises Moved if it is past.

        A version is named by its number or by its SHA-256, as in the ETag of its bytes.
        """
        named = self.request.headers.get("If-Match", "").strip()
        current = self.resource.current_version
        if not named or named == "*" or current is None:
            return None
        tags = {tag.strip().removeprefix("W/").strip('"') for tag in named.split(",")}
        if not tags & {str(current.number), current.sha256}:
            raise Moved
        return current.number

    def handle_exception(self, error: Exception) -> Response:
        """Two who started from the same version: the second is told as If-Match has it."""
        if isinstance(error, Conflict) and getattr(self, "expected_version", None) is not None:
            error = Moved(error.message)
        return super().handle_exception(error)


def etag(resource: Resource) -> dict[str, str]:
    version = resource.current_version
    return {"ETag": f'"{version.sha256}"'} if version else {}
