"""What runs by itself, for those who answer for the platform."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from backoffice.screens import Button, Page, Screen
from backoffice.work import reading
from catalog.actions.work import relaunch_task
from catalog.enums import Right
from catalog.permissions import watches_work
from catalog.work.models import TaskLease, Worker
from catalog.work.wording import label_of_task

LIST = "backoffice:work-list"


class Watching(Screen):
    required_right = Right.VIEW_WORK
    section = "backoffice:work-"

    def fetch(self):
        if not watches_work(self.request.user):
            raise PermissionDenied("Les travaux périodiques sont suivis par la DPNC.")

    def after(self):
        return reverse(LIST)


class WorkList(Watching, Page):
    template_name = "backoffice/work_list.html"

    def get_context_data(self, **kwargs):
        now = timezone.now()
        aside, works, queue = reading.set_aside(), reading.works(now), reading.queue(now)
        return super().get_context_data(
            verdict=reading.verdict(aside, works, queue),
            facts=reading.facts(queue, now),
            aside=aside,
            works=works,
            queue=queue,
            workers=Worker.objects.alive(now).order_by("started_at"),
            **kwargs,
        )


class WorkRelaunch(Watching, Button):
    def fetch(self):
        super().fetch()
        allowed = TaskLease.objects.allowing(self.request.user, self.required_right)
        self.lease = get_object_or_404(allowed, task_id=self.kwargs["pk"])

    def act(self):
        relaunch_task(self.lease, by=self.request.user)

    def sentence(self):
        return f"« {label_of_task(self.lease.task_path)} » est de nouveau dans la file."
