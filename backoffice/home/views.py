from django.urls import reverse
from django.utils import timezone

from backoffice.access.forms import SignupNames
from backoffice.datasets.journal import entries
from backoffice.datasets.lists import for_list
from backoffice.datasets.next_gesture import next_gesture
from backoffice.datasets.quality import graded
from backoffice.home.desk import of_interest, tasks_of, title_of
from backoffice.home.flows import own_readings
from backoffice.screens import FormPage, Page, answers_requests
from backoffice.work.reading import health
from catalog.accounts.models import AccessRequest
from catalog.actions.people import rename_person
from catalog.enums import Right
from catalog.journal.models import Activity
from catalog.models import Dataset

DATASETS = 10
TASKS = 10
REQUESTS = 10
ACTIVITIES = 10


class Home(Page):
    """Mon espace: what awaits this person, then what they work on."""

    template_name = "backoffice/home.html"

    def get_context_data(self, **kwargs):
        user = self.request.user
        requests = list(own_requests(user))
        memberships = list(own_memberships(user))
        tasks = tasks_of(user, requests)
        waiting = [asked for asked in requests if asked.is_pending]
        outside = not memberships and not answers_requests(user)
        rows = graded(own_datasets(user))
        context = super().get_context_data(
            title=title_of(len(tasks), waiting=waiting, outside=outside),
            tasks=tasks[:TASKS],
            other_tasks=max(len(tasks) - TASKS, 0),
            outside=outside,
            memberships=memberships,
            rows=[(row, next_gesture(row)) for row in rows],
            flows=own_readings(user),
            requests=of_interest(requests),
            **kwargs,
        )
        context["health"] = health(timezone.now()) if context["may_watch_work"] else None
        return context


class Profile(FormPage):
    template_name = "backoffice/profile.html"

    def get_form(self, form_class=None):
        user = self.request.user
        names = {"first_name": user.first_name, "last_name": user.last_name}
        return NamesForm(self.request.POST or None, initial=names)

    def act(self, form):
        return rename_person(self.request.user, by=self.request.user, **form.cleaned_data)

    def sentence(self):
        return "Votre nom est enregistré."

    def after(self):
        return reverse("backoffice:profile")

    def get_context_data(self, **kwargs):
        user = self.request.user
        visible = Dataset.objects.visible_to(user)
        activities = Activity.objects.done_by(user).readable_with(visible).for_page()
        return super().get_context_data(
            memberships=own_memberships(user),
            requests=own_requests(user),
            journal=entries(activities[:ACTIVITIES]),
            **kwargs,
        )


class NamesForm(SignupNames):
    """The names of the account, under the same rule as at sign-up."""


def own_memberships(user):
    return user.memberships.select_related("organization").order_by("organization__name")


def own_requests(user):
    return AccessRequest.objects.of(user).newest_first().for_page()[:REQUESTS]


def own_datasets(user):
    rows = Dataset.objects.allowing(user, Right.CHANGE_DATASET).outside_bin()
    return for_list(rows.recently_edited_first(), user)[:DATASETS]
