"""Between rows: one version on line, numbers without a hole, nobody stopped on the way."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from catalog.actions.custody import point_right
from catalog.custody.breaches import Breach
from catalog.models import Resource, ResourceVersion
from catalog.queue import enqueue
from catalog.work import taken

PATIENCE = timedelta(hours=1)
"""Beyond it a task or a check is not slow: its process was killed."""


def breaches_of_pointers(**_: Any) -> Iterator[Breach]:
    for resource in Resource.objects.pointing_wrong().order_by("pk").iterator():
        yield Breach(
            "I1",
            f"« {resource.title} » ({resource.pk}) : la version désignée et celle dite en ligne ne "
            "sont pas la même. Ce que lisent les visiteurs fait foi.",
            partial(point_right, resource),
        )


def breaches_of_numbers(**_: Any) -> Iterator[Breach]:
    for resource in Resource.objects.numbered_wrong().order_by("pk").iterator():
        numbers = sorted(resource.versions.values_list("number", flat=True))
        yield Breach(
            "I2",
            f"« {resource.title} » ({resource.pk}) : ses versions sont numérotées {numbers}, et "
            f"non de 1 à {len(numbers)}. Une ligne a été supprimée : elle est dans une sauvegarde.",
        )


def breaches_of_tasks(*, at: datetime, **_: Any) -> Iterator[Breach]:
    for task in taken.stopped_since(at - PATIENCE):
        yield Breach(
            "I6",
            f"La tâche {task.path} ({task.id}) est dite en cours depuis plus d’une heure : "
            "son processus a été tué. Elle se remet dans la file.",
            partial(taken.put_back_stopped, task.id),
        )


def breaches_of_checks(*, at: datetime, **_: Any) -> Iterator[Breach]:
    waiting = ResourceVersion.objects.being_checked().received_before(at - PATIENCE)
    for version in waiting.select_related("resource").order_by("created_at"):
        yield Breach(
            "I6",
            f"« {version.resource.title} », version {version.number} : son contrôle n’a pas abouti "
            "depuis plus d’une heure. Il se demande de nouveau.",
            partial(ask_check, version.pk),
        )


def ask_check(key: Any) -> None:
    enqueue("catalog.tasks.check_version", str(key))
