"""The queue of access requests, as those who answer it read it."""

from dataclasses import dataclass

import django_filters
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Q
from django.utils import timezone

from backoffice.access.request_forms import AcceptForm, RefuseForm
from backoffice.screens import Page, answers_requests
from catalog.accounts.models import AccessRequest, Membership, Organization
from catalog.enums import Right, Role
from catalog.templatetags.vitrine import NO_BREAK, counted, local_day

ROWS = 10
LAST_ANSWERS = 20


class RequestFilter(django_filters.FilterSet):
    """Parameters of the queue, in French: organisation, role."""

    organisation = django_filters.CharFilter(field_name="organization__slug")
    role = django_filters.ChoiceFilter(choices=Role)


@dataclass(frozen=True)
class Row:
    """One request, with what helps to answer it and the two forms that do."""

    asked: AccessRequest
    known_domain: bool
    others: list[Membership]
    accept: AcceptForm
    refuse: RefuseForm


class RequestList(Page):
    required_right = Right.DECIDE_REQUEST
    template_name = "backoffice/request_list.html"

    def fetch(self):
        if not answers_requests(self.request.user):
            raise PermissionDenied("Cette file est celle des personnes qui répondent aux demandes.")

    def get_context_data(self, **kwargs):
        answered = AccessRequest.objects.allowing(self.request.user, self.required_right)
        waiting = answered.pending()
        found = RequestFilter(self.request.GET, queryset=waiting.oldest_first().with_people())
        page = Paginator(found.qs, ROWS).get_page(self.request.GET.get("page"))
        return super().get_context_data(
            filter=found,
            page_obj=page,
            rows=rows_of(page),
            title=title_of(page.paginator.count),
            oldest=age_of(next(iter(page), None)) if page.number == 1 else "",
            organizations=Organization.objects.filter(
                pk__in=waiting.values("organization")
            ).order_by("name"),
            roles=Role.choices,
            answers=answered.decided().latest_answers_first().for_page()[:LAST_ANSWERS],
            **kwargs,
        )


def rows_of(requests):
    known = known_domains(requests)
    return [row_of(asked, known) for asked in requests]


def row_of(asked, known):
    memberships = asked.user.memberships.all()
    return Row(
        asked=asked,
        known_domain=(asked.organization_id, domain(asked.user.email)) in known,
        others=[other for other in memberships if other.organization_id != asked.organization_id],
        accept=AcceptForm(asked=asked, auto_id=f"accepter-{asked.pk}-%s"),
        refuse=RefuseForm(asked=asked, auto_id=f"refuser-{asked.pk}-%s"),
    )


def known_domains(requests):
    """Return the pairs (organisation, mail domain) that its members already have, in one query."""
    wanted = Q(pk__in=[])
    for name in {domain(asked.user.email) for asked in requests}:
        wanted |= Q(user__email__iendswith=f"@{name}")
    members = Membership.objects.filter(
        wanted, organization__in={asked.organization_id for asked in requests}
    )
    pairs = members.values_list("organization", "user__email")
    return {(organization, domain(email)) for organization, email in pairs}


def domain(email):
    return email.rpartition("@")[2].lower()


def title_of(count):
    if count == 0:
        return "Aucune demande d’accès en attente"
    return f"{counted(count, 'demande', 'demandes')} d’accès en attente"


def age_of(asked):
    """Return since when the request waits: « depuis 9 jours », « depuis hier »."""
    if asked is None:
        return ""
    days = (timezone.localdate() - local_day(asked.created_at)).days
    if days > 1:
        return f"depuis {days}{NO_BREAK}jours"
    return "depuis hier" if days else "depuis aujourd’hui"
