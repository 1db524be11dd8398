"""How a verb asks for later work. Tasks sit above verbs, so they are named, never imported."""

from datetime import timedelta

from django.utils import timezone
from django.utils.module_loading import import_string


def enqueue(task: str, *args: object, after: timedelta | None = None) -> None:
    """Enqueue the task of that dotted name; in a transaction, it exists only if that commits.

    `after`: not before that long, for what should be done by then and is finished if it is not.
    """
    wanted = import_string(task)
    if after is not None:
        wanted = wanted.using(run_after=timezone.now() + after)
    wanted.enqueue(*args)
