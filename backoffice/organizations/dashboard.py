"""What an organisation looks like to those who run it: what is late first."""

import csv
from dataclasses import dataclass, replace
from datetime import date

from django.http import HttpResponse
from django.utils import timezone
from django.views import View

from backoffice.datasets.journal import entries
from backoffice.datasets.lists import for_list
from backoffice.datasets.next_gesture import next_gesture
from backoffice.datasets.quality import Advice, advice_of, graded
from backoffice.screens import AboutOrganization, Page
from catalog.accounts.models import AccessRequest
from catalog.enums import DatasetState, Right, Role
from catalog.journal.models import Activity
from catalog.models import Dataset
from catalog.stats.reading import series, totals, whole_series
from catalog.templatetags.vitrine import counted

DAYS = 90
LATE, READ, TODO, REQUESTS, ACTIVITIES = 10, 60, 5, 5, 10
COLUMNS = ("jour", "consultations", "téléchargements")
HEIGHT = 40


@dataclass(frozen=True)
class Curve:
    """Two paths of a picture of DAYS by HEIGHT, and what they draw, in numbers."""

    views: str
    downloads: str
    since: date
    highest: int


@dataclass(frozen=True)
class Todo:
    dataset: Dataset
    advice: Advice


class Seen(AboutOrganization):
    """What its members see of it together, and the DPNC in the family."""

    required_right = Right.VIEW_MEMBERS


class OrganizationDashboard(Seen, Page):
    template_name = "backoffice/organization_dashboard.html"

    def get_context_data(self, **kwargs):
        user, organization = self.request.user, self.organization
        datasets = Dataset.objects.visible_to(user).of_organization(organization).outside_bin()
        late, states = datasets.late(), states_of(datasets)
        asked = AccessRequest.objects.allowing(user, Right.VIEW_REQUEST)
        asked = asked.within(organization).pending().oldest_first().for_page()
        answered = AccessRequest.objects.allowing(user, Right.DECIDE_REQUEST)
        return super().get_context_data(
            organization=organization,
            states=states,
            is_empty=not any(count for _, _, count in states),
            may_create=user.has_perm(Right.CREATE_DATASET, organization),
            late=[(row, next_gesture(row)) for row in graded(for_list(late, user)[:LATE])],
            late_count=late.count(),
            todo=todo_of(datasets, user),
            people=people_of(organization),
            requests=asked[:REQUESTS],
            request_count=asked.count(),
            may_answer=answered.within(organization).pending().exists(),
            audience=totals([organization], days=DAYS)[organization.pk],
            days=DAYS,
            curve=curve_of(organization),
            journal=[at_home(one, organization) for one in entries(self.activities()[:ACTIVITIES])],
            **kwargs,
        )

    def activities(self):
        """Why somebody asks to join is read by those who read the requests."""
        user, organization = self.request.user, self.organization
        rows = Activity.objects.within(organization)
        rows = rows.readable_with(Dataset.objects.allowing(user, Right.CHANGE_DATASET))
        reads = user.has_perm(Right.DECIDE_ORGANIZATION, organization) or is_editor(
            user, organization
        )
        return (rows if reads else rows.of_datasets()).for_page()


class OrganizationStatistics(Seen, View):
    """The same curve since the beginning, day by day, as a file."""

    http_method_names = ("get", "head")

    def get(self, request, slug):
        answer = HttpResponse(content_type="text/csv; charset=utf-8")
        name = f"statistiques-{self.organization.slug}.csv"
        answer["Content-Disposition"] = f'attachment; filename="{name}"'
        days = whole_series(self.organization)
        rows = ((one.day, one.views, one.downloads) for one in days)
        csv.writer(answer, delimiter=";").writerows([COLUMNS, *rows])
        return answer


def at_home(entry, organization):
    """Return the entry without the name of the organisation, which the whole page is about."""
    return replace(entry, about=entry.about.removesuffix(f" — {organization.name}"))


def is_editor(user, organization):
    editors = organization.memberships.filter(role__in=[Role.EDITOR, Role.ADMINISTRATOR])
    return user.is_superuser or editors.filter(user=user).exists()


def states_of(datasets):
    """Return (state, its word, how many) for each state outside the bin."""
    found = datasets.counted_by_state()
    return [
        (state.value, state.label, found.get(state, 0))
        for state in DatasetState
        if state != DatasetState.DELETED
    ]


def todo_of(datasets, user):
    """Return what would raise the score most, for the weakest of the datasets edited lately."""
    rows = graded(for_list(datasets.public().recently_edited_first(), user)[:READ])
    weakest = sorted(rows, key=lambda row: row.assessment.score)
    advised = ((row, advice_of(row)) for row in weakest if row.may_change)
    return [Todo(row, advice[0]) for row, advice in advised if advice][:TODO]


def people_of(organization):
    """Return « 2 administrateurs », « 5 éditeurs »: the roles that somebody has."""
    roles = list(organization.memberships.values_list("role", flat=True))
    held = ((role, roles.count(role)) for role in reversed(Role))
    return [counted(count, role.label, f"{role.label}s") for role, count in held if count]


def curve_of(organization):
    days = series(organization, days=DAYS, at=timezone.now())
    highest = max([max(one.views, one.downloads) for one in days], default=0)
    if not highest:
        return None
    return Curve(
        path([one.views for one in days], highest),
        path([one.downloads for one in days], highest),
        days[0].day,
        highest,
    )


def path(counts, highest):
    points = (f"{x} {HEIGHT - HEIGHT * count / highest:.1f}" for x, count in enumerate(counts))
    return "M" + "L".join(points)
