"""The page of works: who sees it, what it says first, and what « Relancer » does."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from catalog.enums import SlotOutcome
from catalog.journal.models import Activity
from catalog.work.models import PeriodicRun, TaskLease, Worker
from config.schedule import SCHEDULE
from tests import factories
from tests.client import query_budget
from tests.queue_rows import queued, set_aside

pytestmark = pytest.mark.django_db
PAGE = reverse("backoffice:work-list")


@pytest.fixture
def dpnc(client_of):
    return client_of(factories.dpnc_user())


@pytest.fixture
def worker():
    return Worker.objects.create(name="1-a", machine="serveur (1)", queues="toutes")


def text(response):
    return response.content.decode()


def test_works_are_for_those_who_answer_for_the_platform(client_of):
    lease = set_aside()
    relaunch = reverse("backoffice:work-relaunch", args=[lease.task_id])
    editor = client_of(factories.editor())

    assert editor.get(PAGE).status_code == 403
    assert editor.post(relaunch).status_code == 403
    assert client_of(factories.superuser()).get(PAGE).status_code == 200


def test_the_page_says_first_what_matters_most(dpnc):
    assert "Aucun ouvrier ne travaille" in text(dpnc.get(PAGE))
    Worker.objects.create(name="1-a", machine="serveur (1)", queues="toutes")
    assert "Tout se fait normalement" in text(dpnc.get(PAGE))
    late = queued()
    DBTaskResult.objects.filter(pk=late.pk).update(
        enqueued_at=timezone.now() - timedelta(minutes=20)
    )
    assert "La file avance lentement" in text(dpnc.get(PAGE))
    PeriodicRun.objects.create(
        name=SCHEDULE[0].name,
        slot=timezone.now(),
        started_at=timezone.now() - timedelta(seconds=90),
        finished_at=timezone.now(),
        outcome=SlotOutcome.FAILED,
        error="OSError : le relais est absent",
    )
    page = text(dpnc.get(PAGE))
    assert "Un travail échoue" in page
    assert "le relais est absent" in page
    set_aside()
    assert "Une tâche à relancer" in text(dpnc.get(PAGE))


def test_a_worker_unseen_for_two_minutes_is_told_on_the_home_page(dpnc, client_of, worker):
    home = reverse("backoffice:home")
    assert "Aucun ouvrier" not in text(dpnc.get(home))

    Worker.objects.update(seen_at=timezone.now() - timedelta(seconds=130))

    assert "Aucun ouvrier ne travaille" in text(dpnc.get(home))
    assert "Aucun ouvrier" not in text(client_of(factories.editor()).get(home))


def test_relaunching_twice_gives_back_the_task_once(dpnc, worker):
    lease = set_aside("catalog.tasks.send_notification")
    relaunch = reverse("backoffice:work-relaunch", args=[lease.task_id])
    assert "Envoyer un courriel" in text(dpnc.get(PAGE))

    for _ in range(2):
        assert dpnc.post(relaunch, follow=True).status_code == 200

    assert DBTaskResult.objects.get(pk=lease.task_id).status == TaskResultStatus.READY
    assert Activity.objects.filter(verb="task.relaunched").count() == 1
    assert "Mises de côté" not in text(dpnc.get(PAGE))


def test_what_runs_and_what_will_be_tried_again_is_shown(dpnc, worker):
    queued("catalog.tasks.check_version", "0b5e", status="RUNNING", started_at=timezone.now())
    again = queued("catalog.tasks.send_notification")
    TaskLease.objects.create(
        task_id=again.pk, task_path=again.task_path, refusals=1, last_error="OSError : absent"
    )

    page = text(dpnc.get(PAGE))

    assert "Contrôler un fichier reçu" in page
    assert "0b5e" in page
    assert "Nouvel essai" in page


def test_the_page_costs_the_same_with_two_tasks_and_with_twenty(dpnc, worker):
    costs = []
    for count in (2, 18):
        for _ in range(count):
            set_aside()
            queued(status="RUNNING", started_at=timezone.now())
        with query_budget(18) as spent:
            dpnc.get(PAGE)
        costs.append(len(spent))

    assert costs[0] == costs[1]
