"""How a verb asks for later work. Tasks sit above verbs, so they are named, never imported."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.utils import timezone
from django.utils.module_loading import import_string

Check = Callable[[], object]
_checks: list[Check] = []
"""What the worker of this process has to say of the task it runs; empty outside a worker."""


class LeaseLost(Exception):
    """This process was thought dead and its task given to another: it must write nothing more."""


def enqueue(task: str, *args: object, after: timedelta | None = None) -> None:
    """Enqueue the task of that dotted name; in a transaction, it exists only if that commits.

    `after`: not before that long, for what should be done by then and is finished if it is not.
    """
    wanted = import_string(task)
    if after is not None:
        wanted = wanted.using(run_after=timezone.now() + after)
    wanted.enqueue(*args)


def fence() -> None:
    """Called first in the transaction of a verb that tasks run: what it writes is written by the
    one worker that holds the task, or not at all. Outside a worker it does nothing.

    In a worker it needs a transaction, and keeps the task from being given away until that ends.
    Raises LeaseLost.
    """
    for check in _checks:
        check()


@contextmanager
def fenced_by(check: Check) -> Iterator[None]:
    """For the worker: have `check` asked by every fence of the task run within."""
    _checks.append(check)
    try:
        yield
    finally:
        _checks.remove(check)
