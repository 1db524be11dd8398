"""The closed lists of data.gouv.fr's API: licences, frequencies, granularities, zones, types."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Case, IntegerField, Manager, QuerySet, Value, When
from django.http import Http404
from django.urls import reverse
from rest_framework.request import Request
from rest_framework.response import Response

from catalog.accounts.models import Organization
from catalog.api.organizations import logo_of
from catalog.api.views import PublicView
from catalog.enums import ResourceType, Role
from catalog.models import Keyword, Territory
from catalog.vocabularies.formats import FORMATS
from catalog.vocabularies.frequencies import FREQUENCIES
from catalog.vocabularies.granularities import GRANULARITIES
from catalog.vocabularies.licenses import LICENSES
from catalog.vocabularies.roles import ROLES

MOST_SUGGESTIONS = 20
ROLE_IDS = {Role.ADMINISTRATOR: "admin", Role.EDITOR: "editor", Role.CONTRIBUTOR: "partial_editor"}


def labelled(pairs: Iterable[tuple[str, str]], label: str = "label") -> list[dict[str, str]]:
    return [{"id": key, label: text} for key, text in pairs]


class Vocabulary(PublicView):
    """A list that does not change while the site runs."""

    rows: list[Any] = []

    def get(self, request: Request) -> Response:
        return Response(self.rows)


LISTS: dict[str, list[Any]] = {
    "licenses": [
        {
            "id": key,
            "title": license.title,
            "maintainer": None,
            "url": license.url or None,
            "flags": [],
            "alternate_urls": [text for text in license.alternates if "://" in text],
            "alternate_titles": [text for text in license.alternates if "://" not in text],
        }
        for key, license in LICENSES.items()
    ],
    "frequencies": labelled((key, frequency.label) for key, frequency in FREQUENCIES.items()),
    "granularities": labelled(GRANULARITIES.items(), "name"),
    "resource_types": labelled(ResourceType.choices),
    "extensions": sorted(FORMATS),
    "contact_roles": labelled(ROLES.items()),
    "organization_roles": labelled((ROLE_IDS[role], role.label) for role in Role),
}


def vocabulary(name: str) -> Any:
    return Vocabulary.as_view(rows=LISTS[name])


def suggested(
    rows: "Manager[Any] | QuerySet[Any]", request: Request, field: str, size: int
) -> "QuerySet[Any]":
    """Keep the rows that begin with what was typed, then those that contain it."""
    typed = request.query_params.get("q", "").strip()[:100].replace("\0", "")
    asked = request.query_params.get("size", "")
    size = min(int(asked), MOST_SUGGESTIONS) if asked.isdecimal() and asked.isascii() else size
    first = Case(
        When(**{f"{field}__istartswith": typed}, then=Value(0)),
        default=Value(1),
        output_field=IntegerField(),
    )
    return rows.filter(**{f"{field}__icontains": typed}).order_by(first, field)[:size]


class ZoneSuggest(PublicView):
    def get(self, request: Request) -> Response:
        rows = suggested(Territory.objects, request, "name", 10)
        return Response([zone(row, request) for row in rows])


class ZoneDetail(PublicView):
    def get(self, request: Request, identifier: str) -> Response:
        row = Territory.objects.filter(pk=identifier.partition("@")[0]).first()
        if row is None:
            raise Http404
        return Response(zone(row, request))


def zone(row: Territory, request: Request) -> dict[str, str]:
    uri = request.build_absolute_uri(reverse("api:zone-detail", args=[row.pk]))
    return {"id": row.pk, "name": row.name, "code": row.code, "level": row.level, "uri": uri}


class LevelList(PublicView):
    def get(self, request: Request) -> Response:
        levels = Territory._meta.get_field("level").flatchoices
        return Response(labelled(levels, "name"))


class TagSuggest(PublicView):
    """Keywords of what the public may read: a draft's own are not told."""

    def get(self, request: Request) -> Response:
        rows = suggested(Keyword.objects.in_public_use(), request, "slug", 8)
        return Response([{"text": row.slug} for row in rows])


class OrganizationSuggest(PublicView):
    def get(self, request: Request) -> Response:
        rows = suggested(Organization.objects.validated(), request, "name", 10)
        return Response([suggestion(row, request) for row in rows])


def suggestion(row: Organization, request: Request) -> dict[str, Any]:
    page = request.build_absolute_uri(row.get_absolute_url())
    names = {"id": str(row.pk), "name": row.name, "acronym": row.acronym or None, "slug": row.slug}
    return {**names, "image_url": logo_of(row, request.build_absolute_uri), "page": page}
