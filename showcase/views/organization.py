from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, Sum
from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views import View
from django.views.generic import TemplateView

from catalog import markdown
from catalog.accounts.models import Organization
from catalog.enums import CountKind, Right
from catalog.stats.audience import Visit
from catalog.stats.counting import count
from catalog.stats.reading import Audience, Totals, totals
from showcase.public import public_datasets
from showcase.rows import listing

LIST_SIZE = 50
LOGO_SECONDS = 3600


@dataclass(frozen=True)
class Publisher:
    organization: Organization
    datasets: int


class OrganizationList(TemplateView):
    """Everybody who publishes, or could: this is also where one asks to join."""

    template_name = "showcase/organization_list.html"
    required_right = Right.VIEW_DATASET

    def get_context_data(self, **kwargs):
        organizations = Organization.objects.validated().roots_first().select_related("parent")
        page = Paginator(organizations, LIST_SIZE).get_page(self.request.GET.get("page"))
        return super().get_context_data(**kwargs) | {
            "page_obj": page,
            "publishers": with_counts(page.object_list),
            "total": page.paginator.count,
            "publishing": public_datasets().values("organization").distinct().count(),
        }


class OrganizationDetail(View):
    """An organisation and what it has published. A former address leads to the current one."""

    required_right = Right.VIEW_DATASET

    def get(self, request, slug):
        rows = Organization.objects.validated().named(slug)
        found = rows.select_related("parent__parent__parent").first()
        if found is None:
            return gone(request, slug)
        if found.slug != slug:
            return HttpResponsePermanentRedirect(found.get_absolute_url())
        whole = request.GET.get("famille") == "1"
        context = context_of(found, whole=whole, page=request.GET.get("page"))
        response = render(request, "showcase/organization_detail.html", context)
        by_member = request.user.has_perm(Right.CREATE_DATASET, found)
        visit = Visit.read(request.method, request.headers, by_editor=by_member)
        count(CountKind.VIEW, found, visit)
        return response


class OrganizationLogo(View):
    """The picture drawn again from what was sent: small, public, and the same for everybody."""

    required_right = Right.VIEW_DATASET

    def get(self, request, slug):
        found = Organization.objects.validated().named(slug).first()
        if found is None or not found.logo:
            return gone(request, slug)
        with found.logo.open() as picture:
            answer = HttpResponse(picture.read(), content_type="image/png")
        answer["Cache-Control"] = f"public, max-age={LOGO_SECONDS}"
        return answer


def gone(request: Any, slug: str) -> Any:
    """Answer 410 for what the public could read one day. Raises Http404 for all the rest."""
    organization = Organization.objects.deleted().named(slug).first()
    if organization is None:
        raise Http404
    context = {"title": organization.name, "date": organization.deleted_at}
    return render(request, "410.html", context, status=410)


def context_of(organization: Organization, *, whole: bool, page: str | None) -> dict[str, Any]:
    """Return what the page shows; `whole` adds the datasets of the organisations below."""
    children = with_counts(organization.children.validated().roots_first())
    own = public_datasets().filter(organization=organization)
    below = public_datasets().under(organization)
    return {
        "organization": organization,
        "description": markdown.render(organization.description, top=2),
        "trail": [("Organisations", reverse("showcase:organization-list"))]
        + [(parent.name, parent.get_absolute_url()) for parent in organization.ancestors[::-1]],
        "children": children,
        "whole": bool(children) and whole,
        "others": (own if whole else below).count() if children else 0,
        "audience": audience_of(organization),
        "listing": listing(below if children and whole else own, page=page),
    }


def audience_of(organization: Organization) -> Audience:
    """Return what its published datasets were worth, then what it was worth lately itself."""
    own = public_datasets().of_organization(organization).order_by()
    sums = own.aggregate(views=Sum("views", default=0), downloads=Sum("downloads", default=0))
    return Audience(Totals(**sums), totals([organization], days=30)[organization.pk])


def with_counts(organizations: Any) -> list[Publisher]:
    """Return the organisations with the number of datasets each has published, in one query."""
    listed = list(organizations)
    counts = public_datasets().filter(organization__in=listed).order_by()
    found = dict(counts.values_list("organization").annotate(count=Count("pk")))
    return [Publisher(organization, found.get(organization.pk, 0)) for organization in listed]
