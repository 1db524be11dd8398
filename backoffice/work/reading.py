"""The page of works, read in a few queries: what runs, what waits, what does not go."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.formats import date_format
from django.utils.timezone import localtime

from backoffice.wording import capital, in_letters
from catalog.templatetags.vitrine import NO_BREAK, ago, counted, number
from catalog.work import taken
from catalog.work.models import PeriodicRun, TaskLease, Worker
from catalog.work.schedule import schedule
from catalog.work.taken import Queued
from catalog.work.wording import label_of_task

MOST = 50
DAILY = re.compile(r"(\d+) (\d+) \* \* \*")
LATELY = timedelta(days=7)
SLOW = timedelta(minutes=15)
"""Beyond it, what waits does so for want of workers."""


@dataclass(frozen=True)
class Line:
    """One task: `about` is what it was given, `when` a sentence."""

    key: str
    label: str
    about: str
    sentence: str
    when: str


@dataclass(frozen=True)
class Work:
    """One periodic work: its state (a word, and the shape that goes with it)."""

    label: str
    rhythm: str
    state: str
    shape: str
    last: str
    took: str
    coming: str
    failures: int
    error: str


@dataclass(frozen=True)
class Queue:
    running: list[Line]
    retried: list[Line]
    waiting: int
    oldest: datetime | None
    is_slow: bool
    workers: int


@dataclass(frozen=True)
class Verdict:
    state: str
    mark: str
    title: str
    sentence: str


def set_aside():
    leases = TaskLease.objects.set_aside().order_by("-set_aside_at")[:MOST]
    tasks = taken.those(lease.task_id for lease in leases)
    return [
        line(lease, tasks.get(lease.task_id), f"Mise de côté {ago(lease.set_aside_at)}")
        for lease in leases
    ]


def line(lease, task, when):
    label = label_of_task(lease.task_path)
    return Line(str(lease.task_id), label, about(task), lease.last_error, when)


def about(task: Queued | None):
    return ", ".join(str(given) for given in task.arguments) if task else ""


def queue(now):
    count, oldest = taken.waiting()
    workers = Worker.objects.alive(now).count()
    slow = oldest is not None and now - oldest > SLOW
    return Queue(running(now), retried(), count, oldest, slow, workers)


def running(now):
    return [
        Line(
            str(task.id),
            label_of_task(task.path),
            about(task),
            "",
            f"Depuis {lasting(now - task.started_at)}" if task.started_at else "",
        )
        for task in taken.under_way()[:MOST]
    ]


def retried():
    leases = list(TaskLease.objects.to_be_tried_again().order_by("-pk")[:MOST])
    tasks = taken.those(lease.task_id for lease in leases)
    rows = [(lease, tasks.get(lease.task_id)) for lease in leases]
    return [line(lease, task, coming_try(task)) for lease, task in rows if task]


def coming_try(task):
    return f"Nouvel essai {clock(task.run_after)}" if task.run_after else "Nouvel essai à suivre"


def works(now):
    last = {run.name: run for run in PeriodicRun.objects.latest_of_each()}
    failures = PeriodicRun.objects.failures_by_name(since=now - LATELY)
    return [work(one, last.get(one.name), failures.get(one.name, 0), now) for one in schedule()]


def work(one, run, failures, now):
    state, shape = standing(run)
    following = one.following(now)
    return Work(
        label=one.label,
        rhythm=rhythm(one),
        state=state,
        shape=shape,
        last=clock(run.started_at) if run and run.started_at else "",
        took=lasting(run.duration) if run and run.duration is not None else "",
        coming=clock(following) if following else "",
        failures=failures,
        error=run.error if run and run.is_failed else "",
    )


def standing(run):
    if run is None or run.is_passed:
        return f"À{NO_BREAK}venir", "repos"
    if run.is_failed:
        return "Échec", "bloque"
    if run.is_done:
        return "Fait", "bon"
    return ("En cours", "verifier") if run.started_at else ("Dans la file", "repos")


def rhythm(one):
    if one.cron:
        daily = DAILY.fullmatch(one.cron)
        return f"Chaque jour à {hour(int(daily[2]), int(daily[1]))}" if daily else one.cron
    minutes = int(one.every.total_seconds() // 60)
    if minutes == 1:
        return "Chaque minute"
    if minutes == 60:
        return "Chaque heure"
    return f"Toutes les {minutes}{NO_BREAK}minutes"


def clock(moment):
    """Return « aujourd’hui à 14 h 05 », « demain à 3 h 00 », « le 12 nov. à 3 h 00 »."""
    local, today = localtime(moment), localtime()
    days = (local.date() - today.date()).days
    near = {-1: "hier", 0: "aujourd’hui", 1: "demain"}
    day = near.get(days) or f"le {date_format(local, 'j N')}"
    return f"{day} à {hour(local.hour, local.minute)}"


def hour(hours, minutes):
    return f"{hours}{NO_BREAK}h{NO_BREAK}{minutes:02}"


def lasting(duration):
    """Return « 0,4 s », « 12 min », « 2 h 05 »."""
    seconds = duration.total_seconds()
    if seconds < 60:
        return f"{number(seconds)}{NO_BREAK}s"
    minutes = int(seconds // 60)
    if minutes < 60:
        return f"{minutes}{NO_BREAK}min"
    return hour(minutes // 60, minutes % 60)


def facts(queue, now):
    oldest = f"la plus ancienne depuis {lasting(now - queue.oldest)}" if queue.oldest else ""
    return [
        ("Ouvriers", number(queue.workers), "vus depuis moins de deux minutes"),
        ("En cours", counted(len(queue.running), "tâche", "tâches", none="aucune"), ""),
        ("En attente", counted(queue.waiting, "tâche", "tâches", none="aucune"), oldest),
        ("Nouvel essai prévu", counted(len(queue.retried), "tâche", "tâches", none="aucune"), ""),
    ]


def health(now):
    """Return what whoever answers for the platform should know at once; None when all goes."""
    if not Worker.objects.alive(now).exists():
        return NOBODY
    oldest = taken.waiting()[1]
    return SLOWLY if oldest and now - oldest > SLOW else None


def verdict(aside, works, queue):
    """Return what matters most, first."""
    if not queue.workers:
        return NOBODY
    if aside:
        many = capital(in_letters(len(aside), feminine=True))
        title = f"{many} tâche{'s' * (len(aside) > 1)} à relancer"
        return Verdict("À relancer", "bloque", title, ASIDE)
    failing = sum(one.shape == "bloque" for one in works)
    if failing:
        many = f"{capital(in_letters(failing))} travaux échouent"
        return Verdict("En échec", "bloque", many if failing > 1 else "Un travail échoue", FAILING)
    if queue.is_slow:
        return SLOWLY
    return WELL


NOBODY = Verdict(
    "À l’arrêt",
    "bloque",
    "Aucun ouvrier ne travaille",
    "Le site reste en ligne et les fichiers publiés se téléchargent. Les courriels, les contrôles "
    "et les publications programmées attendent. Demandez le démarrage de « manage.py worker » sur "
    "le serveur.",
)
ASIDE = "Plusieurs essais n’ont pas suffi. Le reste continue. Écartez la cause, puis relancez."
FAILING = "Le prochain créneau essaiera de nouveau. La cause est dite dans le tableau."
SLOWLY = Verdict(
    "En retard",
    "verifier",
    "La file avance lentement",
    "Une tâche attend depuis plus d’un quart d’heure. Si cela dure, ajoutez des ouvriers : "
    "« manage.py worker --processes 6 », ou une autre machine.",
)
WELL = Verdict(
    "En marche",
    "bon",
    "Tout se fait normalement",
    "Ce que le site fait sans qu’on le demande, quand il l’a fait, et ce qui l’attend.",
)
