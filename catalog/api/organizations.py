"""Organisations as data.gouv.fr's clients read them. Members are people: they are not told here."""

from collections.abc import Callable
from typing import Any

import django_filters
from django.db.models import Count
from django.http import Http404, HttpResponseBase
from django.urls import reverse
from django_filters.rest_framework import DjangoFilterBackend
from rest_framework import serializers
from rest_framework.response import Response

from catalog.accounts.models import Organization
from catalog.api.errors import OrganizationGone
from catalog.api.fields import Absolute, Constant, Moment, TextOrNull
from catalog.api.views import PublicView
from catalog.models import Dataset
from catalog.search.api_filters import BADGES

KEEP_METHOD = 308


def logo_of(organization: Organization, absolute: Callable[[str], str]) -> str | None:
    """Return the address of the logo, whole: ours is a path where files lie beside the site."""
    address = organization.logo_address
    return absolute(address) if address.startswith("/") else address or None


class OrganizationReference(Absolute):
    id = serializers.UUIDField()
    name = serializers.CharField()
    acronym = TextOrNull()
    slug = serializers.CharField()
    uri = serializers.SerializerMethodField()
    page = serializers.SerializerMethodField()
    logo = serializers.SerializerMethodField()
    logo_thumbnail = serializers.SerializerMethodField(method_name="get_logo")
    badges = serializers.SerializerMethodField()

    def get_fields(self) -> dict[str, serializers.Field]:
        return super().get_fields() | {"class": Constant("Organization")}

    def get_logo(self, organization: Organization) -> str | None:
        return logo_of(organization, self.absolute)

    def get_badges(self, organization: Organization) -> list[dict[str, str]]:
        return [{"kind": kind} for kind in BADGES] if organization.certified_at else []

    def get_uri(self, organization: Organization) -> str:
        return self.absolute(reverse("api:organization-detail", args=[organization.slug]))

    def get_page(self, organization: Organization) -> str:
        return self.absolute(organization.get_absolute_url())


class OrganizationSerializer(OrganizationReference):
    """Reads `public_datasets`, which the queryset counts."""

    description = serializers.CharField()
    url = Constant(None)
    image_url = serializers.SerializerMethodField(method_name="get_logo")
    business_number_id = TextOrNull(source="siret")
    members = Constant([])
    extras = Constant({})
    metrics = serializers.SerializerMethodField()
    created_at = Moment()
    last_modified = Moment(source="created_at")
    deleted = Constant(None)
    permissions = serializers.SerializerMethodField()
    zone = Constant(None)
    teams = Constant([])

    def get_metrics(self, organization: Organization) -> dict[str, int]:
        return {"datasets": organization.public_datasets}

    def get_permissions(self, organization: Organization) -> dict[str, bool]:
        """Nothing of an organisation is written through the API yet."""
        return dict.fromkeys(("edit", "delete", "members", "harvest", "private"), False)


class OrganizationFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(field_name="name", lookup_expr="icontains")
    name = django_filters.CharFilter(lookup_expr="iexact")
    badge = django_filters.CharFilter(method="bearing")
    sort = django_filters.OrderingFilter(
        fields=[("name", "name"), ("created_at", "created"), ("public_datasets", "datasets")]
    )

    def bearing(self, rows: Any, name: str, value: str) -> Any:
        return rows.certified() if value in BADGES else rows.none()


def absence_of(identifier: str) -> Exception:
    """Return why there is no such organisation: deleted, or never seen by the public."""
    gone = Organization.objects.deleted().named(identifier)
    return OrganizationGone() if gone.exists() else Http404()


class OrganizationView(PublicView):
    serializer_class = OrganizationSerializer

    def get_queryset(self) -> Any:
        public = Count("datasets", filter=Dataset.objects.public_through("datasets"))
        return Organization.objects.validated().annotate(public_datasets=public).order_by("name")


class OrganizationList(OrganizationView):
    filter_backends = (DjangoFilterBackend,)
    filterset_class = OrganizationFilter

    def get(self, request: Any) -> Response:
        page = self.paginate_queryset(self.filter_queryset(self.get_queryset()))
        return self.get_paginated_response(self.get_serializer(page, many=True).data)


class OrganizationDetail(OrganizationView):
    """One organisation by its id or slug; another name leads to the present address."""

    def get(self, request: Any, identifier: str) -> HttpResponseBase:
        organization = self.get_queryset().named(identifier).first()
        if organization is None:
            raise absence_of(identifier)
        data = self.get_serializer(organization).data
        if identifier.lower() not in (str(organization.pk), organization.slug):
            return Response(status=KEEP_METHOD, headers={"Location": data["uri"]})
        return Response(data)
