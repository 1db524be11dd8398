from django.utils import timezone

from backoffice.datasets.lists import for_list
from backoffice.datasets.next_gesture import next_gesture
from backoffice.datasets.quality import graded
from backoffice.home.desk import of_interest, tasks_of, title_of
from backoffice.home.flows import own_readings
from backoffice.screens import Page, answers_requests
from backoffice.work.reading import health
from catalog.accounts.models import AccessRequest
from catalog.enums import Right
from catalog.models import Dataset

DATASETS = 10
TASKS = 10
REQUESTS = 10


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


def own_memberships(user):
    return user.memberships.select_related("organization").order_by("organization__name")


def own_requests(user):
    return AccessRequest.objects.of(user).newest_first().for_page()[:REQUESTS]


def own_datasets(user):
    rows = Dataset.objects.allowing(user, Right.CHANGE_DATASET).outside_bin()
    return for_list(rows.recently_edited_first(), user)[:DATASETS]
